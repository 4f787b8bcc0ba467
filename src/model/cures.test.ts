/** What the cures are made of, against numbers worked out by hand and against differences. */
import fc from 'fast-check';
import { mean, sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { initialParameters } from './init.ts';
import { blockOf, parameterLayout } from './layout.ts';
import {
  activate,
  ACTIVATIONS,
  activationSlope,
  cureCodeOf,
  cureConflicts,
  curesOf,
  needsBalance,
  NO_CURES,
  PLAIN_SERVING,
  servingOf,
  temperatureAt,
} from './cures.ts';
import { gateNoise, replicaRateAt, stalenessAt, workerOf } from './draws.ts';
import type { ModelSpec } from './spec.ts';
import { maskOf } from './visible.ts';

describe('activations', () => {
  it('are what their names say', () => {
    expect(ACTIVATIONS.map((kind) => activate(kind, 2))).toEqual([2, 2, 2 / (1 + Math.exp(-2))]);
    expect(ACTIVATIONS.map((kind) => activate(kind, -3))).toEqual([0, -0.03, -3 / (1 + Math.exp(3))]);
  });
  it.each(ACTIVATIONS)('%s has the slope that differences find', (kind) => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        fc.pre(Math.abs(x) > 1e-4);
        const slope = (activate(kind, x + 1e-6) - activate(kind, x - 1e-6)) / 2e-6;
        expect(activationSlope(kind, x)).toBeCloseTo(slope, 6);
      }),
    );
  });
});

describe('temperature', () => {
  it('stays, or goes linearly to 1 over a part of the run and keeps it', () => {
    expect(temperatureAt({ ...NO_CURES, temperature: 2 }, 599, 600)).toBe(2);
    const annealed = { ...NO_CURES, temperature: 4, annealing: 0.5 };
    expect([0, 100, 200, 300, 600].map((step) => temperatureAt(annealed, step, 600))).toEqual([4, 3, 2, 1, 1]);
  });
});

describe('a replica without cures', () => {
  it('is plain in every respect', () => {
    expect(curesOf({})).toBe(NO_CURES);
    expect(servingOf({}, { steps: 100 }, 50)).toEqual(PLAIN_SERVING);
    const code = cureCodeOf({ kind: 'mmoe', sharedUnits: 4 }, {});
    expect(Object.values(code).every((value) => value === false || value === 'relu' || value === 'softmax')).toBe(true);
    expect(cureCodeOf({ kind: 'mmoe', sharedUnits: 4 }, { cures: { ...NO_CURES } })).toEqual(code);
  });
});

describe('cures of a replica', () => {
  it('act at serving as far as they are part of the forward pass', () => {
    const cures = { temperature: 4, annealing: 0.5, cap: 2.5, noise: 1, expertActivation: 'swish', clip: 1 } as const;
    expect(servingOf({ cures }, { steps: 600 }, 100)).toEqual({
      ...PLAIN_SERVING,
      expertActivation: 'swish',
      cap: 2.5,
      temperature: 3,
    });
  });
  it('need code only where the model has what they act on', () => {
    const cures = { noise: 1, sharedActivation: 'swish', lossFree: 0.1 } as const;
    const bottom = cureCodeOf({ kind: 'shared-bottom', sharedUnits: 0 }, { cures });
    expect(bottom).toEqual(cureCodeOf({ kind: 'shared-bottom', sharedUnits: 0 }, {}));
    expect(cureCodeOf({ kind: 'omoe', sharedUnits: 1 }, { cures })).toMatchObject({
      noise: true,
      sharedActivation: 'swish',
      lossFree: true,
      clip: false,
      temperature: false,
    });
  });
  it('contradict one another where a loss needs a softmax, and where there is nothing to normalise', () => {
    const sigmoid = { ...NO_CURES, gateKind: 'sigmoid' } as const;
    expect(cureConflicts({ expertUnits: 8 }, { ...sigmoid, importance: 1, entropy: 1 })).toEqual([]);
    expect(cureConflicts({ expertUnits: 1 }, { ...sigmoid, switchLoss: 1, zLoss: 1, layerNorm: true })).toEqual([
      'sigmoid-switch',
      'sigmoid-z',
      'layer-norm-units',
    ]);
    expect(cureConflicts({ expertUnits: 2 }, { ...NO_CURES, switchLoss: 1, zLoss: 1, layerNorm: true })).toEqual([]);
  });
  it('ask for the memory of balancing only where they balance by batches', () => {
    expect(needsBalance({ ...NO_CURES, entropy: 1, zLoss: 1, noise: 1 })).toBe(false);
    for (const name of ['lossFree', 'importance', 'switchLoss'])
      expect(needsBalance({ ...NO_CURES, [name]: 0.1 })).toBe(true);
  });
});

