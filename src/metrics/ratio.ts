/** Ratios over pairs: their geometric mean, with an interval that is symmetric in logarithms. */
import { meanInterval } from './intervals.ts';

/** A geometric mean of ratios with its 95% interval. */
export interface Ratio {
  n: number;
  /** Geometric mean; 1 = no difference. */
  ratio: number;
  low: number;
  high: number;
}

/**
 * The geometric mean of ratios and Student's 95% interval, both found on their logarithms: a halving and a doubling cancel.
 * @param logs - natural logarithms of the ratios, one for each independent pair; NaN is left out
 */
export function ratioOfLogs(logs: ArrayLike<number>): Ratio {
  const { n, mean, low, high } = meanInterval(logs);
  return { n, ratio: Math.exp(mean), low: Math.exp(low), high: Math.exp(high) };
}
