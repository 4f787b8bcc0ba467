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

/** A mean with its 95% interval over independent runs. */
export interface Mean {
  n: number;
  mean: number;
  /** Sample standard deviation, NaN for n < 2. */
  deviation: number;
  low: number;
  high: number;
}

/**
 * Two-sided 95% quantile of Student's t, by Hill's expansion of the normal quantile (Hill 1970, algorithm 396), exact for 1 and 2
 * degrees of freedom; error under 1e-3 from 3 on.
 */
export function t95(degrees: number): number {
  if (degrees < 1) return NaN;
  if (degrees === 1) return Math.tan((Math.PI / 2) * 0.95);
  if (degrees === 2) return Math.sqrt(2 / (0.05 * 1.95) - 2);
  const a = 1 / (degrees - 0.5);
  const b = 48 / a ** 2;
  let c = ((20700 * a) / b - 98) * a - 16 * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  let x = d * 0.05;
  let y = x ** (2 / degrees);
  if (y > 0.05 + a) {
    x = -Z95;
    y = x * x;
    if (degrees < 5) c += 0.3 * (degrees - 4.5) * (x + 0.6);
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = a * y * y;
    y = y > 0.002 ? Math.expm1(y) : 0.5 * y * y + y;
  } else {
    y = ((1 / (((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3) + 0.5 / (degrees + 4)) * y - 1) * ((degrees + 1) / (degrees + 2)) + 1 / y;
  }
  return Math.sqrt(degrees * y);
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