describe('the memory of balancing', () => {
  it('starts with no bias and even use of the experts that a gate may use', () => {
    const model: ModelSpec = {
      kind: 'mmoe',
      features: 2,
      sharedUnits: 2,
      experts: 3,
      expertUnits: 1,
      towerUnits: 0,
      biasHandling: 'none',
      visible: maskOf([[0, 1], [1], [0, 2], [0, 1, 2]]),
      balance: true,
    };
    const layout = parameterLayout(model);
    const replica = {
      seeds: { init: 1, dropout: 2, batch: 3 },
      initScale: 1,
      gateInitScale: 1,
      identicalExperts: false,
    };
    const start = initialParameters(model, replica, layout);
    const third = Math.fround(1 / 3);
    const even = [0.5, 0.5, 0, 0, 1, 0, 0.5, 0, 0.5, third, third, third];
    expect(Array.from(blockOf(layout, start, 'gates/balance'))).toEqual(new Array(12).fill(0));
    expect(Array.from(blockOf(layout, start, 'gates/mean'))).toEqual(even);
    expect(Array.from(blockOf(layout, start, 'gates/top'))).toEqual(even);
  });
});

describe('noise on gate logits', () => {
  it('has mean 0, variance 1, and does not repeat between examples, gates, experts and steps', () => {
    const draws: number[] = [];
    for (let step = 0; step < 20; step++)
      for (let place = 0; place < 32; place++)
        for (let g = 0; g < 4; g++) for (let e = 0; e < 16; e++) draws.push(gateNoise(7, step, place, g, e));
    // Standard errors of 40,960 draws: .005 of the mean, .007 of the variance.
    expect(Math.abs(mean(draws))).toBeLessThan(0.02);
    expect(Math.abs(sampleVariance(draws) - 1)).toBeLessThan(0.025);
    expect(new Set(draws).size).toBeGreaterThan(31_000);
    expect(Math.max(...draws.map(Math.abs))).toBeLessThan(Math.sqrt(12));
  });
});

describe('the rate of a replica', () => {
  const replica = { learningRate: 0.5, workers: 1, seeds: { init: 1, dropout: 2, batch: 3 } };
  const training = { decayTo: 1, steps: 100 };
  it('warms up, decays on its own, and is divided by the staleness', () => {
    const warm = { ...replica, cures: { warmUp: 10 } };
    expect([0, 4, 9, 50].map((step) => replicaRateAt(warm, training, step))).toEqual([0.05, 0.25, 0.5, 0.5]);
    const both = { ...replica, cures: { decayTo: 0 } };
    expect(replicaRateAt(both, { decayTo: 0, steps: 100 }, 50)).toBeCloseTo(0.125, 12);
    expect(replicaRateAt(replica, training, 50)).toBe(0.5);
    const async = { ...replica, workers: 4, cures: { stalenessAware: true } };
    for (const step of [0, 1, 7, 33])
      expect(replicaRateAt(async, training, step)).toBe(0.5 / Math.max(1, stalenessAt(3, step, 4)));
    expect(replicaRateAt({ ...async, workers: 1 }, training, 33)).toBe(0.5);
  });
  it('staleness counts the pushes of others since the worker’s own', () => {
    const pushed = new Map<number, number>();
    for (let step = 0; step < 200; step++) {
      const worker = workerOf(9, step, 4);
      const own = pushed.get(worker);
      expect(stalenessAt(9, step, 4)).toBe(own === undefined ? step : step - own - 1);
      pushed.set(worker, step);
    }
    expect(stalenessAt(9, 5, 1)).toBe(0);
  });
});
