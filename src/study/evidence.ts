/**
 * What is known of one question: results stored beforehand, results of the reader's own studies, and those of the study that is running. None
 * replaces another; one of them is shown. Pure.
 */
import type { Provenance } from './provenance.ts';

/** Results with what they were made from. `Data` holds the specification too, so that they can say what they are of. */
export interface Evidence<Data> {
  /** 0 is the stored one; own ones count up. */
  id: number;
  data: Data;
  /** Runs of each arm, or worlds, that were trained to their end. */
  finished: number;
  /** Of stored ones: what made them. */
  made?: Provenance;
}

export interface Shelf<Data> {
  stored: Evidence<Data> | null;
  /** Oldest first. */
  own: readonly Evidence<Data>[];
  /** Of the study that is running; `measured` once there is something to see of it. */
  live: (Evidence<Data> & { measured: boolean }) | null;
  /** Which one the reader looks at: an id, or null as long as nothing was chosen. */
  chosen: number | null;
  /** What was looked at before the running study had something to show. */
  before: number | null;
  /** The newest id given. */
  last: number;
  /** Finished runs that the newest study left behind. */
  kept: number;
  /** What the newest study set out to measure, however it ended: what is said of it is said of these settings. */
  asked: Data | null;
}

/** Own results that are kept beside the stored ones. */
export const MOST_KEPT = 5;

export const emptyShelf = <Data>(): Shelf<Data> => ({
  stored: null,
  own: [],
  live: null,
  chosen: null,
  before: null,
  last: 0,
  kept: 0,
  asked: null,
});

/** The shelf with other stored results, or none. */
export const withStored = <Data>(
  shelf: Shelf<Data>,
  stored: Pick<Evidence<Data>, 'data' | 'finished' | 'made'> | null,
): Shelf<Data> => ({ ...shelf, stored: stored && { ...stored, id: 0 } });

/** A study begins, with nothing to show yet: what was looked at stays in sight. */
export const begun = <Data>(shelf: Shelf<Data>, data: Data): Shelf<Data> => ({
  ...shelf,
  live: { id: shelf.last + 1, data, finished: 0, measured: false },
  before: shelf.chosen,
  last: shelf.last + 1,
  kept: 0,
  asked: data,
});

/** The running study has measured something: its first measurement brings it into sight. */
export function measured<Data>(shelf: Shelf<Data>, change: (data: Data) => Data): Shelf<Data> {
  const { live } = shelf;
  if (!live) return shelf;
  return {
    ...shelf,
    live: { ...live, data: change(live.data), measured: true },
    chosen: live.measured ? shelf.chosen : live.id,
  };
}

/** The one with the fewest finished runs goes where there are too many; among equals the oldest. */
function fewest<Data>(own: readonly Evidence<Data>[]): Evidence<Data> {
  return own.reduce((least, other) => (other.finished < least.finished ? other : least));
}

/**
 * The running study has ended, however: what was finished of it is kept, and nothing else.
 * @param finishedOf - what of its data was trained to its end, and how many runs that are
 */
export function ended<Data>(
  shelf: Shelf<Data>,
  finishedOf: (data: Data) => { data: Data; finished: number },
): Shelf<Data> {
  const { live } = shelf;
  if (!live) return shelf;
  const { data, finished } = finishedOf(live.data);
  const without = { ...shelf, live: null, before: null, kept: finished };
  if (finished === 0) return { ...without, chosen: shelf.chosen === live.id ? shelf.before : shelf.chosen };
  const all = [...shelf.own, { id: live.id, data, finished }];
  const own = all.length > MOST_KEPT ? all.filter((one) => one !== fewest(all.slice(0, -1))) : all;
  return { ...without, own };
}

/** Everything that can be looked at: stored first, then own ones, then the running one. */
export const choicesOf = <Data>({ stored, own, live }: Shelf<Data>): Evidence<Data>[] => [
  ...(stored ? [stored] : []),
  ...own,
  ...(live?.measured ? [live] : []),
];

/** What is looked at: what was chosen while it is there, else the stored one, else the newest own one. */
export function shownOf<Data>(shelf: Shelf<Data>): Evidence<Data> | null {
  const choices = choicesOf(shelf);
  return choices.find(({ id }) => id === shelf.chosen) ?? shelf.stored ?? shelf.own.at(-1) ?? null;
}

/** The reader looks at another one. */
export const choose = <Data>(shelf: Shelf<Data>, id: number): Shelf<Data> => ({ ...shelf, chosen: id });

/** Whether what is shown belongs to the running study. */
export const isLive = <Data>({ live }: Shelf<Data>, shown: Evidence<Data> | null): boolean =>
  live !== null && shown?.id === live.id;
