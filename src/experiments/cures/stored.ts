/**
 * What the page shows of cures before a reader has run anything: counts, means and intervals of each cure, that scripts/store-cures.mjs takes out of
 * results of `npm run lab -- cures`. One file a setting.
 */
import { wilson, type Rate } from '../../metrics/intervals.ts';
import type { McNemar } from '../../metrics/mcnemar.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import type { Provenance } from '../../study/provenance.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { cureBase } from './arms.ts';
import { parseCombination } from './combination.ts';
import type { AgainstNone, CureRun, CureSummary } from './results.ts';
import { kindOf } from './summary.ts';
import type { CureRegime } from './vocabulary.ts';

/** null is NaN. */
type Word = number | null;
/** Pairs, geometric mean, low, high. */
type StoredRatio = readonly Word[];

export interface StoredCure {
  id: string;
  /** Runs; of those that ended well Z5, Z6, M9, Z5 of contributions, with a dead expert; diverged. */
  counts: readonly number[];
  /** Dead experts, effective experts of the weights, of the contributions; multiplications more than without. */
  means: readonly Word[];
  heldOut: readonly Word[];
  /** Absent for none. */
  against?: {
    loss: StoredRatio;
    tasks: readonly StoredRatio[];
    left: number;
    /** Z5 pairs: without alone, with alone, both, neither; p. And those of contributions. */
    z5: readonly number[];
    contributedZ5: readonly number[];
    /** Healed and fallen: how many of how many; loss of those polarized without, before and after. */
    healed: { gates: readonly number[]; fallen: readonly number[]; loss: StoredRatio; means: readonly Word[] };
  };
  seeds: readonly number[];
}

export interface StoredCures {
  format: 1;
  /** What was trained on; absent: synthetic platforms. */
  data?: 'census';
  regime: CureRegime;
  workers: number;
  steps: number;
  seeds: number;
  seedBase: number;
  made: Provenance;
  cures: readonly StoredCure[];
  /** Each cure at each strength of its sweep, on the first seeds. */
  sweeps?: readonly StoredCure[];
  /** What made the sweeps; absent: they were made together with the others. */
  sweepsMade?: Provenance;
  /** Runs that are shown one by one, by cure and seed; those of `none` are what the others are compared with. */
  looks?: Readonly<Record<string, readonly StoredLook[]>>;
}

/** One run in whole thousandths: [task × expert] weights, contributions; [task] held-out losses; dead experts. */
interface StoredLook {
  seed: number;
  weights: readonly number[];
  contributions: readonly number[];
  heldOut: readonly Word[];
  dead: number;
}

/** One seed without and with a cure. */
export interface Look {
  seed: number;
  without: LookedAt;
  with: LookedAt;
}
export type LookedAt = Pick<CureRun, 'seed' | 'utilization' | 'contributions' | 'heldOut' | 'deadExperts'>;

/** Cures of one setting, with what made them. */
export interface KnownCures {
  regime: CureRegime;
  workers: number;
  /** The run without cures. */
  base: RunSpec;
  seeds: number;
  seedBase: number;
  made: Provenance;
  cures: CureSummary[];
  /** Of each cure's sweep, on fewer seeds than `cures`; empty where none is stored. */
  sweeps: CureSummary[];
  sweepsMade?: Provenance;
  /** By cure: seeds that it heals first, then others. */
  looks: ReadonlyMap<string, readonly Look[]>;
}

const value = (word: Word): number => word ?? NaN;
const rate = ([k, n]: readonly number[]): Rate => wilson(k, n);

function ratio([n, mean, low, high]: StoredRatio): Ratio {
  return { n: value(n), ratio: value(mean), low: value(low), high: value(high) };
}

function pairsFrom([onlyFirst, onlySecond, both, neither, p]: readonly number[]): McNemar {
  return { onlyFirst, onlySecond, both, neither, p };
}

function againstFrom({ loss, tasks, left, healed, ...stored }: NonNullable<StoredCure['against']>): AgainstNone {
  const [before, after] = healed.means.map(value);
  return {
    loss: ratio(loss),
    tasks: tasks.map(ratio),
    left,
    z5: pairsFrom(stored.z5),
    contributedZ5: pairsFrom(stored.contributedZ5),
    healed: { gates: rate(healed.gates), fallen: rate(healed.fallen), loss: ratio(healed.loss), before, after },
  };
}

