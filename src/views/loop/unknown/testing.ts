/** Searches written by hand, for tests of these cards' pictures and words; nothing here was trained. */
import type { Gain } from '../../../experiments/unknown-bias/gain.ts';
import type { SearchedWorld } from '../../../experiments/unknown-bias/search.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../../world/context.ts';
import type { ShownSearch } from './searches.ts';
import { askedOf, defaultChoices, type CulpritChoice } from './settings.ts';

const gain = (mean: number, error = 0.001): Gain => ({ mean, error, degrees: 999 });

export interface HandWorld {
  seed: number;
  culprit: ContextColumn | null;
  flagged: ContextColumn | null;
  /** What each column adds to the device alone, in the order of the columns; the device alone gains 0.005. */
  beyond: readonly number[];
}

export function handWorld({ seed, culprit, flagged, beyond }: HandWorld): SearchedWorld {
  const columns = CONTEXT_COLUMNS.map((column, i) => ({
    column,
    beyond: gain(beyond[i]),
    gain: gain(beyond[i] + 0.005),
  }));
  const ranked = [...columns].sort((a, b) => b.beyond.mean - a.beyond.mean);
  return {
    seed,
    culprit,
    flagged,
    columns,
    ranked: ranked.map(({ column }) => column),
    gains: ranked.map((one) => one.gain.mean),
    device: gain(0.005),
    learned: [0, 1, 2].map((device) => [0.5 + seed, -0.5 - seed - device]),
    truth: [0, 1, 2].map(() => [1, -1]),
  };
}

/** All of them `flagged` as said, one after the other; the called column adds 0.02, the others −0.001. */
export function handSearch(choice: CulpritChoice, flagged: readonly (ContextColumn | null)[], drawn = 0): ShownSearch {
  const asked = askedOf({ ...defaultChoices(), culprit: choice, seeds: flagged.length }, drawn);
  const worlds = flagged.map((called, i) =>
    handWorld({
      seed: i + 1,
      culprit: asked.culprit,
      flagged: called,
      beyond: CONTEXT_COLUMNS.map((column) => (column === called ? 0.02 + i / 1000 : -0.001)),
    }),
  );
  return { asked, worlds };
}
