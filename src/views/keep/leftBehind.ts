/** Which of the runs that are kept was left behind. Pure. */
import type { Note } from './shelf.ts';

/** Nobody comes back to it after that. */
const MOST_MS = 14 * 24 * 3600_000;

/** @returns the newest that no open page keeps, and the others, which are not wanted any more */
export function leftBehind(
  notes: readonly Note[],
  open: ReadonlySet<string>,
  now: number,
): { newest: Note | undefined; older: Note[] } {
  const [first, ...others] = notes.filter(({ id }) => !open.has(id)).sort((a, b) => b.time - a.time);
  const gone = first !== undefined && now - first.time > MOST_MS;
  return { newest: gone ? undefined : first, older: gone ? [first, ...others] : others };
}
