import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from './fisher.ts';

describe('fisherExact', () => {
  it.each([
    ['the lady tasting tea (Fisher 1935)', 3, 4, 1, 4, 0.4857142857142857],
    ['convictions of like-sex twins (Fisher 1925; R’s help page of fisher.test)', 2, 17, 10, 13, 0.0005367],
    ['a table with margins 10 and 14 (SciPy 1.17)', 1, 10, 11, 14, 0.0027594561852200836],
    ['regime A, 20.5% against 6.5% of 200 runs (SciPy 1.17)', 41, 200, 13, 200, 5.712593863801696e-5],
    ['regime B, 29.5% against 6.5% of 200 runs (SciPy 1.17)', 59, 200, 13, 200, 1.5661173383061497e-9],
    ['twelve against five of forty (SciPy 1.17)', 12, 40, 5, 40, 0.09930406569972819],
    ['large counts (SciPy 1.17)', 500, 1000, 450, 1000, 0.02820356890423392],
    ['none against all', 0, 5, 5, 5, 2 / 252],
    ['two tables alike, 10 of 21 ways each: both count', 0, 2, 2, 5, 1],
    ['none at all', 0, 3, 0, 4, 1],
    ['no trials', 0, 0, 0, 0, 1],
  ])('%s', (_, k1, n1, k2, n2, p) => {
    // 0.0005367 is printed to four digits; everything else is exact to far more.
    expect(fisherExact(k1, n1, k2, n2) / p).toBeCloseTo(1, p === 0.0005367 ? 4 : 9);
  });

  const table = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    .chain(([n1, n2]) =>
      fc.tuple(fc.integer({ min: 0, max: n1 }), fc.constant(n1), fc.integer({ min: 0, max: n2 }), fc.constant(n2)),
    );

  it('is the sum over all tables with these margins that are no likelier', () => {
    const choose = (n: number, k: number): number =>
      k < 0 || k > n ? 0 : Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);
    fc.assert(
      fc.property(table, ([k1, n1, k2, n2]) => {
        const ways = (x: number): number => Math.round(choose(n1, x) * choose(n2, k1 + k2 - x));
        const all = Array.from({ length: n1 + 1 }, (_, x) => ways(x));
        const total = all.reduce((a, b) => a + b, 0);
        expect(fisherExact(k1, n1, k2, n2)).toBeCloseTo(
          all.filter((count) => count <= ways(k1)).reduce((a, b) => a + b, 0) / total,
          9,
        );
      }),
    );
  });

  it('does not mind which arm comes first, nor what is called a success', () => {
    fc.assert(
      fc.property(table, ([k1, n1, k2, n2]) => {
        const p = fisherExact(k1, n1, k2, n2);
        expect(fisherExact(k2, n2, k1, n1)).toBeCloseTo(p, 9);
        expect(fisherExact(n1 - k1, n1, n2 - k2, n2)).toBeCloseTo(p, 9);
      }),
    );
  });

  it('refuses what is no table', () => {
    expect([
      fisherExact(5, 4, 0, 4),
      fisherExact(-1, 4, 0, 4),
      fisherExact(1.5, 4, 0, 4),
      fisherExact(NaN, 4, 0, 4),
    ]).toEqual([NaN, NaN, NaN, NaN]);
  });
});
