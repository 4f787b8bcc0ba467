/**
 * Intervals that hold at every look: the two-sided asymptotic confidence sequence with Gaussian mixture boundary (Waudby-Smith, Arbour, Sinha,
 * Kennedy and Ramdas, arXiv 2103.06476), beside the ordinary interval, which holds at one look that was fixed beforehand.
 */
import { Z95 } from './intervals.ts';

/** Units before which no interval is given: what is asymptotic says nothing about a handful, and no interval is not a wide one. */
export const BURN_IN = 30;

/** Probability that the truth is ever outside. */
const ALPHA = 0.05;

/** Parameter ρ² of the boundary that is tightest at `tightestAt` units: (−2 ln α + ln(1 − 2 ln α)) / n*. */
export const mixtureParameter = (tightestAt: number, alpha = ALPHA): number =>
  (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tightestAt;

/**
 * Half-width after n units: s·√(2(nρ²+1)·ln(√(nρ²+1)/α) / (n²ρ²)).
 * @param n - units so far, above 0
 * @param deviation - per-unit standard deviation s
 * @param tightestAt - n*, the number of units at which the boundary is tightest
 */
export function sequenceHalfWidth(n: number, deviation: number, tightestAt: number, alpha = ALPHA): number {
  const rho2 = mixtureParameter(tightestAt, alpha);
  const spread = n * rho2 + 1;
  return deviation * Math.sqrt((2 * spread * Math.log(Math.sqrt(spread) / alpha)) / (n * n * rho2));
}

/** Half-width of the ordinary 95% interval: 1.96 s/√n. */
export const fixedHalfWidth = (n: number, deviation: number): number => (Z95 * deviation) / Math.sqrt(n);

/** An estimate with what its intervals are made of. */
export interface Estimate {
  /** Units so far. */
  n: number;
  value: number;
  /** Per unit: deviation/√n is the standard error of `value`. */
  deviation: number;
}

export interface Bounds {
  low: number;
  high: number;
}

/** Bounds a half-width either side; none before the burn-in, and none where the spread is no number. */
function around({ n, value, deviation }: Estimate, half: number): Bounds | null {
  if (n < BURN_IN || !Number.isFinite(value) || !Number.isFinite(deviation)) return null;
  return { low: value - half, high: value + half };
}

/** @returns the interval that holds at every look at once, with 95% confidence; null before the burn-in */
export const sequenceBounds = (estimate: Estimate, tightestAt: number): Bounds | null =>
  around(estimate, sequenceHalfWidth(estimate.n, estimate.deviation, tightestAt));

/** @returns the ordinary 95% interval, which holds at one look only; null before the burn-in, as for the other */
export const fixedBounds = (estimate: Estimate): Bounds | null =>
  around(estimate, fixedHalfWidth(estimate.n, estimate.deviation));

/** Whether bounds exclude zero: of an interval that there is not, no. */
export const excludesZero = (bounds: Bounds | null): boolean => bounds !== null && (bounds.low > 0 || bounds.high < 0);

/** Standard normal quantile of the power that is asked for: 80%. */
const Z80 = 0.8416212335729143;

/**
 * Units at which the sequence excludes zero with a probability of 80%, if the effect is what it is now and units spread as they do now: there the
 * half-width and 0.84 standard errors together are as wide as the effect.
 * @returns Infinity for an effect of 0
 */
export function unitsNeeded(effect: number, deviation: number, tightestAt: number): number {
  const size = Math.abs(effect);
  if (!(size > 0)) return Infinity;
  const reach = (n: number): number => sequenceHalfWidth(n, deviation, tightestAt) + (Z80 * deviation) / Math.sqrt(n);
  let high = BURN_IN;
  if (reach(high) <= size) return high;
  while (reach(high) > size) {
    high *= 2;
    if (high > 1e12) return Infinity;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reach(middle) > size) low = middle;
    else high = middle;
  }
  return high;
}
