/** What a reliability diagram is drawn from: predicted probabilities in bands of equal width, and what happened in each (DeGroot & Fienberg 1983). */
import { wilson, type Rate } from './intervals.ts';

/** Bands over [0, 1]. */
export const BANDS = 10;

/** Of one band: examples, their mean predicted probability (0 of an empty one), and how many of them happened. */
export type Band = readonly [n: number, predicted: number, positive: number];

/**
 * Predictions in bands; those that are NaN are left out.
 * @param probabilities - predicted, one per example
 * @param labels - 0 or 1
 * @param bands - how many; probability p falls in band min(bands − 1, ⌊bands · p⌋)
 * @returns a band each, empty ones included
 */
export function reliability(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bands = BANDS): Band[] {
  const n = new Float64Array(bands);
  const sum = new Float64Array(bands);
  const positive = new Float64Array(bands);
  for (let i = 0; i < probabilities.length; i++) {
    if (Number.isNaN(probabilities[i])) continue;
    const b = Math.max(0, Math.min(bands - 1, Math.floor(probabilities[i] * bands)));
    n[b]++;
    sum[b] += probabilities[i];
    positive[b] += labels[i];
  }
  return Array.from(n, (count, b): Band => [count, count === 0 ? 0 : sum[b] / count, positive[b]]);
}

/** The bands of several models as if their examples were of one. @param all - of each model as many bands */
export function pooled(all: readonly (readonly Band[])[]): Band[] {
  return (all[0] ?? []).map((_, b): Band => {
    const own = all.map((bands) => bands[b]);
    const n = own.reduce((sum, [count]) => sum + count, 0);
    const predicted = own.reduce((sum, [count, mean]) => sum + count * mean, 0);
    return [n, n === 0 ? 0 : predicted / n, own.reduce((sum, [, , positive]) => sum + positive, 0)];
  });
}

/** A band that has examples. */
export interface BandRate extends Rate {
  /** Index of the band. */
  band: number;
  /** Mean predicted probability. */
  predicted: number;
}

/** Bands that are not empty, each with the observed rate and its Wilson 95% interval (examples taken as independent). */
export const bandRates = (bands: readonly Band[]): BandRate[] =>
  bands.flatMap(([n, predicted, positive], band) => (n > 0 ? [{ band, predicted, ...wilson(positive, n) }] : []));

/**
 * Expected calibration error: mean |observed − predicted| over bands, weighted by examples (Naeini et al. 2015, equation 3).
 * @returns a probability; NaN without examples
 */
export function expectedError(bands: readonly Band[]): number {
  const all = bands.reduce((sum, [n]) => sum + n, 0);
  return (
    bands.reduce((sum, [n, predicted, positive]) => sum + (n > 0 ? Math.abs(positive - n * predicted) : 0), 0) / all
  );
}
