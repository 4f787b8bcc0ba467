/** How far a metric may be off because it is measured on a sample: standard errors that the held-out rows leave, whichever way a model was trained. */
import { Moments } from './moments.ts';

/** For each value of `of` the share of `among` that is smaller, ties counting half. Both in ascending order. */
function sharesBelow(of: Float64Array, among: Float64Array): Moments {
  const shares = new Moments();
  let below = 0;
  let upTo = 0;
  for (const value of of) {
    while (below < among.length && among[below] < value) below++;
    upTo = Math.max(upTo, below);
    while (upTo < among.length && among[upTo] === value) upTo++;
    shares.add((below + upTo) / 2 / among.length);
  }
  return shares;
}

/**
 * Standard error of an AUC (DeLong, DeLong & Clarke-Pearson 1988): from how differently the positives, and the negatives, are placed among the others.
 * @param scores - one per example
 * @param labels - 1 = positive, anything else = negative
 * @param include - examples that count (not 0), default all
 * @returns NaN with fewer than two positives or two negatives, or where a score that counts is NaN
 */
export function aucError(scores: ArrayLike<number>, labels: ArrayLike<number>, include?: ArrayLike<number>): number {
  const positive: number[] = [];
  const negative: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    if (include && include[i] === 0) continue;
    if (Number.isNaN(scores[i])) return NaN;
    (labels[i] === 1 ? positive : negative).push(scores[i]);
  }
  const [up, down] = [positive, negative].map((values) => Float64Array.from(values).sort());
  // The shares above differ as the shares below do.
  const [ups, downs] = [sharesBelow(up, down), sharesBelow(down, up)];
  return Math.sqrt(ups.variance / ups.n + downs.variance / downs.n);
}

/**
 * Standard error of R² = 1 − squared error / variance, as that of a ratio of two means over the same rows.
 * @param include - examples that count (not 0), default all
 * @returns NaN with fewer than two examples
 */
export function explainedError(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  include?: ArrayLike<number>,
): number {
  const rows = Array.from({ length: labels.length }, (_, i) => i).filter((i) => !include || include[i] !== 0);
  const centre = rows.reduce((sum, i) => sum + labels[i], 0) / rows.length;
  const errors = rows.map((i) => (predictions[i] - labels[i]) ** 2);
  const squares = rows.map((i) => (labels[i] - centre) ** 2);
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const ratio = total(errors) / total(squares);
  const rest = new Moments();
  for (const [i, error] of errors.entries()) rest.add(error - ratio * squares[i]);
  return Math.sqrt(rest.variance / rest.n) / (total(squares) / rows.length);
}
