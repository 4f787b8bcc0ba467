/** Student's t distribution: its tails and quantiles. */
import { incompleteBeta } from './special.ts';

/**
 * P(|T| > |t|) of Student's t (DLMF 8.17; Abramowitz & Stegun 26.7.1).
 * @param degrees - of freedom, above 0, not necessarily whole
 */
export const tTail = (t: number, degrees: number): number =>
  incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);

/**
 * The t that |T| exceeds with a given probability.
 * @param tail - two-sided, in (0, 1): 0.05 for a 95% interval
 * @returns NaN without degrees of freedom
 */
export function tQuantile(tail: number, degrees: number): number {
  if (!(degrees > 0)) return NaN;
  let high = 1;
  while (tTail(high, degrees) > tail) high *= 2;
  let low = 0;
  // Bisection ends where two neighbouring numbers bracket the root: some 60 rounds, microseconds each.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tTail(middle, degrees) > tail) low = middle;
    else high = middle;
  }
}

/** {@link t95} by degrees of freedom: few are ever asked for, and each of them hundreds of times. */
const known95 = new Map<number, number>();

/** Two-sided 95% quantile of Student's t; NaN under one degree of freedom. */
export function t95(degrees: number): number {
  if (degrees < 1) return NaN;
  const t = known95.get(degrees) ?? tQuantile(0.05, degrees);
  known95.set(degrees, t);
  return t;
}
