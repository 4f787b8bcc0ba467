/** How much better one model explains held-out clicks than another. Pure. */
import { crossEntropy } from '../../model/losses.ts';
import { Moments } from '../../metrics/moments.ts';
import { tQuantile } from '../../metrics/student.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** A mean difference of held-out log losses, in nats an impression; above 0 = the second model explains clicks better. */
export interface Gain {
  mean: number;
  /** Standard error. */
  error: number;
  /** Degrees of freedom of that error. */
  degrees: number;
}

/** [rows] log loss of each row's click. @param predictions - [rows × 4] as an engine gives them */
export const clickLosses = (predictions: ArrayLike<number>, { rows, labels }: Impressions): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) =>
    crossEntropy(predictions[row * TASK_COUNT + CLICK], labels[row * TASK_COUNT + CLICK]),
  );

/** The mean of independent values, and its variance; that is NaN for fewer than two. */
function meanOf(values: ArrayLike<number>): { mean: number; variance: number } {
  const moments = new Moments();
  for (let i = 0; i < values.length; i++) moments.add(values[i]);
  return { mean: moments.mean, variance: moments.variance / moments.n };
}

/** Mean of `values` by query. */
function queryMeans(values: ArrayLike<number>, query: ArrayLike<number>): number[] {
  const sums = new Map<number, { sum: number; rows: number }>();
  for (let row = 0; row < values.length; row++) {
    const one = sums.get(query[row]) ?? { sum: 0, rows: 0 };
    one.sum += values[row];
    one.rows++;
    sums.set(query[row], one);
  }
  return Array.from(sums.values(), ({ sum, rows }) => sum / rows);
}

/**
 * By how much the log loss of clicks is lower with one model than with another on the same impressions.
 *
 * What is drawn independently is the query: impressions of a page share its features and most of its context, so each query is one observation. With
 * several starts (initial weights and batches) their own spread is added: the variance of the mean over queries and that over starts, with the degrees of
 * freedom of Welch and Satterthwaite. With one start the interval says how other *users* would differ, not how other initial weights would.
 * @param without - [start][rows] losses of one model; @param withIt - of the other, start by start
 * @param query - [rows] which query each row is of
 */
export function gainOf(
  without: readonly ArrayLike<number>[],
  withIt: readonly ArrayLike<number>[],
  query: ArrayLike<number>,
): Gain {
  const rows = query.length;
  const differences = without.map((losses, start) =>
    Float64Array.from({ length: rows }, (_, row) => losses[row] - withIt[start][row]),
  );
  const average = Float64Array.from({ length: rows }, (_, row) => meanOf(differences.map((one) => one[row])).mean);
  const perQuery = queryMeans(average, query);
  const { mean, variance: ofQueries } = meanOf(perQuery);
  if (without.length === 1) return { mean, error: Math.sqrt(ofQueries), degrees: perQuery.length - 1 };
  const { variance: ofStarts } = meanOf(differences.map((one) => meanOf(one).mean));
  const all = ofQueries + ofStarts;
  const degrees = all ** 2 / (ofQueries ** 2 / (perQuery.length - 1) + ofStarts ** 2 / (without.length - 1));
  return { mean, error: Math.sqrt(all), degrees };
}

/**
 * Lower end of a one-sided interval.
 * @param risk - how often it may lie above the truth
 */
export const lowerEnd = ({ mean, error, degrees }: Gain, risk: number): number =>
  mean - tQuantile(2 * risk, degrees) * error;
