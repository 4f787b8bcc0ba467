import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantilePosition, topOf } from './logging.ts';

describe('topOf', () => {
  it('finds the indices of the largest scores, best first, equal ones in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        (scores, n) => {
          const shown = new Uint16Array(n);
          topOf(scores, shown);
          const sorted = scores.map((score, i) => ({ score, i })).sort((a, b) => b.score - a.score || a.i - b.i);
          expect(Array.from(shown)).toEqual(sorted.slice(0, n).map(({ i }) => i));
        },
      ),
    );
  });
});

describe('quantilePosition', () => {
  it('gives position 1 to the best scores and 9 to the worst', () => {
    const limits = Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1);
    expect([9, 8, 7.5, 1, 0.5].map((score) => quantilePosition(limits, score))).toEqual([1, 1, 2, 8, 9]);
  });
});
