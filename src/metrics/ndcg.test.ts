import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndcg, rankBy } from './ndcg.ts';

describe('rankBy', () => {
  it('orders by falling score, equal ones as given', () => {
    expect(rankBy([1, 3, 2, 3])).toEqual([1, 3, 2, 0]);
  });
});

describe('ndcg', () => {
  it('of a hand-computed case', () => {
    // Gains in the order shown: 2, 3, 0; ideal: 3, 2, 0.
    const shown = 2 + 3 / Math.log2(3);
    const ideal = 3 + 2 / Math.log2(3);
    expect(ndcg([0.9, 0.1, 0.5], [2, 0, 3])).toBeCloseTo(shown / ideal, 12);
    expect(ndcg([0.9, 0.1, 0.5], [2, 0, 3], 1)).toBeCloseTo(2 / 3, 12);
  });

  it('of the example of Järvelin & Kekäläinen, gains 3 2 3 0 1 2', () => {
    // With the discount 1 / log2(rank + 1): DCG 6.861, ideal 7.141, as worked out in many textbooks (the paper itself does not discount rank 2).
    expect(ndcg([6, 5, 4, 3, 2, 1], [3, 2, 3, 0, 1, 2])).toBeCloseTo(0.961, 3);
  });

  it('is 1 for the ideal order, at most 1 for any, and depends on the order of the scores only', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 5 })), {
          minLength: 1,
          maxLength: 15,
        }),
        fc.integer({ min: 1, max: 9 }),
        (items, depth) => {
          const scores = items.map(([score]) => score);
          const gains = items.map(([, gain]) => gain);
          if (gains.every((gain) => gain === 0)) {
            expect(ndcg(scores, gains, depth)).toBeNaN();
            return;
          }
          expect(ndcg(gains, gains, depth)).toBe(1);
          expect(ndcg(scores, gains, depth)).toBeLessThanOrEqual(1 + 1e-12);
          expect(
            ndcg(
              scores.map((score) => score ** 3),
              gains,
              depth,
            ),
          ).toBe(ndcg(scores, gains, depth));
        },
      ),
    );
  });

  it('is NaN for a model that has diverged', () => {
    expect(ndcg([NaN, 1], [1, 0])).toBeNaN();
  });
});
