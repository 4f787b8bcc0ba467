import { describe, expect, it } from 'vitest';
import { parameterLayout, tableRow } from '../../model/layout.ts';
import type { BiasHandling, ModelSpec } from '../../model/spec.ts';
import { emptyLog } from '../../world/labels.ts';
import { defaultBiasCurves } from '../../world/spec.ts';
import type { WorldLog, Truth, World } from '../../world/types.ts';
import { binLimits, binOf, exposed, exposureOf } from './exposure.ts';
import { learnedBias } from './learned.ts';
import { clickLogits } from '../position-bias/treatmentMetrics.ts';
import { boosted, irrelevantTrait, knownPolicy, momentsOf } from './ranker.ts';

describe('a model’s scores as a policy', () => {
  it('are the click logits of some rows', () => {
    const predictions = Float32Array.from({ length: 16 }, (_, i) => i);
    expect(Array.from(clickLogits(predictions, 1, 3))).toEqual([4, 8]);
  });

  it('are standardised before the boost, so that it counts in their deviations', () => {
    // Mean 5, deviation 2 (not 2.31: of these, not of a sample).
    const scores = Float64Array.of(3, 7, 3, 7);
    expect(momentsOf(scores)).toEqual({ mean: 5, deviation: 2 });
    expect(momentsOf([4, 4])).toEqual({ mean: 4, deviation: 1 });
    const traits = Float64Array.of(1, 0, -2, 10);
    expect(Array.from(boosted(scores, momentsOf(scores), traits, 0.5))).toEqual([-0.5, 1, -2, 6]);
  });

  it('are looked up query by query', () => {
    const into = new Float64Array(2);
    const { merits, randomness } = knownPolicy(Float64Array.of(1, 2, 3, 4, 5, 6), 0.25);
    merits(new Float32Array(4), 1, into);
    expect([Array.from(into), randomness]).toEqual([[3, 4], 0.25]);
  });
});

const truth = { heuristic: Float64Array.of(0, 1), bias: defaultBiasCurves() } as unknown as Truth;
function logOf(rows: readonly { trait: number; logit: number; position: number }[]): WorldLog {
  const log = emptyLog(rows.length, 2);
  rows.forEach(({ trait, logit, position }, row) => {
    log.features.set([9, trait], 2 * row);
    log.clickLogit[row] = logit;
    log.position[row] = position;
  });
  return log;
}

describe('exposure', () => {
  it('is what a position is worth by the discount of DCG', () => {
    expect([1, 3, 7].map(exposureOf)).toEqual([1, 0.5, 1 / 3]);
  });

  it('falls in bins that are equally full of candidates', () => {
    const limits = binLimits([5, 1, 4, 2, 3, 0], 3);
    expect(Array.from(limits)).toEqual([2, 4]);
    expect([-1, 1.9, 2, 3.9, 4, 99].map((value) => binOf(limits, value))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('is shared out over both traits', () => {
    expect(Array.from(irrelevantTrait(truth, logOf([{ trait: 3, logit: 0, position: 0 }])))).toEqual([3]);
    const fine = Float64Array.from({ length: 19 }, (_, i) => i + 1);
    const map = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    const log = logOf([
      { trait: 0, logit: 6, position: 1 },
      { trait: 0, logit: 6, position: 3 },
      { trait: 5, logit: 0, position: 3 },
    ]);
    const { exposure, exposureGini, relevanceGini } = exposed(truth, log, {
      boost: { fine, map },
      truth: { fine, map },
    });
    // 1 + ½ of 2 at the highest logit and the lowest trait, ½ at the lowest logit and the sixth trait.
    expect(exposure.map((value, cell) => [cell, value]).filter(([, value]) => value > 0)).toEqual([
      [5, 0.25],
      [48, 0.75],
    ]);
    // Of 20 bins one has ¾ and one ¼: (19 · ¾ + 17 · ¼) / 20.
    expect(exposureGini).toBeCloseTo((19 * 0.75 + 17 * 0.25) / 20, 9);
    expect(relevanceGini).toBeCloseTo(exposureGini, 9);
  });
});

describe('the learned bias', () => {
  const world = { truth } as World;
  const model = (biasHandling: BiasHandling): ModelSpec => ({
    kind: 'mmoe',
    sharedUnits: 2,
    experts: 2,
    expertUnits: 1,
    towerUnits: 0,
    biasHandling,
    features: 2,
  });
  const rows = logOf([
    { trait: 1, logit: 0, position: 0 },
    { trait: -1, logit: 0, position: 0 },
  ]);
  /** Parameters that are all 0 but for some. */
  function parametersOf(of: ModelSpec, set: (name: string, at: (index: number, value: number) => void) => void) {
    const layout = parameterLayout(of);
    const parameters = new Float32Array(layout.length);
    for (const { name, offset } of layout.list)
      set(name, (index, value) => {
        parameters[offset + index] = value;
      });
    return parameters;
  }

  it('is the shallow tower’s table, up to a constant a device', () => {
    const tower = model('shallow-tower');
    const parameters = parametersOf(tower, (name, at) => {
      if (name === 'shallow/table')
        truth.bias.forEach((curve, device) => {
          curve.forEach((value, p) => {
            at(tableRow(device, p + 1), value + device - 3);
          });
        });
    });
    const bias = learnedBias(tower, parameters, rows, world)!;
    expect(bias.rmse).toBeCloseTo(0, 6);
    expect(bias.learned[1][0] - bias.learned[1][8]).toBeCloseTo(1.6, 6);
  });

  it('is what the input feature does to the click at every position', () => {
    const input = model('input-feature');
    // The first shared unit is 10 + the bias of the row; both experts pass it on, even gates mix them, the tower halves it.
    const parameters = parametersOf(input, (name, at) => {
      if (name === 'shared/b') at(0, 10);
      if (name === 'positionInput/w')
        truth.bias.forEach((curve, device) => {
          curve.forEach((value, p) => {
            at(2 * tableRow(device, p + 1), value);
          });
        });
      if (name === 'experts/w') for (const expert of [0, 1]) at(2 * expert, 1);
      if (name === 'towers/w') at(0, 0.5);
    });
    const bias = learnedBias(input, parameters, rows, world)!;
    expect(bias.learned[0][0] - bias.learned[0][8]).toBeCloseTo(1, 5);
    expect(bias.learned[2][0] - bias.learned[2][8]).toBeCloseTo(0.5, 5);
    // Half the truth: the error is half the truth's own spread.
    const centred = truth.bias.flatMap((curve) => curve.map((value) => value - curve.reduce((a, b) => a + b) / 9));
    expect(bias.rmse).toBeCloseTo(Math.sqrt(centred.reduce((sum, value) => sum + (value / 2) ** 2 / 27, 0)), 5);
  });

  it('is none where there is nothing to learn one with', () => {
    for (const handling of ['none', 'adversarial'] as const) {
      const of = model(handling);
      expect(learnedBias(of, new Float32Array(parameterLayout(of).length), rows, world)).toBeNull();
    }
  });
});
