/** What was done to the settings of the run, step by step, and how to take it back. */
import { create } from 'zustand';
import type { RunSpec } from '../run/runSpec.ts';
import type { Course } from '../run/timeline.ts';

/** The controls, and what a reset would have trained with them. */
export interface Setup {
  run: RunSpec;
  course: Course;
}

/** What was done, in words: a field that was changed, or a key of the catalogue under `shell.undo.did`. */
export type Deed =
  | { field: string }
  | {
      did:
        | 'newSeeds'
        | 'preset'
        | 'openingRun'
        | 'otherRun'
        | 'lesson'
        | 'file'
        | 'withoutChanges'
        | 'sample'
        | 'ownFile'
        | 'kept';
    };

export interface Entry {
  deed: Deed;
  before: Setup;
  after: Setup;
  at: number;
}

interface Log {
  done: readonly Entry[];
  undone: readonly Entry[];
}

/** More than a lecture's worth. */
const MOST = 100;
/** Changes of one control that follow one another this quickly are one movement. */
const MOVEMENT_MS = 1000;

export const useUndo = create<Log>()(() => ({ done: [], undone: [] }));

/** Whether an entry replaced the run as a whole; the others moved one control. */
export const isReplacement = ({ deed }: Entry): boolean => 'did' in deed;

/** Writes down what was done. @param at - milliseconds */
export function remember(deed: Deed, before: Setup, after: Setup, at: number): void {
  useUndo.setState(({ done }) => {
    const last = done.at(-1);
    const same = last && 'field' in deed && 'field' in last.deed && last.deed.field === deed.field;
    const entry = same && at - last.at < MOVEMENT_MS ? { ...last, after, at } : { deed, before, after, at };
    return { done: [...(entry.before === last?.before ? done.slice(0, -1) : done), entry].slice(-MOST), undone: [] };
  });
}

/** @returns what to take back, or null */
export function takeBack(): Entry | null {
  const { done, undone } = useUndo.getState();
  const entry = done.at(-1);
  if (!entry) return null;
  useUndo.setState({ done: done.slice(0, -1), undone: [...undone, entry] });
  return entry;
}

/** @returns what to do again, or null */
export function takeAgain(): Entry | null {
  const { done, undone } = useUndo.getState();
  const entry = undone.at(-1);
  if (!entry) return null;
  useUndo.setState({ undone: undone.slice(0, -1), done: [...done, entry] });
  return entry;
}
