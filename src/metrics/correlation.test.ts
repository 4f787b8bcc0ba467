import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearRegression, sampleCorrelation } from 'simple-statistics';
import { pearson, regression } from './correlation.ts';

const points = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 3,
    maxLength: 30,
  })
  .filter((rows) => new Set(rows.map(([x]) => x)).size > 1 && new Set(rows.map(([, y]) => y)).size > 1);

describe('pearson', () => {
  it('is 1 on a rising line, −1 on a falling one, NaN when one side does not vary', () => {
    expect(pearson([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(pearson([1, 2, 3, 4], [1, -1, -1, 1])).toBeCloseTo(0, 12);
    expect(pearson([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(pearson([], [])).toBeNaN();
  });

  it('agrees with simple-statistics', () => {
    fc.assert(
      fc.property(points, (rows) => {
        const [x, y] = [rows.map(([value]) => value), rows.map(([, value]) => value)];
        expect(pearson(x, y)).toBeCloseTo(sampleCorrelation(x, y), 9);
      }),
    );
  });
});

describe('regression', () => {
  it('explains y by x, and not the reverse', () => {
    const { slope, intercept } = regression([0, 0, 2, 2], [0, 2, 3, 5]);
    expect([slope, intercept]).toEqual([1.5, 1]);
    expect(regression([0, 2, 3, 5], [0, 0, 2, 2]).slope).not.toBeCloseTo(1 / 1.5, 3);
    expect(regression([1, 1], [1, 2])).toEqual({ slope: NaN, intercept: NaN });
  });

  it('agrees with simple-statistics', () => {
    fc.assert(
      fc.property(points, (rows) => {
        const { m, b } = linearRegression(rows);
        const line = regression(
          rows.map(([x]) => x),
          rows.map(([, y]) => y),
        );
        expect(line.slope).toBeCloseTo(m, 6);
        expect(line.intercept).toBeCloseTo(b, 6);
      }),
    );
  });
});
