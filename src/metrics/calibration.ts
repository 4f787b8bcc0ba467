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
 * Reliability bins of equal width over [0, 1]; empty bins are left out.
 * @param probabilities - predicted; @param labels - 0 or 1
 */
export function calibrationBins(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bins = 10): CalibrationBin[] {
  const n = new Float64Array(bins);
  const sum = new Float64Array(bins);
  const positive = new Float64Array(bins);
  for (let i = 0; i < probabilities.length; i++) {
    const b = Math.min(bins - 1, Math.floor(probabilities[i] * bins));
    n[b]++;
    sum[b] += probabilities[i];
    positive[b] += labels[i];
  }
  return Array.from(n.keys()).filter((b) => n[b] > 0).map((b) => {
    const { rate, low, high } = wilson(positive[b], n[b]);
    return { predicted: sum[b] / n[b], n: n[b], observed: rate, low, high };
  });
}

/** Expected calibration error: mean |observed − predicted| over bins, weighted by examples (Naeini et al. 2015). */
export function calibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bins = 10): number {
  return calibrationBins(probabilities, labels, bins).reduce((sum, bin) => sum + (bin.n / probabilities.length) * Math.abs(bin.observed - bin.predicted), 0);
}
