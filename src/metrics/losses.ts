/** Held-out losses by themselves, and beside what knowing nothing would give. Means over observed labels. */
import { crossEntropy } from '../model/losses.ts';

/** A loss beside that of the best constant answer. */
export interface BesideConstant {
  loss: number;
  /** Of the best constant, found on the same labels: their entropy, or their variance. */
  constant: number;
  /** 1 − loss / constant: share of what can be explained; for squared errors R². NaN where labels do not differ. */
  explained: number;
}

const beside = (loss: number, constant: number): BesideConstant => ({
  loss,
  constant,
  explained: constant > 0 ? 1 - loss / constant : NaN,
});

/** R²: the share of the labels' variance that a squared error leaves explained. NaN where labels do not differ. */
export const rSquared = (squaredError: number, variance: number): number => beside(squaredError, variance).explained;

/** Mean of `of` over the examples that count; NaN without any. */
function mean(length: number, include: ArrayLike<number> | undefined, of: (i: number) => number): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < length; i++) {
    if (include && include[i] === 0) continue;
    sum += of(i);
    n++;
  }
  return sum / n;
}

/**
 * Squared error, beside that of the labels' mean (their variance).
 * @param include - examples that count (not 0), default all
 */
export function squaredErrors(
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  include?: ArrayLike<number>,
): BesideConstant {
  const { length } = labels;
  const centre = mean(length, include, (i) => labels[i]);
  return beside(
    mean(length, include, (i) => (predictions[i] - labels[i]) ** 2),
    mean(length, include, (i) => (labels[i] - centre) ** 2),
  );
}

/**
 * Log loss (cross entropy, nats), beside that of always answering the rate of the labels (their entropy).
 * @param logits - not probabilities
 * @param labels - 0 or 1
 * @param include - examples that count (not 0), default all
 */
export function logLosses(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  include?: ArrayLike<number>,
): BesideConstant {
  const { length } = labels;
  const rate = mean(length, include, (i) => labels[i]);
  const entropy = [rate, 1 - rate].reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return beside(
    mean(length, include, (i) => crossEntropy(logits[i], labels[i])),
    Number.isNaN(rate) ? NaN : entropy,
  );
}
