/** The scorer against `explain`, which shares no code with the scalar engine's forward pass, on every kind of model. */
import { describe, expect, it } from 'vitest';
import { explain, impressionAt } from '../model/explain.ts';
import { PLAIN_SERVING, type Serving } from '../model/cures.ts';
import { parameterLayout } from '../model/layout.ts';
import { SpecError, type ModelSpec } from '../model/spec.ts';
import { createScorer } from './score.ts';
import { randomLog } from './testing/populations.ts';

const base: ModelSpec = {
  kind: 'mmoe',
  features: 5,
  sharedUnits: 6,
  experts: 3,
  expertUnits: 4,
  towerUnits: 3,
  biasHandling: 'shallow-tower',
};
const models: Record<string, ModelSpec> = {
  mmoe: base,
  'one gate': { ...base, kind: 'omoe' },
  'shared-bottom': { ...base, kind: 'shared-bottom', experts: 1 },
  'group experts': { ...base, visible: [0b011, 0b011, 0b110, 0b110] },
  'input feature': { ...base, biasHandling: 'input-feature', towerUnits: 0 },
  'no shared layer': { ...base, sharedUnits: 0 },
};

/** Parameters that are all different from 0. */
function parametersOf(model: ModelSpec): Float32Array {
  const length = parameterLayout(model).length;
  return Float32Array.from({ length }, (_, i) => Math.sin(1 + i * 1.7) * 0.8);
}

describe('createScorer', () => {
  const log = randomLog(7, 12, 5);

  for (const [name, model] of Object.entries(models)) {
    it(`scores as ${name} explains, at every position it may be asked for`, () => {
      const parameters = parametersOf(model);
      const scorer = createScorer(model, parameters);
      for (const [position, of] of [
        ['logged', (row: number) => log.position[row]],
        ['missing', () => 0],
        [4, () => 4],
      ] as const) {
        const outputs = scorer(log, { position });
        for (let row = 0; row < log.rows; row++) {
          const { output } = explain(model, parameters, { ...impressionAt(log, row), position: of(row) });
          output.forEach((value, k) => expect(outputs[row * 4 + k]).toBeCloseTo(value, 5));
        }
      }
    });
  }

  it('predicts for a missing position when nothing is said', () => {
    const scorer = createScorer(base, parametersOf(base));
    expect(scorer(log)).toEqual(scorer(log, { position: 'missing' }));
    expect(scorer(log)).not.toEqual(scorer(log, { position: 1 }));
  });

  it('scores a part of the rows, into what it is given', () => {
    const scorer = createScorer(base, parametersOf(base));
    const all = scorer(log);
    expect(Array.from(scorer(log, { from: 3, to: 5 }))).toEqual(Array.from(all.subarray(12, 20)));
    const into = new Float32Array(20).fill(9);
    expect(scorer(log, { from: 3, to: 5, into })).toBe(into);
    expect(Array.from(into.subarray(0, 9))).toEqual([...all.subarray(12, 20), 9]);
  });

  it('keeps the parameters that it was made with', () => {
    const parameters = parametersOf(base);
    const scorer = createScorer(base, parameters);
    const before = scorer(log);
    parameters.fill(0);
    expect(scorer(log)).toEqual(before);
  });

  it('refuses parameters and rows of another model', () => {
    expect(() => createScorer(base, new Float32Array(3))).toThrow(SpecError);
    expect(() => createScorer({ ...base, experts: 0 }, parametersOf(base))).toThrow(/experts must be/);
    expect(() => createScorer(base, parametersOf(base))(randomLog(7, 12, 4))).toThrow(/4 features.*reads 5/);
  });
});

describe('a scorer of a model with cures', () => {
  // Each way of serving on every second structure, and all together.
  const servings: Record<string, Partial<Serving>> = {
    'leaky below, Swish above': { sharedActivation: 'leaky', expertActivation: 'swish' },
    'Swish below, leaky above': { sharedActivation: 'swish', expertActivation: 'leaky' },
    'layer norm': { layerNorm: true },
    'sigmoid gates': { gateKind: 'sigmoid' },
    cooled: { temperature: 3 },
    capped: { cap: 0.5 },
    everything: { sharedActivation: 'swish', layerNorm: true, gateKind: 'sigmoid', temperature: 0.5, cap: 2 },
  };
  const log = randomLog(8, 5, 5);
  for (const [way, part] of Object.entries(servings)) {
    it.each(Object.keys(models))(`scores as it is explained: ${way}, %s`, (name) => {
      const model: ModelSpec = { ...models[name], balance: true };
      const parameters = parametersOf(model);
      const serving = { ...PLAIN_SERVING, ...part };
      const scored = createScorer(model, parameters, serving)(log, { position: 'logged' });
      for (let row = 0; row < log.rows; row++) {
        const { output } = explain(model, parameters, impressionAt(log, row), undefined, serving);
        output.forEach((value, k) => expect(scored[row * 4 + k]).toBeCloseTo(value, 5));
      }
    });
  }

  it('is another one than without', () => {
    const parameters = parametersOf({ ...base, balance: true });
    const plain = createScorer({ ...base, balance: true }, parameters)(log);
    for (const part of Object.values(servings))
      expect(createScorer({ ...base, balance: true }, parameters, { ...PLAIN_SERVING, ...part })(log)).not.toEqual(
        plain,
      );
  });
});
