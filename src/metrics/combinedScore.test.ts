import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { combinedScores, ranks, taskTerms } from './combinedScore.ts';

const ln3 = Math.log(3);
/** Two candidates: click ¾, watch time e^0.5, like ½, rating e^−1; and click ¼, e^1, ¾, e^0. */
const outputs = Float64Array.of(ln3, 0.5, 0, -1, -ln3, 1, ln3, 0);

describe('combinedScores', () => {
  it('of a product is the log of Π ŷ^w, by hand', () => {
    const [a, b] = combinedScores('product', [2, 1, 1, 0.5], outputs, 2);
    expect(Math.exp(a)).toBeCloseTo(0.75 ** 2 * Math.exp(0.5) * 0.5 * Math.exp(-1) ** 0.5, 12);
    expect(Math.exp(b)).toBeCloseTo(0.25 ** 2 * Math.E * 0.75, 12);
  });

  it('of a sum is Σ w·ŷ, by hand', () => {
    const [a, b] = combinedScores('sum', [2, 1, 1, 0.5], outputs, 2);
    expect(a).toBeCloseTo(1.5 + 0.5 + 0.5 - 0.5, 12);
    expect(b).toBeCloseTo(0.5 + 1 + 0.75 + 0, 12);
  });

  it('is the weighted sum of its terms', () => {
    expect(taskTerms('product', outputs, 1)).toEqual([
      expect.closeTo(Math.log(0.25), 12),
      1,
      expect.closeTo(Math.log(0.75), 12),
      0,
    ]);
    expect(taskTerms('sum', outputs, 0)).toEqual([expect.closeTo(0.75, 12), 0.5, 0.5, -1]);
  });

  it('leaves a task of weight 0 out, whatever it predicts', () => {
    const wild = Float64Array.of(-Infinity, 0.5, NaN, 2);
    expect(combinedScores('product', [0, 2, 0, 1], wild, 1)[0]).toBe(3);
    expect(combinedScores('sum', [0, 2, 0, 1], wild, 1)[0]).toBe(3);
  });

  it('does not underflow where a probability does', () => {
    expect(combinedScores('product', [1, 0, 1, 0], Float64Array.of(-1000, 0, -800, 0), 1)[0]).toBeCloseTo(-1800, 9);
    expect(combinedScores('product', [1, 0, 0, 0], Float64Array.of(1000, 0, 0, 0), 1)[0]).toBeCloseTo(0, 12);
  });

  it('of both forms rise with every prediction, and with nothing else', () => {
    const four = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 4, maxLength: 4 });
    const weights = fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        four,
        weights,
        fc.integer({ min: 0, max: 3 }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (row, w, task, more) => {
          const higher = row.map((value, k) => (k === task ? value + more : value));
          for (const form of ['product', 'sum'] as const) {
            const [low, high] = combinedScores(form, w, [...row, ...higher], 2);
            expect(high).toBeGreaterThan(low);
          }
        },
      ),
    );
  });

  it('fills an array that it is given', () => {
    const into = new Float64Array(3);
    expect(combinedScores('sum', [0, 1, 0, 0], outputs, 2, into)).toBe(into);
    expect(Array.from(into)).toEqual([0.5, 1, 0]);
  });

  it('refuses weights that are none', () => {
    for (const bad of [
      [1, 1, 1],
      [1, -0.1, 1, 1],
      [1, NaN, 1, 1],
      [1, Infinity, 1, 1],
    ])
      expect(() => combinedScores('sum', bad, outputs, 2)).toThrow(RangeError);
  });
});

describe('ranks', () => {
  it('says whether any task has a say', () => {
    expect(ranks([0, 0, 0, 0])).toBe(false);
    expect(ranks([0, 0, 0.1, 0])).toBe(true);
  });
});
