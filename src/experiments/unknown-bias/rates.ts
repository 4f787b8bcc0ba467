/** How often a search is right, and how often it calls what is not there. Pure. */
import { meanInterval, wilson, type Mean, type Rate } from '../../metrics/intervals.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../world/context.ts';
import type { SearchedWorld } from './search.ts';

/** What the rates need of a world. */
export type Outcome = Pick<SearchedWorld, 'culprit' | 'ranked' | 'flagged'>;

/** Over the worlds of one culprit. */
export interface SearchRates {
  culprit: ContextColumn | null;
  /** The culprit has the largest gain of all columns. Null where there is none. */
  first: Rate | null;
  /** The culprit is called. Null where there is none. */
  hit: Rate | null;
  /** A column is called that biases nothing. */
  falseAlarm: Rate;
}

export function ratesOf(worlds: readonly Outcome[], culprit: ContextColumn | null): SearchRates {
  const own = worlds.filter((world) => world.culprit === culprit);
  const rate = (holds: (world: Outcome) => boolean): Rate => wilson(own.filter(holds).length, own.length);
  return {
    culprit,
    first: culprit === null ? null : rate(({ ranked }) => ranked[0] === culprit),
    hit: culprit === null ? null : rate(({ flagged }) => flagged === culprit),
    falseAlarm: rate(({ flagged }) => flagged !== null && flagged !== culprit),
  };
}

/** What one column added to the device alone over worlds, with its interval over worlds. */
export const addedBy = (worlds: readonly Pick<SearchedWorld, 'columns'>[], column: ContextColumn): Mean =>
  meanInterval(worlds.map(({ columns }) => columns[CONTEXT_COLUMNS.indexOf(column)].beyond.mean));
