import { meanInterval, type Mean } from './intervals.ts';
import { tTail } from './student.ts';

/** The mean of differences with its 95% interval, and how likely one so far from 0 is when there is none. */
export interface PairedTest extends Mean {
  /** NaN for fewer than two pairs, and when all differences are 0. */
  t: number;
  degrees: number;
  /** Two-sided. */
  p: number;
}

/**
 * Paired t-test of a against b (Student 1908). Pairs with a NaN are left out; `n` tells how many stayed.
 * @param a - one value per pair, e.g. a metric of one model per data set
 * @param b - the values that they are compared with, in the same order
 * @throws RangeError when the lengths differ
 */
export function pairedT(a: ArrayLike<number>, b: ArrayLike<number>): PairedTest {
  if (a.length !== b.length)
    throw new RangeError(`pairedT: ${String(a.length)} values cannot be paired with ${String(b.length)}`);
  const difference = meanInterval(Float64Array.from(a, (value, i) => value - b[i]));
  const degrees = difference.n - 1;
  const t = difference.mean / (difference.deviation / Math.sqrt(difference.n));
  return { ...difference, t, degrees, p: tTail(t, degrees) };
}
