import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cureConflicts } from '../model/cures.ts';
import { contradicts, EXCLUSIVE, excludedBy, withoutConflicts } from './conflicts.ts';
import { fieldOf, FIELDS, getField, withField, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import { modelOf } from './runSpec.ts';
import { valueOf } from './testing.ts';

const cure = (name: string): string => `run.training.cures.${name}`;
const stateOf = (values: Record<string, FieldValue>): LabState =>
  Object.entries(values).reduce((state, [path, value]) => withField(state, fieldOf(path), value), defaultState());

const [KIND, SWITCH, Z, NORM, UNIFORM, FREE, NOISE] = [
  'gateKind',
  'switchLoss',
  'zLoss',
  'layerNorm',
  'uniform',
  'lossFree',
  'noise',
].map(cure);
const UNITS = 'run.model.expertUnits';

/** Any settings, of which some exclude one another. */
const anyState = fc
  .tuple(...[...EXCLUSIVE].map((path) => fc.option(valueOf(fieldOf(path)), { nil: undefined })))
  .map((values) =>
    [...EXCLUSIVE].reduce(
      (state, path, i) => (values[i] === undefined ? state : withField(state, fieldOf(path), values[i])),
      defaultState(),
    ),
  );

describe('settings that exclude one another', () => {
  it.each([
    [{ [KIND]: 'sigmoid', [SWITCH]: 0.05 }, KIND, SWITCH, 'sigmoid-switch'],
    [{ [KIND]: 'sigmoid', [Z]: 0.01 }, KIND, Z, 'sigmoid-z'],
    [{ [UNITS]: 1, [NORM]: true }, UNITS, NORM, 'layer-norm-units'],
    [{ [UNIFORM]: true, [FREE]: 0.03 }, UNIFORM, FREE, 'uniform-balance'],
    [{ [UNIFORM]: true, [NOISE]: 1 }, UNIFORM, NOISE, 'uniform-noise'],
    [
      { 'run.model.biasHandling': 'adversarial', 'run.model.sharedUnits': 0 },
      'run.model.biasHandling',
      'run.model.sharedUnits',
      'shared-layer',
    ],
  ] as [Record<string, FieldValue>, string, string, string][])(
    '%j: the one that was set last stays',
    (values, first, second, reason) => {
      const state = stateOf(values);
      expect(contradicts(state)).toBe(true);
      for (const [kept, path] of [
        [first, second],
        [second, first],
      ]) {
        const mended = withoutConflicts(state, kept);
        const usual = getField(defaultState(), fieldOf(path));
        expect(mended.state).toEqual(withField(state, fieldOf(path), usual));
        expect(mended.gaveWay).toEqual([{ reason, path, other: kept, was: values[path] }]);
        // The reason stands at the control of the one that gave way as long as the other is so.
        expect(excludedBy(mended.state, path)).toBe(reason);
        expect(excludedBy(mended.state, kept)).toBeNull();
      }
      // Where nobody chose, the second gives way.
      expect(withoutConflicts(state)).toEqual(withoutConflicts(state, first));
      expect(contradicts(defaultState())).toBe(false);
    },
  );

  it('are mended whatever they are, are those of the model and some more, and all else stays', () => {
    fc.assert(
      fc.property(anyState, fc.constantFrom(undefined, ...EXCLUSIVE), (state, kept) => {
        const reasons = withoutConflicts(state).gaveWay.map((one) => one.reason);
        const { cures } = state.run.training;
        const ofModel = cureConflicts(modelOf(state.run), cures);
        expect(reasons).toEqual(expect.arrayContaining(ofModel));
        expect(reasons.filter((reason) => /^(sigmoid|layer)/.test(reason))).toHaveLength(ofModel.length);
        const { state: mended, gaveWay } = withoutConflicts(state, kept);
        expect(contradicts(mended)).toBe(false);
        expect(cureConflicts(modelOf(mended.run), mended.run.training.cures)).toEqual([]);
        if (kept) expect(getField(mended, fieldOf(kept))).toEqual(getField(state, fieldOf(kept)));
        const changed = gaveWay.map(({ path }) => path);
        for (const field of FIELDS)
          if (!changed.includes(field.path)) expect(getField(mended, field)).toEqual(getField(state, field));
      }),
    );
  });

  it('says at a control what it would take the place of', () => {
    expect(excludedBy(stateOf({ [KIND]: 'sigmoid' }), SWITCH)).toBe('sigmoid-switch');
    expect(excludedBy(stateOf({ [Z]: 0.01 }), KIND)).toBe('sigmoid-z');
    expect(excludedBy(stateOf({ [UNITS]: 1 }), NORM)).toBe('layer-norm-units');
    expect(excludedBy(stateOf({ [FREE]: 0.03 }), UNIFORM)).toBe('uniform-balance');
    expect(excludedBy(stateOf({ [UNITS]: 2, [FREE]: 0.03 }), NORM)).toBeNull();
    expect(excludedBy(stateOf({ [KIND]: 'sigmoid' }), 'run.training.learningRate')).toBeNull();
  });
});
