/** A study whose results go on a shelf. */
import { begun, ended, measured, type Shelf } from '../study/evidence.ts';
import type { Hearing } from './studyClient.ts';

/** Changes a shelf where a store keeps it. */
export type Reshelve<Data> = (change: (shelf: Shelf<Data>) => Shelf<Data>) => void;

/** What becomes of the results of a study. */
export interface Shelved<Data, Result> {
  /** What it sets out to measure, with nothing measured yet. */
  asked: Data;
  /** With what has just come. */
  add: (known: Data, results: readonly Result[]) => Data;
  /** What was trained to its end, and how many runs that are. */
  finished: (known: Data) => { data: Data; finished: number };
}

/** Puts what a study measures on a shelf, from its beginning to its end. */
export function shelved<Data, Result>(
  reshelve: Reshelve<Data>,
  { asked, add, finished }: Shelved<Data, Result>,
): Required<Hearing<Result>> {
  return {
    begun: () => {
      reshelve((shelf) => begun(shelf, asked));
    },
    measured: (results) => {
      reshelve((shelf) => measured(shelf, (known) => add(known, results)));
    },
    ended: () => {
      reshelve((shelf) => ended(shelf, finished));
    },
  };
}

/** For results that hold their runs as they came: with those that have just come. */
export const withRuns = <Run, Data extends { runs: readonly Run[] }>(known: Data, runs: readonly Run[]): Data => ({
  ...known,
  runs: [...known.runs, ...runs],
});
