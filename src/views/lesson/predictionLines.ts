/** What was predicted in the lesson, and what came out on this machine: a part of the report. */
import { givenTo } from './open.ts';
import { STEPS } from './steps/index.ts';
import { answerWords, saidWords } from './words.ts';
import type { Say } from '../say.ts';

/** A line for each prediction that was locked in: the question; below it the answer and what came out, a line each. */
export const predictionLines = (say: Say): [string, string][] =>
  STEPS.flatMap((step): [string, string][] => {
    const { id, question } = step;
    const given = givenTo(step);
    if (!question || !given) return [];
    const { t } = say;
    const { answer, outcome } = given;
    const named = (name: string, value: string): string => t('named', { name, value });
    const told = [
      named(t('lesson.page.predicted'), answerWords(say, id, question, answer)),
      outcome && named(t('lesson.page.came'), answerWords(say, id, question, outcome.came)),
      ...(outcome?.said.map((said) => saidWords(say, id, said)) ?? []),
    ].filter((words) => words !== undefined);
    return [[t(`lesson.steps.${id}.question`), told.join('\n')]];
  });
