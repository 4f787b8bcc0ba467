/**
 * What the page says of a bias that nobody named before a reader has run anything: forty worlds of every culprit, at several strengths and with more sines. Raw
 * results of `npm run lab -- unknown-bias`, put together by scripts/store-unknown-bias.mjs.
 */
import type { Provenance } from '../../study/provenance.ts';
import { contextBias, CONTEXT_COLUMNS, LEVELS, type ContextColumn } from '../../world/context.ts';
import type { Gain } from './gain.ts';
import type { SearchedWorld, SearchSpec } from './search.ts';
import { searchRun, type SearchSettings } from './spec.ts';
import { rankedColumns } from './suspect.ts';

/** Null is "not a number". */
type Short = number | null;

export interface StoredSearch {
  format: number;
  spec: SearchSettings & Pick<SearchSpec, 'starts' | 'seeds' | 'seedBase'>;
  made: Provenance;
  culprits: {
    culprit: ContextColumn | null;
    runs: {
      seed: number;
      /** Whether the best column was called. */
      called: boolean;
      /** Mean and standard error in millionths of a nat, degrees of freedom in tenths. */
      device: Short[];
      /** By column. */
      gains: Short[][];
      beyond: Short[][];
      /** [device][level] of the best column, thousandths. */
      learned: Short[][];
    }[];
  }[];
}

export const STORED_SETTINGS = ['full', 'half', 'quarter', 'sines', 'starts'] as const;
export type StoredSetting = (typeof STORED_SETTINGS)[number];

const long = (value: Short | undefined, scale: number): number =>
  value === null || value === undefined ? NaN : value / scale;

const gainFrom = ([mean, error, degrees]: readonly Short[]): Gain => ({
  mean: long(mean, 1e6),
  error: long(error, 1e6),
  degrees: long(degrees, 10),
});

/** Truth of the best column, centred as what was learned is. */
function centredTruth(strength: number, column: ContextColumn, culprit: ContextColumn | null): number[][] {
  const { world } = searchRun({ strength: column === culprit ? strength : 0, sines: 1, steps: 1 });
  return contextBias(world, LEVELS[column]).map((curve) => {
    const mean = curve.reduce((sum, value) => sum + value / curve.length, 0);
    return curve.map((value) => value - mean);
  });
}

/** Results with what they were made from. */
export interface KnownSearch {
  spec: StoredSearch['spec'];
  worlds: SearchedWorld[];
  made: Provenance;
}

export function searchFrom({ spec, made, culprits }: StoredSearch): KnownSearch {
  const worlds = culprits.flatMap(({ culprit, runs }) =>
    runs.map(({ seed, called, device, gains, beyond, learned }): SearchedWorld => {
      const columns = CONTEXT_COLUMNS.map((column, i) => ({
        column,
        gain: gainFrom(gains[i]),
        beyond: gainFrom(beyond[i]),
      }));
      const ranked = rankedColumns(columns);
      return {
        seed,
        culprit,
        ranked: ranked.map(({ column }) => column),
        gains: ranked.map(({ gain: { mean } }) => mean),
        flagged: called ? ranked[0].column : null,
        columns,
        device: gainFrom(device),
        learned: learned.map((curve) => curve.map((value) => long(value, 1e3))),
        truth: centredTruth(spec.strength, ranked[0].column, culprit),
      };
    }),
  );
  return { spec, worlds, made };
}

// One file a setting: only what is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const FILES: Record<StoredSetting, () => Promise<StoredSearch>> = {
  full: async () => (await import('./stored/search-1-1-1.json')).default as StoredSearch,
  half: async () => (await import('./stored/search-0.5-1-1.json')).default as StoredSearch,
  quarter: async () => (await import('./stored/search-0.25-1-1.json')).default as StoredSearch,
  sines: async () => (await import('./stored/search-1-3-1.json')).default as StoredSearch,
  starts: async () => (await import('./stored/search-1-3-3.json')).default as StoredSearch,
};

export const storedSearch = async (setting: StoredSetting): Promise<KnownSearch> => searchFrom(await FILES[setting]());
