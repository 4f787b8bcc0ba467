/** log n! by Stirling's series, exact sums below 20 (error under 1e-12 relative). */
function logFactorial(n: number): number {
  if (n < 20) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5);
}

/**
 * Fisher's exact test of a 2 × 2 table, two-sided: the probability, margins fixed, of all tables no likelier than this one (Fisher 1922).
 * @param k1 - successes of n1; @param k2 - successes of n2
 * @returns p in (0, 1]
 */
export function fisherExact(k1: number, n1: number, k2: number, n2: number): number {
  const k = k1 + k2;
  const log = (x: number): number =>
    logFactorial(n1) - logFactorial(x) - logFactorial(n1 - x) + logFactorial(n2) - logFactorial(k - x) - logFactorial(n2 - k + x)
    - (logFactorial(n1 + n2) - logFactorial(k) - logFactorial(n1 + n2 - k));
  const seen = log(k1);
  let p = 0;
  for (let x = Math.max(0, k - n2); x <= Math.min(n1, k); x++) {
    const here = log(x);
    // The usual tolerance against rounding between equally likely tables (as in R).
    if (here <= seen + 1e-7) p += Math.exp(here);
  }
  return Math.min(1, p);
}
