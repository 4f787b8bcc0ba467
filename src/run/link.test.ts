import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, fieldOf, getField, withField, type Field, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import { decodeState, encodeState, isWhole, lacksSharedLayer } from './link.ts';

const numberOf = (field: { min: number; max: number; step: number }): fc.Arbitrary<number> =>
  isWhole(field)
    ? fc.integer({ min: field.min, max: field.max })
    : fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0);

function valueOf(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'number':
      return numberOf(field);
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'numberChoice':
      return fc.constantFrom(...field.choices);
    case 'switch':
      return fc.boolean();
    case 'numbers':
      return fc.array(numberOf(field), { minLength: field.length, maxLength: field.length });
  }
}

const anyState: fc.Arbitrary<LabState> = fc
  .tuple(...FIELDS.map((field) => fc.option(valueOf(field), { nil: undefined })))
  .map((values) =>
    FIELDS.reduce((state, field, i) => {
      const value = values[i];
      return value === undefined ? state : withField(state, field, value);
    }, defaultState()),
  )
  .filter((state) => !lacksSharedLayer(state));

describe('the link', () => {
  it('restores any valid state', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(decodeState(encodeState(state))).toEqual({ state, at: 0, problems: [] });
      }),
    );
  });

  it('never throws and always yields a valid state, whatever it is given', () => {
    const pair = fc.tuple(
      fc.constantFrom('v', 'x', '__proto__', ...FIELDS.map((field) => field.key)),
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.constantFrom('NaN', 'Infinity', '', '0x10', ' 5', '1e999', '1_2', 'true'),
      ),
    );
    const query = fc.oneof(
      fc.string(),
      fc.array(pair).map((pairs) => new URLSearchParams(pairs).toString()),
    );
    fc.assert(
      fc.property(query, (search) => {
        const { state } = decodeState(search);
        expect(decodeState(encodeState(state))).toEqual({ state, at: 0, problems: [] });
      }),
    );
  });

  it('is empty for the defaults and names only what differs', () => {
    expect(encodeState(defaultState())).toBe('');
    const state = withField(
      withField(defaultState(), fieldOf('run.training.gateDropout'), 0.25),
      fieldOf('run.training.taskWeights'),
      [1, 2.5, 0, 1],
    );
    expect(encodeState(state)).toBe('v=1&gd=0.25&tw=1_2.5_0_1');
  });

  it('has one key per field and no two alike', () => {
    expect(new Set(FIELDS.map((field) => field.key)).size).toBe(FIELDS.length);
    expect(FIELDS.map((field) => field.key)).not.toContain('v');
  });

  it.each([
    ['e=99', 'out-of-range', 8],
    ['e=2.5', 'not-whole', 8],
    ['e=many', 'not-a-number', 8],
    ['e=', 'not-a-number', 8],
    ['e=0x8', 'not-a-number', 8],
    ['o=rmsprop', 'not-a-choice', 'adagrad'],
    ['ie=yes', 'not-a-choice', false],
    ['sp=31', 'not-a-choice', 30],
    ['tw=1_2', 'wrong-length', [1, 1, 1, 1]],
    ['tw=1_2_3_x', 'not-a-number', [1, 1, 1, 1]],
    ['tw=1_2_3_9', 'out-of-range', [1, 1, 1, 1]],
  ])('%s falls back, says why, and loses nothing else', (bad, reason, fallback) => {
    const { state, problems } = decodeState(`?v=1&gd=0.3&${bad}&lr=0.2`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ key: bad.split('=')[0], reason, fallback });
    expect(state.run.training).toMatchObject({ gateDropout: 0.3, learningRate: 0.2 });
    expect(getField(state, fieldOf(problems[0].path ?? ''))).toEqual(fallback);
  });

  it('names unknown keys and other versions, and leaves the keys of others alone', () => {
    expect(decodeState('v=7&colour=red&backend=cpu').problems).toEqual([
      { key: 'v', given: '7', reason: 'version' },
      { key: 'colour', given: 'red', reason: 'unknown-key' },
    ]);
  });

  it('keeps the shared layer that a bias treatment stands on', () => {
    const { state, problems } = decodeState('h=0&bh=adversarial');
    expect(state.run.model).toMatchObject({ sharedUnits: 16, biasHandling: 'adversarial' });
    expect(problems).toMatchObject([{ path: 'run.model.sharedUnits', reason: 'conflict', fallback: 16 }]);
  });
});
