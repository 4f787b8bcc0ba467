import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { meanInterval, wilson } from './intervals.ts';

describe('wilson', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3; more digits from SciPy 1.17 (binomtest.proportion_ci).
  it.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.06238639953073629, 0.16048724172330803],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
    [41, 200, 0.1548617620383621, 0.2662569805242252],
    [13, 200, 0.03837635464915297, 0.10801907929906894],
    [10, 10, 0.7224672001371109, 1],
  ])('%i of %i', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(interval.rate).toBe(k / n);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  const counts = fc
    .integer({ min: 1, max: 5_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

  it('holds the rate, stays in [0, 1], and mirrors when successes and failures change places', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, rate, high } = wilson(k, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(rate);
        expect(high).toBeGreaterThanOrEqual(rate);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilson(n - k, n).low).toBeCloseTo(1 - high, 12);
      }),
    );
  });

  it('ends where the score test just rejects: |k − n p| = z √(n p (1 − p))', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, high } = wilson(k, n);
        for (const p of [low, high])
          if (p > 0 && p < 1)
            expect(Math.abs(k - n * p) / Math.sqrt(n * p * (1 - p))).toBeCloseTo(1.959963984540054, 6);
      }),
    );
  });

  it('is NaN without trials', () => {
    expect(wilson(0, 0)).toEqual({ k: 0, n: 0, rate: NaN, low: NaN, high: NaN });
  });
});

describe('meanInterval', () => {
  it('of 1, 2, 3, 4 is 2.5 ± 3.1824 · 1.29099 / 2', () => {
    const { mean: centre, low, high, deviation, n } = meanInterval([1, 2, 3, 4]);
    expect([n, centre]).toEqual([4, 2.5]);
    expect(deviation).toBeCloseTo(1.2909944487, 9);
    expect(low).toBeCloseTo(2.5 - 2.05426, 4);
    expect(high).toBeCloseTo(2.5 + 2.05426, 4);
  });

  it('agrees with simple-statistics on mean and deviation, and leaves NaN out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }), (values) => {
        const interval = meanInterval([NaN, ...values, NaN]);
        expect(interval.n).toBe(values.length);
        expect(interval.mean).toBeCloseTo(mean(values), 9);
        expect(interval.deviation).toBeCloseTo(sampleStandardDeviation(values), 9);
      }),
    );
  });

  it('has no interval for one value, and nothing for none', () => {
    expect(meanInterval([7])).toEqual({ n: 1, mean: 7, deviation: NaN, low: NaN, high: NaN });
    expect(meanInterval([NaN])).toEqual({ n: 0, mean: NaN, deviation: NaN, low: NaN, high: NaN });
  });
});
