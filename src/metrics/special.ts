/** The two special functions that the tests and intervals stand on. Accurate to about 1e-13 for the arguments that occur here. */

/** ln Γ(x) for x > 0: Stirling's series where it is exact (x ≥ 15), the recurrence Γ(x + 1) = x Γ(x) below. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 15; z++) shift += Math.log(z);
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** ln n! */
export const logFactorial = (n: number): number => logGamma(n + 1);

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), evaluated by Lentz's method as modified by Thompson and Barnett. */
function betaFraction(x: number, a: number, b: number): number {
  // Keeps a denominator that happens to vanish from dividing by zero.
  const safe = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b) (DLMF 8.17.2): the distribution function of a Beta(a, b) variable.
 * @param x - in [0, 1]
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  // 0 at both ends, where a logarithm is −∞.
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction of what is no number would go through all its terms: the same test of single pairs is asked hundreds of times.
  if (Number.isNaN(front)) return NaN;
  // The fraction converges fast below the mean; above it the symmetry I_x(a, b) = 1 − I_{1−x}(b, a) leads back there.
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}
