import { describe, expect, it } from 'vitest';
import { gammaln } from 'simple-statistics';
import { incompleteBeta, logFactorial, logGamma } from './special.ts';
import { t95, tQuantile, tTail } from './student.ts';

describe('logGamma', () => {
  it('is the logarithm of factorials and of Γ(1/2) = √π', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      expect(logFactorial(n)).toBeCloseTo(Math.log(factorial), 12);
    }
    expect(logFactorial(0)).toBeCloseTo(0, 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
  });

  it('agrees with simple-statistics', () => {
    for (const x of [0.5, 1.5, 3.7, 14.99, 15, 100, 1234.5]) expect(logGamma(x) / gammaln(x)).toBeCloseTo(1, 9);
  });
});

describe('incompleteBeta', () => {
  it('has its closed forms: I_x(1, b) = 1 − (1 − x)^b, I_x(a, 1) = x^a, I_½(a, a) = ½', () => {
    for (const x of [0, 0.01, 0.3, 0.5, 0.9, 0.999, 1]) {
      for (const a of [0.5, 1, 3, 20, 500]) {
        expect(incompleteBeta(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 12);
        expect(incompleteBeta(x, a, 1)).toBeCloseTo(x ** a, 12);
        expect(incompleteBeta(0.5, a, a)).toBeCloseTo(0.5, 12);
      }
    }
    expect(incompleteBeta(NaN, 1, 1)).toBeNaN();
  });
});

describe('Student’s t', () => {
  // Quantiles: any printed table to three digits; the rest from SciPy 1.17 (scipy.stats.t).
  it.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [4, 2.7764451051977934],
    [5, 2.5705818356363146],
    [10, 2.228138851986274],
    [19, 2.0930240544083087],
    [30, 2.0422724563012378],
    [100, 1.9839715185235518],
    [1000, 1.9623390808264083],
  ])('95%% with %i degrees of freedom', (degrees, t) => {
    expect(t95(degrees)).toBeCloseTo(t, 10);
  });

  it.each([
    [1, 63.656741162871526],
    [3, 5.840909309733355],
    [9, 3.249835541592126],
    [30, 2.7499956535672254],
  ])('99%% with %i', (degrees, t) => {
    expect(tQuantile(0.01, degrees)).toBeCloseTo(t, 10);
  });

  it.each([
    [3, 1, 0.20483276469913345],
    [2.5, 9, 0.033861827682985735],
    [0.7, 19, 0.4924100882249371],
    [-0.7, 19, 0.4924100882249371],
    [10, 4, 0.000562003622715991],
    [0.001, 7, 0.9992300172449988],
    [40, 2, 0.0006244146721847406],
    [0, 5, 1],
    [Infinity, 5, 0],
  ])('tail beyond %f with %i degrees of freedom', (t, degrees, p) => {
    expect(tTail(t, degrees)).toBeCloseTo(p, 9);
  });

  it('remembers a quantile for its own degrees of freedom only', () => {
    const asked = [7, 8, 7.5, 8, 7].map(t95);
    expect(asked).toEqual([7, 8, 7.5, 8, 7].map((degrees) => tQuantile(0.05, degrees)));
    expect(new Set(asked).size).toBe(3);
  });

  it('has no quantile without degrees of freedom', () => {
    expect([tQuantile(0.05, 0), t95(0.5), tQuantile(0.05, NaN)]).toEqual([NaN, NaN, NaN]);
  });
});
