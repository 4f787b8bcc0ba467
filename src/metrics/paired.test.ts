import { describe, expect, it } from 'vitest';
import { pairedT } from './paired.ts';

describe('pairedT', () => {
  // Student 1908, extra hours of sleep under two drugs; t, p and interval as in R's help page of t.test.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('gives Student’s own result', () => {
    const test = pairedT(first, second);
    expect(test).toMatchObject({ n: 10, degrees: 9 });
    expect(test.mean).toBeCloseTo(-1.58, 12);
    expect(test.t).toBeCloseTo(-4.0621, 4);
    expect(test.p).toBeCloseTo(0.002833, 6);
    expect(test.low).toBeCloseTo(-2.4598858, 7);
    expect(test.high).toBeCloseTo(-0.7001142, 7);
  });

  it('agrees with SciPy 1.17 (scipy.stats.ttest_rel); simple-statistics’ tTest is no yardstick, it divides by the population deviation', () => {
    const test = pairedT([1.1, 2.3, 0.4, 5.6, 2.2], [0.9, 2.8, -0.3, 4.1, 2]);
    expect(test.t).toBeCloseTo(1.269815515829491, 10);
    expect(test.p).toBeCloseTo(0.2729949122071857, 10);
    expect(test.low).toBeCloseTo(-0.4983278434122209, 10);
    expect(test.high).toBeCloseTo(1.338327843412221, 10);
  });

  it('changes sign with its arguments, and leaves pairs with a NaN out', () => {
    const test = pairedT(first, second);
    expect(pairedT(second, first)).toMatchObject({ t: -test.t, p: test.p });
    expect(pairedT([NaN, ...first, 3], [1, ...second, NaN])).toEqual(test);
  });

  it('says nothing about fewer than two pairs or about no difference at all', () => {
    expect(pairedT([1], [0])).toMatchObject({ t: NaN, p: NaN });
    expect(pairedT([], [])).toMatchObject({ n: 0, t: NaN, p: NaN });
    expect(pairedT([1, 2], [1, 2])).toMatchObject({ mean: 0, t: NaN, p: NaN });
    expect(() => pairedT([1], [1, 2])).toThrow(RangeError);
  });
});
