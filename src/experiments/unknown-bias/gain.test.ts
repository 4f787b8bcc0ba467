import fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { emptyLog } from '../../world/labels.ts';
import { clickLosses, gainOf, lowerEnd } from './gain.ts';

describe('losses of clicks', () => {
  it('are those of the first of four outputs', () => {
    const log = emptyLog(2, 1);
    log.labels.set([1, 9, 9, 9, 0, 9, 9, 9]);
    const [first, second] = clickLosses([Math.log(3), 8, 8, 8, Math.log(3), 8, 8, 8], log);
    // P(click) = 3/4.
    expect(first).toBeCloseTo(-Math.log(0.75), 12);
    expect(second).toBeCloseTo(-Math.log(0.25), 12);
  });
});

describe('the gain of one model over another', () => {
  it('counts a query once, however many impressions it has', () => {
    // Query means of the differences: 2, 1, 6.
    const { mean, error, degrees } = gainOf([[3, 3, 2, 7]], [[0, 2, 1, 1]], [5, 5, 7, 9]);
    expect(mean).toBeCloseTo(3, 12);
    expect(error).toBeCloseTo(Math.sqrt(7 / 3), 12);
    expect(degrees).toBe(2);
  });

  it('is of the sign of what is better, and nothing between equals', () => {
    expect(gainOf([[1, 1]], [[2, 3]], [0, 1]).mean).toBe(-1.5);
    expect(gainOf([[1, 4]], [[1, 4]], [0, 1])).toEqual({ mean: 0, error: 0, degrees: 1 });
  });

  it('adds the spread over starts to that over queries', () => {
    // Starts differ by 1 and 3 in every query: no spread over queries, variance of the mean over starts 2/2 = 1.
    const { mean, error, degrees } = gainOf(
      [
        [1, 1, 1],
        [3, 3, 3],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [0, 1, 2],
    );
    expect([mean, error]).toEqual([2, 1]);
    expect(degrees).toBeCloseTo(1, 12);
    // Starts that agree add nothing: the queries' own error, and their degrees.
    const same = gainOf([[1, 2, 6]], [[0, 0, 0]], [0, 1, 2]);
    const twice = gainOf(
      [
        [1, 2, 6],
        [1, 2, 6],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [0, 1, 2],
    );
    expect(twice.error).toBeCloseTo(same.error, 12);
    expect(twice.degrees).toBeCloseTo(2, 12);
  });

  it('has the standard error of a mean, whatever the queries', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 30 }), (values) => {
        const zeros = values.map(() => 0);
        const { error } = gainOf(
          [values],
          [zeros],
          values.map((_, i) => i),
        );
        expect(error).toBeCloseTo(sampleStandardDeviation(values) / Math.sqrt(values.length), 9);
      }),
    );
  });
});

describe('the lower end of a gain', () => {
  it('is Student’s one-sided one', () => {
    // t(0.95; 9) = 1.8331, t(0.99; 9) = 2.8214 (any table).
    const gain = { mean: 10, error: 2, degrees: 9 };
    expect(lowerEnd(gain, 0.05)).toBeCloseTo(10 - 2 * 1.8331, 3);
    expect(lowerEnd(gain, 0.01)).toBeCloseTo(10 - 2 * 2.8214, 3);
  });
});
