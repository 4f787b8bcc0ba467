import { describe, expect, it } from 'vitest';
import { bandRates, expectedError, pooled, reliability, type Band } from './reliability.ts';

describe('reliability', () => {
  it('counts predictions by bands, empty ones too: examples, mean prediction, what happened', () => {
    const bands = reliability([0.1, 0.2, 0.6, 0.8, 1], [0, 1, 1, 0, 1], 4);
    expect(bands.map(([n, , positive]) => [n, positive])).toEqual([
      [2, 1],
      [0, 0],
      [1, 1],
      [2, 1],
    ]);
    [0.15, 0, 0.6, 0.9].forEach((mean, b) => expect(bands[b][1]).toBeCloseTo(mean, 12));
    expect(reliability([0.95], [1])).toHaveLength(10);
  });

  it('puts a bound with the band above it, 1 with the last, rounding beyond the ends inside; NaN is left out', () => {
    const bands = reliability([0.5, 1, 1 + 1e-9, -1e-9, NaN], [0, 0, 0, 0, 1], 2);
    expect(bands.map(([n]) => n)).toEqual([1, 3]);
  });
});

// Two models: of one 10 examples in the lower half and 4 in the upper, of the other 30 and none.
const ONE: Band[] = [
  [10, 0.2, 1],
  [4, 0.75, 3],
];
const OTHER: Band[] = [
  [30, 0.4, 15],
  [0, 0, 0],
];

describe('pooled', () => {
  it('is as if all examples were of one model', () => {
    const [low, high] = pooled([ONE, OTHER]);
    // (10 · 0.2 + 30 · 0.4) / 40 = 0.35
    expect(low[0]).toBe(40);
    expect(low[1]).toBeCloseTo(0.35, 12);
    expect(low[2]).toBe(16);
    expect(high).toEqual([4, 0.75, 3]);
    expect(pooled([])).toEqual([]);
    expect(pooled([OTHER])).toEqual(OTHER);
  });
});

describe('bandRates', () => {
  it('are the rates of bands that have examples, with Wilson’s interval', () => {
    expect(bandRates(OTHER)).toHaveLength(1);
    const [, upper] = bandRates(ONE);
    expect(upper).toMatchObject({ band: 1, predicted: 0.75, k: 3, n: 4, rate: 0.75 });
    // Wilson 1927 by hand: z² = 3.8415, n = 4, p = 3/4: centre (0.75 + 0.48018) / 1.96036 = 0.62753, half 0.32688.
    expect(upper.low).toBeCloseTo(0.3006, 3);
    expect(upper.high).toBeCloseTo(0.9544, 3);
  });
});

describe('expectedError', () => {
  it('is the mean distance of what was said from what happened, weighted by examples', () => {
    // |1 − 2| and |3 − 3| of 14; |15 − 12| of 30.
    expect(expectedError(ONE)).toBeCloseTo(1 / 14, 12);
    expect(expectedError(OTHER)).toBeCloseTo(0.1, 12);
    expect(expectedError([])).toBeNaN();
  });
});
