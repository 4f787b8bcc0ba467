import { t95 } from './student.ts';

/** A rate with its 95% interval. */
export interface Rate {
  k: number;
  n: number;
  /** k / n, NaN when n = 0. */
  rate: number;
  low: number;
  high: number;
}

/** Two-sided 95% quantile of the standard normal. */
export const Z95 = 1.959963984540054;

/**
 * Wilson score interval of a proportion (Wilson 1927).
 * @param k - successes; @param n - trials; @param z - normal quantile, default 95% two-sided
 * @returns rate and bounds, all NaN when n = 0
 */
export function wilson(k: number, n: number, z = Z95): Rate {
  if (n === 0) return { k, n, rate: NaN, low: NaN, high: NaN };
  const p = k / n;
  const z2 = z * z;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // Exact at the ends, where rounding would leave −1e-17 or 1 + 1e-16.
  return { k, n, rate: p, low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half };
}

/** A mean with its 95% interval over independent runs. */
export interface Mean {
  n: number;
  mean: number;
  /** Sample standard deviation, NaN for n < 2. */
  deviation: number;
  low: number;
  high: number;
}

/** Mean and Student-t 95% interval of independent values; NaN values are left out. */
export function meanInterval(values: ArrayLike<number>): Mean {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  const n = known.length;
  if (n === 0) return { n, mean: NaN, deviation: NaN, low: NaN, high: NaN };
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { n, mean, deviation: NaN, low: NaN, high: NaN };
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (t95(n - 1) * deviation) / Math.sqrt(n);
  return { n, mean, deviation, low: mean - half, high: mean + half };
}
