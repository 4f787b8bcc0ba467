/** The combined score: the four predictions of a candidate as one number to rank by (Zhao et al. 2019, section 4.2). */
import { crossEntropy, sigmoid } from '../model/losses.ts';
import { IS_BINARY, TASK_COUNT } from '../world/spec.ts';

/** `product`: weighted multiplication, as in the paper. `sum`: weighted sum, the other form in use. */
export const SCORE_FORMS = ['product', 'sum'] as const;
export type ScoreForm = (typeof SCORE_FORMS)[number];

/**
 * What one task adds to the combined score at weight 1.
 * `sum`: the probability of click and like, the standardised prediction of watch time and rating.
 * `product`: the log of a positive factor, which is that probability, and e^ŷ for the regressions: a product needs factors above 0, so their labels are
 * read as logarithms (of minutes, of stars). The log of Π ŷ_k^{w_k} is then Σ w_k · ln ŷ_k: linear in the weights.
 * @param output - logit, or standardised prediction
 */
const taskTerm = (form: ScoreForm, task: number, output: number): number => {
  if (!IS_BINARY[task]) return output;
  return form === 'product' ? -crossEntropy(output, 1) : sigmoid(output);
};

/**
 * The four terms of a row, whose weighted sum is what {@link combinedScores} gives.
 * @param outputs - [rows × 4] as engines predict them
 * @returns [4] for `product` logs of the factors, for `sum` the task values
 */
export const taskTerms = (form: ScoreForm, outputs: ArrayLike<number>, row: number): number[] =>
  IS_BINARY.map((_, task) => taskTerm(form, task, outputs[row * TASK_COUNT + task]));

/** @throws RangeError for weights that are no four finite numbers, or below 0: a smaller prediction would then rank higher */
function checkWeights(weights: readonly number[]): void {
  if (weights.length !== TASK_COUNT || !weights.every((weight) => Number.isFinite(weight) && weight >= 0))
    throw new RangeError(`weights of the score must be four numbers of at least 0, not ${weights.join(', ')}`);
}

/** Whether weights rank at all: when all are 0 every candidate has the same score. */
export const ranks = (weights: readonly number[]): boolean => weights.some((weight) => weight > 0);

/**
 * Scores of candidates: Σ_k w_k · term_k. For `product` that is the LOG of the product Π ŷ_k^{w_k}: the same ranking, and no underflow.
 * @param weights - [4] in the order of TASKS, at least 0
 * @param outputs - [rows × 4] as engines predict them
 * @param into - [rows] receives the scores; default a new array
 * @throws RangeError on weights that are none
 */
export function combinedScores(
  form: ScoreForm,
  weights: readonly number[],
  outputs: ArrayLike<number>,
  rows: number,
  into: Float64Array = new Float64Array(rows),
): Float64Array {
  checkWeights(weights);
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let task = 0; task < TASK_COUNT; task++) {
      // A task of weight 0 has no say, whatever it predicts: 0 · −∞ would be NaN.
      if (weights[task] === 0) continue;
      score += weights[task] * taskTerm(form, task, outputs[row * TASK_COUNT + task]);
    }
    into[row] = score;
  }
  return into;
}
