import { describe, expect, it } from 'vitest';
import { mcnemar } from './mcnemar.ts';

/** Pairs: `both` yes-yes, `b` yes-no, `c` no-yes, `neither` no-no. */
function pairs(both: number, b: number, c: number, neither: number): [boolean[], boolean[]] {
  const of = (count: number, first: boolean, second: boolean): [boolean, boolean][] =>
    Array.from({ length: count }, () => [first, second]);
  const all = [...of(both, true, true), ...of(b, true, false), ...of(c, false, true), ...of(neither, false, false)];
  return [all.map(([first]) => first), all.map(([, second]) => second)];
}

describe('McNemar’s exact test', () => {
  it.each([
    // By hand: 2 · (1 + 6 + 15)/64 = 44/64; 2 · 1/32; 2 · (1 + 10)/1024; all changes cancel: 1.
    [2, 4, 44 / 64],
    [0, 5, 2 / 32],
    [1, 9, 22 / 1024],
    [9, 1, 22 / 1024],
    [3, 3, 1],
    [0, 0, 1],
    [1, 0, 1],
  ])('of %d and %d changed pairs', (b, c, p) => {
    const test = mcnemar(...pairs(7, b, c, 11));
    expect(test).toMatchObject({ both: 7, onlyFirst: b, onlySecond: c, neither: 11 });
    expect(test.p).toBeCloseTo(p, 12);
  });

  it('agrees with a sum of whole binomial coefficients for many pairs', () => {
    // 30 of 100: 2 Σ_{i ≤ 30} C(100, i) / 2^100, in whole numbers.
    let coefficient = 1n;
    let sum = 0n;
    for (let i = 0n; i <= 30n; i++) {
      sum += coefficient;
      coefficient = (coefficient * (100n - i)) / (i + 1n);
    }
    const expected = Number((2n * sum * 10n ** 18n) / 2n ** 100n) / 1e18;
    expect(mcnemar(...pairs(0, 70, 30, 5)).p / expected).toBeCloseTo(1, 9);
  });

  it('pairs nothing of unequal length', () => {
    expect(() => mcnemar([true], [])).toThrow(RangeError);
  });
});
