import { logFactorial } from './special.ts';

/**
 * Fisher's exact test of a 2 × 2 table, two-sided: the probability, margins fixed, of all tables no likelier than this one (Fisher 1922).
 * @param k1 - successes of n1
 * @param k2 - successes of n2
 * @returns p in (0, 1]; NaN when a count is negative, not whole, or successes exceed trials
 */
export function fisherExact(k1: number, n1: number, k2: number, n2: number): number {
  if (![k1, n1, k2, n2].every((count) => Number.isInteger(count) && count >= 0) || k1 > n1 || k2 > n2) return NaN;
  const k = k1 + k2;
  const log = (x: number): number =>
    logFactorial(n1)
    - logFactorial(x)
    - logFactorial(n1 - x)
    + logFactorial(n2)
    - logFactorial(k - x)
    - logFactorial(n2 - k + x)
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
