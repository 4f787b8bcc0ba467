/** Whether predicted probabilities mean what they say. */
import { wilson } from './intervals.ts';

export interface CalibrationBin {
  /** Mean predicted probability of the bin's examples. */
  predicted: number;
  n: number;
  /** Observed rate with its Wilson 95% interval. */
  observed: number;
  low: number;
  high: number;
}

/**
 * Reliability bins of equal width over [0, 1]; empty bins are left out, and so are predictions that are NaN.
 * @param probabilities - predicted, one per example
 * @param labels - 0 or 1
 * @param bins - how many; probability p falls in bin min(bins − 1, ⌊bins · p⌋)
 */
export function calibrationBins(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): CalibrationBin[] {
  const n = new Float64Array(bins);
  const sum = new Float64Array(bins);
  const positive = new Float64Array(bins);
  for (let i = 0; i < probabilities.length; i++) {
    if (Number.isNaN(probabilities[i])) continue;
    const b = Math.max(0, Math.min(bins - 1, Math.floor(probabilities[i] * bins)));
    n[b]++;
    sum[b] += probabilities[i];
    positive[b] += labels[i];
  }
  return Array.from(n.keys())
    .filter((b) => n[b] > 0)
    .map((b) => {
      const { rate, low, high } = wilson(positive[b], n[b]);
      return { predicted: sum[b] / n[b], n: n[b], observed: rate, low, high };
    });
}

/**
 * Expected calibration error: mean |observed − predicted| over bins, weighted by examples (Naeini et al. 2015, equation 3). It is biased upwards:
 * even a perfect model shows about √(2 p (1−p) / (π n)) in a bin of n examples.
 * @returns a probability; NaN without examples, or when a prediction is NaN (a model that has diverged)
 */
export function calibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bins = 10): number {
  const used = calibrationBins(probabilities, labels, bins);
  const counted = used.reduce((sum, bin) => sum + bin.n, 0);
  if (counted === 0 || counted < probabilities.length) return NaN;
  return used.reduce((sum, bin) => sum + (bin.n / counted) * Math.abs(bin.observed - bin.predicted), 0);
}
