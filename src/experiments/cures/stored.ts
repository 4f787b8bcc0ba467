/**
 * What the page shows of cures before a reader has run anything: counts, means and intervals of each cure, that scripts/store-cures.mjs takes out of
 * results of `npm run lab -- cures`. One file a setting.
 */
import { wilson, type Rate } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import type { Provenance } from '../../study/provenance.ts';
import { cureBase } from './command.ts';
import { parseCombination } from './combination.ts';
import type { AgainstNone, CureSummary } from './results.ts';
import { kindOf } from './summary.ts';
import type { CureRegime } from './vocabulary.ts';

/** null is NaN. */
type Word = number | null;
/** Pairs, geometric mean, low, high. */
type StoredRatio = readonly Word[];

export interface StoredCure {
  id: string;
  /** Runs; of them Z5, Z6, M9, Z5 of contributions, with a dead expert, diverged. */
  counts: readonly number[];
  /** Dead experts, effective experts of the weights, of the contributions; multiplications more than without. */
  means: readonly Word[];
  heldOut: readonly Word[];
  /** Absent for none. */
  against?: {
    loss: StoredRatio;
    tasks: readonly StoredRatio[];
    left: number;
    /** Z5 pairs: without alone, with alone, both, neither; p. */
    z5: readonly number[];
    /** Healed and fallen: how many of how many; loss of those polarized without, before and after. */
    healed: { gates: readonly number[]; fallen: readonly number[]; loss: StoredRatio; means: readonly Word[] };
  };
  seeds: readonly number[];
}

export interface StoredCures {
  format: 1;
  regime: CureRegime;
  workers: number;
  steps: number;
  seeds: number;
  seedBase: number;
  made: Provenance;
  cures: readonly StoredCure[];
}

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
}

const value = (word: Word): number => word ?? NaN;
const rate = ([k, n]: readonly number[]): Rate => wilson(k, n);

function ratio([n, mean, low, high]: StoredRatio): Ratio {
  return { n: value(n), ratio: value(mean), low: value(low), high: value(high) };
}

function againstFrom({ loss, tasks, left, z5, healed }: NonNullable<StoredCure['against']>): AgainstNone {
  const [onlyFirst, onlySecond, both, neither, p] = z5;
  const [before, after] = healed.means.map(value);
  return {
    loss: ratio(loss),
    tasks: tasks.map(ratio),
    left,
    z5: { onlyFirst, onlySecond, both, neither, p },
    healed: { gates: rate(healed.gates), fallen: rate(healed.fallen), loss: ratio(healed.loss), before, after },
  };
}

function cureFrom(stored: StoredCure, regime: CureRegime, base: RunSpec): CureSummary {
  const combination = parseCombination(stored.id, regime, modelOf(base));
  const [n, ...counts] = stored.counts;
  const [z5, z6, m9, contributedZ5, dead, diverged] = counts.map((k) => wilson(k, n));
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

/** Cures out of a stored file. */
export function curesFrom({ regime, workers, steps, cures, ...file }: StoredCures): KnownCures {
  const base = cureBase(regime, { workers, steps });
  return {
    regime,
    workers,
    base,
    seeds: file.seeds,
    seedBase: file.seedBase,
    made: file.made,
    cures: cures.map((cure) => cureFrom(cure, regime, base)),
  };
}

/** The settings that are stored: regime and workers. */
export const STORED_SETTINGS = ['async-4', 'adam-1'] as const;
export type StoredSetting = (typeof STORED_SETTINGS)[number];

// One file a setting: only what is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const FILES: Record<StoredSetting, () => Promise<unknown>> = {
  'async-4': async () => (await import('./stored/cures-async-4.json')).default,
  'adam-1': async () => (await import('./stored/cures-adam-1.json')).default,
};

/** The stored cures of a setting. */
export const storedCures = async (setting: StoredSetting): Promise<KnownCures> =>
  curesFrom((await FILES[setting]()) as StoredCures);
