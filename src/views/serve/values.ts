/** Predictions as they are written. Pure. */
import type { ScoreForm } from '../../metrics/combinedScore.ts';
import { sigmoid } from '../../model/losses.ts';
import { IS_BINARY, TASK_COUNT, TASKS } from '../../world/spec.ts';
import type { Say } from '../say.ts';
import { signed } from '../signed.ts';

/** Probability of click and like; standardised watch time and rating. */
export const valueOf = (outputs: ArrayLike<number>, row: number, task: number): number => {
  const output = outputs[row * TASK_COUNT + task];
  return IS_BINARY[task] ? sigmoid(output) : output;
};

/** "34%", "+0.31". */
export const valueWords = (say: Say, outputs: ArrayLike<number>, row: number, task: number): string => {
  const value = valueOf(outputs, row, task);
  return IS_BINARY[task] ? say.numbers.percent(value, value < 0.1 || value > 0.9 ? 1 : 0) : signed(say.numbers, value);
};

/** A score: products of many small factors get very small. */
export function scoreWords({ numbers }: Say, form: ScoreForm, score: number): string {
  if (form === 'sum') return numbers.fixed(score, 3);
  const product = Math.exp(score);
  if (product >= 0.01 || product === 0) return numbers.fixed(product, product >= 10 ? 1 : 3);
  const power = Math.floor(Math.log10(product));
  return `${numbers.fixed(product / 10 ** power, 1)}e${numbers.fixed(power)}`;
}

/** The four predictions of a candidate in words, for those who cannot see the columns. */
export const predictionWords = (say: Say, outputs: ArrayLike<number>, row: number): string =>
  TASKS.map((task, k) =>
    say.t('serve.item.value', { task: say.t(`task.${task}`), value: valueWords(say, outputs, row, k) }),
  ).join(say.t('comma'));
