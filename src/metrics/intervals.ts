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
  return { k, n, rate: p, low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) };
}
