/** What the steps say and ask, in the language now shown. */
import { TASKS } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import type { Say } from '../say.ts';
import type { Given } from './store.ts';
import type { Answer, Outcome, Question, Said, StepId, Unit } from './types.ts';
import { handsOf } from './votes.ts';

const isTask = (word: string): boolean => TASKS.some((task) => task === word);

/** Decimals of a unit whose values are `step` apart. */
const digitsOf = (step: number): number => Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));

/** A value with its unit. @param step - how far apart the values are that can be chosen; default as the unit is usually read */
export function valueWords(
  numbers: NumberWords,
  { t }: Pick<Say, 't'>,
  unit: Unit,
  value: number,
  step?: number,
): string {
  switch (unit) {
    case 'percent':
      return numbers.percent(value, digitsOf((step ?? 0.01) * 100));
    case 'count':
      return numbers.plain(value, 0);
    case 'logits':
      return t('unit.logits', { value: numbers.plain(value, 2) });
    case 'loss':
      return numbers.fixed(value, 3);
    case 'experts':
      return numbers.plain(value, digitsOf(step ?? 0.01));
  }
}

/** What a choice is called: a task by its name. */
export const choiceWords = ({ t }: Pick<Say, 't'>, id: StepId, choice: string): string =>
  isTask(choice) ? t(`task.${choice}`) : t(`lesson.steps.${id}.choices.${choice}`);

/** A sentence about what came out, its numbers in the reader's notation. */
export function saidWords({ t, numbers }: Say, id: StepId, { key, values = {} }: Said): string {
  const written = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? numbers.plain(value) : isTask(value) ? t(`task.${value}`) : value,
  ]);
  return t(`lesson.steps.${id}.said.${key}`, Object.fromEntries(written) as Record<string, string>);
}

/** An answer in words: for those who listen, and where there is no picture. */
export function answerWords(say: Say, id: StepId, question: Question, answer: Answer): string {
  if (answer.kind === 'choice') return choiceWords(say, id, answer.choice);
  if (question.kind === 'choice') return '';
  const step = 'step' in question ? question.step : undefined;
  const word = (value: number): string => valueWords(say.numbers, say, question.unit, value, step);
  return answer.kind === 'number' ? word(answer.value) : answer.values.map(word).join(say.t('comma'));
}

/** What came first, and was not told from what was predicted or from the next. */
const CLOSE: readonly string[] = ['close', 'first'];

/** Whether an outcome names what came first only by chance, as far as can be told. */
export const isClose = ({ right, said }: Pick<Outcome, 'right' | 'said'>): boolean =>
  right === null && said.some(({ key }) => CLOSE.includes(key));

/** Whether it was right; of a class, how many were. Null where that is no matter of right and wrong. */
export function verdictOf(
  { t, numbers }: Pick<Say, 't' | 'numbers'>,
  { right, came, said }: Outcome,
  { votes }: Pick<Given, 'votes'>,
): string | null {
  if (isClose({ right, said })) return t('lesson.page.close');
  if (right === null) return null;
  if (votes && came.kind === 'choice')
    return t('lesson.page.handsRight', {
      right: numbers.plain(votes[came.choice] ?? 0),
      hands: numbers.plain(handsOf(votes)),
    });
  return t(right ? 'lesson.page.right' : 'lesson.page.wrong');
}
