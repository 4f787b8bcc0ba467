/** What was predicted, what came out and what is true, by role: what the pictures of predictions are drawn from. Pure. */
import type { Given } from './store.ts';
import type { Answer, Outcome } from './types.ts';
import { ROLES, type Role } from './widgets/plane.ts';

export type Answers = Partial<Record<Role, Answer>>;

/** @param outcome - what may be shown of what came out */
export const answersOf = (given: Given, outcome: Outcome | undefined): Answers => ({
  predicted: given.answer,
  ...(outcome && { came: outcome.came }),
  ...(outcome?.truth && { truth: outcome.truth }),
});

/** The numbers of answers, by role. */
export function numbersOf(answers: Answers): Partial<Record<Role, number>> {
  const entries = ROLES.flatMap((role) => {
    const answer = answers[role];
    return answer?.kind === 'number' ? [[role, answer.value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The curves of answers, by role. */
export function curvesOf(answers: Answers): Partial<Record<Role, readonly number[]>> {
  const entries = ROLES.flatMap((role) => {
    const answer = answers[role];
    return answer?.kind === 'curve' ? [[role, answer.values] as const] : [];
  });
  return Object.fromEntries(entries);
}