function cureFrom(stored: StoredCure, regime: CureRegime, base: RunSpec): CureSummary {
  const combination = parseCombination(stored.id, regime, modelOf(base));
  const [n, ...counts] = stored.counts;
  const diverged = wilson(counts.at(-1)!, n);
  const [z5, z6, m9, contributedZ5, dead] = counts.map((k) => wilson(k, n - diverged.k));
  const [deadExperts, effective, effectiveContributions, extraMultiplications] = stored.means.map(value);
  return {
    id: stored.id,
    combination,
    kind: kindOf(combination),
    z5,
    z6,
    m9,
    contributedZ5,
    dead,
    diverged,
    deadExperts,
    effective,
    effectiveContributions,
    heldOut: stored.heldOut.map(value),
    extraMultiplications,
    against: stored.against ? againstFrom(stored.against) : null,
    healedSeeds: [...stored.seeds],
  };
}

const THOUSAND = 1000;

/** Whole thousandths of the four tasks as rows. */
const rows = (words: readonly number[]): number[][] =>
  Array.from({ length: TASK_COUNT }, (_, k) =>
    words.slice((k * words.length) / TASK_COUNT, ((k + 1) * words.length) / TASK_COUNT).map((word) => word / THOUSAND),
  );

const lookFrom = ({ seed, weights, contributions, heldOut, dead }: StoredLook): LookedAt => ({
  seed,
  utilization: rows(weights),
  contributions: rows(contributions),
  heldOut: heldOut.map((word) => value(word) / THOUSAND),
  deadExperts: dead,
});

function looksFrom(stored: NonNullable<StoredCures['looks']>): ReadonlyMap<string, readonly Look[]> {
  const without = new Map(stored.none.map((look) => [look.seed, lookFrom(look)]));
  return new Map(
    Object.entries(stored)
      .filter(([id]) => id !== 'none')
      .map(([id, looks]) => [
        id,
        looks.map((look) => ({ seed: look.seed, without: without.get(look.seed)!, with: lookFrom(look) })),
      ]),
  );
}

/** Cures out of a stored file. */
export function curesFrom({
  regime,
  workers,
  steps,
  data,
  cures,
  sweeps = [],
  looks,
  ...file
}: StoredCures): KnownCures {
  const base = cureBase(regime, { workers, steps, data });
  return {
    regime,
    workers,
    base,
    seeds: file.seeds,
    seedBase: file.seedBase,
    made: file.made,
    cures: cures.map((cure) => cureFrom(cure, regime, base)),
    sweeps: sweeps.map((cure) => cureFrom(cure, regime, base)),
    ...(file.sweepsMade && { sweepsMade: file.sweepsMade }),
    looks: looks ? looksFrom(looks) : new Map(),
  };
}

/** The settings that are stored: regime and workers; of those on rows of Census-Income the data first. */
export const STORED_SETTINGS = [
  'default-4',
  'async-4',
  'adam-1',
  'async-8',
  'async-16',
  'census-adam-1',
  'census-async-4',
] as const;
export type StoredSetting = (typeof STORED_SETTINGS)[number];

// One file a setting: only what is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const FILES: Record<StoredSetting, () => Promise<unknown>> = {
  'default-4': async () => (await import('./stored/cures-default-4.json')).default,
  'async-4': async () => (await import('./stored/cures-async-4.json')).default,
  'adam-1': async () => (await import('./stored/cures-adam-1.json')).default,
  'async-8': async () => (await import('./stored/cures-async-8.json')).default,
  'async-16': async () => (await import('./stored/cures-async-16.json')).default,
  'census-adam-1': async () => (await import('./stored/cures-census-adam-1.json')).default,
  'census-async-4': async () => (await import('./stored/cures-census-async-4.json')).default,
};

/** The stored cures of a setting. */
export const storedCures = async (setting: StoredSetting): Promise<KnownCures> =>
  curesFrom((await FILES[setting]()) as StoredCures);
