/** What a class voted by raising hands. Pure. */
import type { Votes } from './store.ts';

/** @returns how many hands were raised in all */
export const handsOf = (votes: Votes | undefined): number =>
  Object.values(votes ?? {}).reduce((sum, count) => sum + count, 0);

/** The choice that most hands were raised for, the first of several; null where nobody voted. */
export function mostVoted(choices: readonly string[], votes: Votes | undefined): string | null {
  const counted = choices.map((choice) => votes?.[choice] ?? 0);
  const most = Math.max(...counted);
  return most > 0 ? choices[counted.indexOf(most)] : null;
}

/** What was typed as a number of hands; null for what is none. */
export function handsTyped(text: string): number | null {
  if (text.trim() === '') return 0;
  const count = Number(text);
  return Number.isInteger(count) && count >= 0 && count <= 9999 ? count : null;
}
