/** Arbitrary states for property tests. */
import fc from 'fast-check';
import { contradicts } from './conflicts.ts';
import { FIELDS, getField, withField, type Field, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import type { OwnLog } from './source.ts';
import type { LogTask } from '../tabular/types.ts';
import { LIVE_FIELDS, withChange, type Course } from './timeline.ts';
import { isWhole } from './values.ts';

const numberOf = (field: { min: number; max: number; step: number }): fc.Arbitrary<number> =>
  isWhole(field)
    ? fc.integer({ min: field.min, max: field.max })
    : fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0);

/** Any value that a field may have. */
export function valueOf(field: Field): fc.Arbitrary<FieldValue> {
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

const anyTask: fc.Arbitrary<LogTask> = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  kind: fc.constantFrom('binary', 'regression'),
  mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0),
  deviation: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
});

/** What a link may say of somebody's own table. */
const anyOwn: fc.Arbitrary<OwnLog> = fc.record({
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
  name: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  shape: fc.record({
    features: fc.integer({ min: 1, max: 128 }),
    tasks: fc
      .tuple(...[0, 1, 2, 3].map(() => fc.option(anyTask)))
      .filter((tasks) => tasks.some((task) => task !== null)),
    positions: fc.boolean(),
    devices: fc.boolean(),
    deviceNames: fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), { maxLength: 3 }),
    queries: fc.boolean(),
    train: fc.integer({ min: 1, max: 81_000 }),
    heldOut: fc.integer({ min: 1, max: 81_000 }),
  }),
});

/** A state without changes: any setting of any field. */
const anySettings: fc.Arbitrary<LabState> = fc
  .tuple(anyOwn, fc.tuple(...FIELDS.map((field) => fc.option(valueOf(field), { nil: undefined }))))
  .map(([own, values]) => {
    const state = FIELDS.reduce((before, field, i) => {
      const value = values[i];
      return value === undefined ? before : withField(before, field, value);
    }, defaultState());
    const { source } = state.run;
    return source.name === 'own' ? { ...state, run: { ...state.run, source: { ...source, own } } } : state;
  })
  .filter((state) => !contradicts(state));

const anyChange = fc
  .constantFrom(...LIVE_FIELDS)
  // Back to a value that the field may have had, now and then: that is no change.
  .chain((field) =>
    fc.tuple(fc.constant(field.path), fc.oneof(valueOf(field), fc.constant(getField(defaultState(), field)))),
  );

/** Any settings, and what a reader may have changed while they trained. */
export const anyCourse: fc.Arbitrary<LabState> = fc
  .tuple(anySettings, fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), anyChange), { maxLength: 8 }))
  .map(([state, changes]) => {
    const { steps } = state.run.training;
    const begin: Course = { run: state.run, timeline: [] };
    const { run, timeline } = changes.reduce(
      (course, [part, [path, value]]) => withChange(course, Math.round(part * steps), path, value),
      begin,
    );
    return { ...state, run, timeline };
  });
