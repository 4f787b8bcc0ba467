/** The impression that is followed through the model: chosen in the Gates chapter or among the data, and the same in both. */
import { create } from 'zustand';
import type { Opened } from '../session/protocol.ts';
import { writeSoon } from './charts/live.ts';

/** In the run that the page opens with, no expert is active for the first query during the first hundred steps: a poor example to begin with. */
const FIRST = 10;

export const useSample = create<{ row: number; task: number; expert: number }>()(() => ({
  row: FIRST,
  task: 0,
  expert: 0,
}));

// The title and the worked lines speak of what is chosen.
useSample.subscribe(writeSoon);

/** The chosen row, within the samples that there are. */
export const rowIn = (opened: Pick<Opened, 'samples'>, row: number): number =>
  Math.min(row, Math.max(0, opened.samples.rows - 1));

/** The row so many rows on; after the last comes the first. */
export const neighbour = ({ samples: { rows } }: Pick<Opened, 'samples'>, row: number, by: -1 | 1): number =>
  (row + by + rows) % rows;
