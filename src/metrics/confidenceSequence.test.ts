import { describe, expect, it } from 'vitest';
import { RandomStream } from '../world/random.ts';
import {
  BURN_IN,
  excludesZero,
  fixedBounds,
  fixedHalfWidth,
  mixtureParameter,
  sequenceBounds,
  sequenceHalfWidth,
  unitsNeeded,
} from './confidenceSequence.ts';
import { Moments } from './moments.ts';

// Worked out with forty decimal digits (Python's decimal), from the formula as it stands in the paper.
const TABLE: [alpha: number, tightestAt: number, n: number, halfWidth: number][] = [
  [0.05, 500, 30, 0.8120228433975404],
  [0.05, 500, 100, 0.3363887725782781],
  [0.05, 500, 500, 0.13573867256799613],
  [0.05, 500, 1000, 0.09681241016338853],
  [0.05, 500, 100000, 0.011562983580607245],
  [0.05, 10000, 30, 2.936301471902846],
  [0.05, 10000, 1000, 0.121907531463415],
  [0.05, 10000, 10000, 0.03035208990376253],
  [0.01, 500, 30, 0.8907958442487792],
  [0.01, 500, 1000, 0.113703007310921],
  [0.01, 10000, 10000, 0.03571629970870449],
];

describe('the confidence sequence', () => {
  it('has the half-widths of the table', () => {
    for (const [alpha, tightestAt, n, halfWidth] of TABLE)
      expect(sequenceHalfWidth(n, 1, tightestAt, alpha) / halfWidth).toBeCloseTo(1, 12);
    expect(mixtureParameter(500)).toBeCloseTo(0.01587230920347513, 15);
    expect(mixtureParameter(500, 0.01)).toBeCloseTo(0.02306748268143045, 15);
    expect(sequenceHalfWidth(400, 2.5, 1000)).toBeCloseTo(0.39047238645934, 13);
  });

  it('is about as tight as it can be where it was tuned to be, and always wider than the ordinary one', () => {
    const at = (tuned: number): number => sequenceHalfWidth(2000, 1, tuned);
    // ρ² is the paper's approximation of the best: within a per cent of it.
    const best = Math.min(...Array.from({ length: 400 }, (_, i) => at(200 + 20 * i)));
    expect(at(2000) / best).toBeLessThan(1.01);
    for (const n of [30, 300, 3000, 300_000])
      expect(sequenceHalfWidth(n, 1, 500)).toBeGreaterThan(fixedHalfWidth(n, 1));
  });

  it('gives no interval at all before the burn-in', () => {
    const estimate = (n: number) => ({ n, value: 1, deviation: 2 });
    expect(sequenceBounds(estimate(BURN_IN - 1), 100)).toBeNull();
    expect(fixedBounds(estimate(BURN_IN - 1))).toBeNull();
    expect(sequenceBounds({ n: 100, value: 1, deviation: NaN }, 100)).toBeNull();
    const { low, high } = sequenceBounds(estimate(BURN_IN), 100)!;
    expect(low + high).toBeCloseTo(2, 12);
    // 1.96 · 2 / √30
    expect(fixedBounds(estimate(30))!.high).toBeCloseTo(1 + 0.715677, 5);
    expect([excludesZero(null), excludesZero({ low: -1, high: 1 })]).toEqual([false, false]);
    expect([excludesZero({ low: 0.1, high: 1 }), excludesZero({ low: -2, high: -1 })]).toEqual([true, true]);
  });

  // 400 experiments of 1,500 skewed units each, looked at after every unit. Three standard errors above 5% are 8.3%.
  it('is left by the truth in at most 5% of experiments, however often it is looked at; the ordinary one in many more', () => {
    const experiments = 400;
    let sequence = 0;
    let fixed = 0;
    for (let e = 0; e < experiments; e++) {
      const draw = new RandomStream(7, 0, e);
      const moments = new Moments();
      let left = false;
      let leftFixed = false;
      for (let i = 0; i < 1500; i++) {
        // Exponential, mean 1.
        moments.add(-Math.log(draw.uniform()) - 1);
        const estimate = { n: moments.n, value: moments.mean, deviation: Math.sqrt(moments.variance) };
        left ||= excludesZero(sequenceBounds(estimate, 500));
        leftFixed ||= excludesZero(fixedBounds(estimate));
      }
      sequence += Number(left);
      fixed += Number(leftFixed);
    }
    expect(sequence / experiments).toBeLessThanOrEqual(0.083);
    expect(fixed / experiments).toBeGreaterThan(0.3);
  });
});

describe('units needed', () => {
  it('are those at which an effect of that size is found four times in five', () => {
    const deviation = 1;
    const effect = 0.2;
    const n = unitsNeeded(effect, deviation, 500);
    // At n the boundary leaves 0.84 standard errors, and no fewer units do.
    const gap = (units: number): number => (effect - sequenceHalfWidth(units, deviation, 500)) * Math.sqrt(units);
    expect(gap(n)).toBeGreaterThanOrEqual(0.8416);
    expect(gap(n - 1)).toBeLessThan(0.8417);
    // By simulation: a standard normal lands above the boundary in about 80% of draws.
    const draw = new RandomStream(3, 0);
    const found = Array.from({ length: 4000 }, () => effect + draw.normal() / Math.sqrt(n)).filter(
      (mean) => mean > sequenceHalfWidth(n, deviation, 500),
    ).length;
    expect(found / 4000).toBeGreaterThan(0.78);
    expect(found / 4000).toBeLessThan(0.82);
  });

  it('do not end where there is no effect, and are the burn-in where it is huge', () => {
    expect(unitsNeeded(0, 1, 500)).toBe(Infinity);
    expect(unitsNeeded(NaN, 1, 500)).toBe(Infinity);
    expect(unitsNeeded(50, 1, 500)).toBe(BURN_IN);
    expect(unitsNeeded(-0.2, 1, 500)).toBe(unitsNeeded(0.2, 1, 500));
  });
});
