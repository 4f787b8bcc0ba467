/** Mean losses over observed labels, the offline metrics beside AUC (Zhao et al. 2019, section 5.1). */
import { crossEntropy, squaredError } from '../model/losses.ts';

function meanOver(
  loss: (prediction: number, label: number) => number,
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  include?: ArrayLike<number>,
): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < predictions.length; i++) {
    if (include && include[i] === 0) continue;
    sum += loss(predictions[i], labels[i]);
    n++;
  }
  return sum / n; // 0 / 0 is NaN
}

/**
 * Mean cross entropy of binary labels.
 * @param logits - not probabilities: from a logit the loss is exact also where the probability rounds to 0 or 1
 * @param labels - 0 or 1
 * @param include - examples that count (not 0), default all
 * @returns nats; NaN when nothing counts
 */
export const logLoss = (logits: ArrayLike<number>, labels: ArrayLike<number>, include?: ArrayLike<number>): number =>
  meanOver(crossEntropy, logits, labels, include);

/**
 * Mean squared error.
 * @param include - examples that count (not 0), default all
 * @returns squared units of the labels; NaN when nothing counts
 */
export const meanSquaredError = (
  predictions: ArrayLike<number>,
  labels: ArrayLike<number>,
  include?: ArrayLike<number>,
): number => meanOver(squaredError, predictions, labels, include);
