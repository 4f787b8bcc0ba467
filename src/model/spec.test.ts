import { describe, expect, it } from 'vitest';
import {
  binaryTasks,
  checkModel,
  gateCount,
  kindsOf,
  multiplications,
  SpecError,
  trunkWidth,
  type ModelSpec,
} from './spec.ts';

const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 5,
  sharedUnits: 7,
  experts: 3,
  expertUnits: 2,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};
const withAll = (changes: Partial<ModelSpec>): ModelSpec => ({ ...MODEL, ...changes });

describe('the structure', () => {
  it('has a gate for each task, one for all, or none', () => {
    expect((['mmoe', 'omoe', 'shared-bottom'] as const).map((kind) => gateCount(withAll({ kind })))).toEqual([4, 1, 0]);
  });
  it('reads the shared layer, or the features where there is none', () => {
    expect([7, 1, 0].map((sharedUnits) => trunkWidth(withAll({ sharedUnits })))).toEqual([7, 1, 5]);
  });
});

describe('kinds of the tasks', () => {
  it('are those of the synthetic platform, or what the model says', () => {
    expect(kindsOf(MODEL)).toEqual(['binary', 'regression', 'binary', 'regression']);
    expect(binaryTasks(MODEL)).toEqual([true, false, true, false]);
    const kinds = ['regression', 'binary', 'binary', 'binary'] as const;
    expect(kindsOf(withAll({ kinds }))).toEqual(kinds);
    expect(binaryTasks(withAll({ kinds }))).toEqual([false, true, true, true]);
  });
});

describe('multiplications', () => {
  it.each<[string, Partial<ModelSpec>, number]>([
    // shared 5·7, experts 3·7·2, gates 4·7·3, mixing 4·3·2, towers 4·2
    ['mmoe', {}, 35 + 42 + 84 + 24 + 8],
    ['omoe', { kind: 'omoe' }, 35 + 42 + 21 + 6 + 8],
    ['shared-bottom', { kind: 'shared-bottom', experts: 1 }, 35 + 14 + 8],
    // experts 3·5·2, gates 4·5·3
    ['no shared layer', { sharedUnits: 0 }, 30 + 60 + 24 + 8],
    // towers 4·(2·3 + 3)
    ['towers with a hidden layer', { towerUnits: 3 }, 35 + 42 + 84 + 24 + 36],
    ['towers of one unit, one shared unit', { towerUnits: 1, sharedUnits: 1 }, 5 + 6 + 12 + 24 + 12],
  ])('%s', (_, changes, count) => {
    expect(multiplications(withAll(changes))).toBe(count);
  });
});

describe('checkModel', () => {
  it.each<[keyof ModelSpec, number, number]>([
    ['features', 1, 128],
    ['sharedUnits', 0, 64],
    ['experts', 1, 16],
    ['expertUnits', 1, 64],
    ['towerUnits', 0, 64],
  ])('%s from %i to %i', (field, low, high) => {
    for (const value of [low, high]) expect(() => checkModel(withAll({ [field]: value }))).not.toThrow();
    for (const value of [low - 1, high + 1, low + 0.5, NaN, '3']) {
      expect(() => checkModel(withAll({ [field]: value }))).toThrow(SpecError);
      expect(() => checkModel(withAll({ [field]: value }))).toThrow(
        `model.${field} must be a whole number from ${low} to ${high}, not ${String(value)}`,
      );
    }
  });

  it('kinds are binary or regression, one for each task', () => {
    const four = ['regression', 'binary', 'binary', 'regression'] as const;
    expect(() => checkModel(withAll({ kinds: four }))).not.toThrow();
    const wrong: unknown[] = [four.slice(1), [...four, 'binary'], ['binary', 'binary', 'binary', 'ordinal'], 'binary'];
    for (const kinds of wrong) {
      const model = { ...MODEL, kinds } as ModelSpec;
      expect(() => checkModel(model)).toThrow(SpecError);
      expect(() => checkModel(model)).toThrow(
        `model.kinds must be "binary" or "regression" for each of the 4 tasks, not ${JSON.stringify(kinds)}`,
      );
    }
  });

  it('a shared bottom is one expert', () => {
    expect(() => checkModel(withAll({ kind: 'shared-bottom' }))).toThrow('model.experts must be 1 for shared-bottom');
    expect(() => checkModel(withAll({ kind: 'shared-bottom', experts: 1 }))).not.toThrow();
    expect(() => checkModel(withAll({ experts: 1 }))).not.toThrow();
  });

  it.each(['input-feature', 'adversarial'] as const)('%s needs the shared layer', (biasHandling) => {
    const wanted = `model.sharedUnits must be positive for biasHandling "${biasHandling}"`;
    expect(() => checkModel(withAll({ biasHandling, sharedUnits: 0 }))).toThrow(wanted);
    expect(() => checkModel(withAll({ biasHandling, sharedUnits: 1 }))).not.toThrow();
  });

  it.each(['none', 'shallow-tower'] as const)('%s does not', (biasHandling) => {
    expect(() => checkModel(withAll({ biasHandling, sharedUnits: 0 }))).not.toThrow();
  });
});
