/**
 * Sweeps as the page shows them before a reader has run anything: `sweep-<knob>.json`, on rows of Census-Income
 * `sweep-<knob>-census.json`, which scripts/store-polarization.mjs makes from the output
 * of `npm run lab -- polarization-sweep`.
 */
import type { StudyData } from './polarization.ts';
import type { Knob } from './sweep.ts';
import type { Regime } from '../../run/regimes.ts';
import { decodeRuns } from '../../study/encoded.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { RunSummary } from '../../study/summary.ts';

export interface StoredSweep {
  format: 1;
  knob: Knob;
  regime: Regime;
  /** Gate dropout of the curve that has it. */
  dropout: number;
  seedBase: number;
  experts: number;
  made: Provenance;
  arms: { series: string; value: number; runs: string }[];
}

export interface SweepRuns {
  regime: Regime;
  dropout: number;
  made: Provenance;
  arms: { series: string; value: number; runs: RunSummary[] }[];
}

// One file a knob: only the curve that is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const SWEEPS: Record<Knob, () => Promise<StoredSweep>> = {
  dropout: async () => (await import('./stored/sweep-dropout.json')).default as StoredSweep,
  workers: async () => (await import('./stored/sweep-workers.json')).default as StoredSweep,
  learningRate: async () => (await import('./stored/sweep-learningRate.json')).default as StoredSweep,
  initScale: async () => (await import('./stored/sweep-initScale.json')).default as StoredSweep,
  sharedLayer: async () => (await import('./stored/sweep-sharedLayer.json')).default as StoredSweep,
};

const CENSUS_SWEEPS: typeof SWEEPS = {
  dropout: async () => (await import('./stored/sweep-dropout-census.json')).default as StoredSweep,
  workers: async () => (await import('./stored/sweep-workers-census.json')).default as StoredSweep,
  learningRate: async () => (await import('./stored/sweep-learningRate-census.json')).default as StoredSweep,
  initScale: async () => (await import('./stored/sweep-initScale-census.json')).default as StoredSweep,
  sharedLayer: async () => (await import('./stored/sweep-sharedLayer-census.json')).default as StoredSweep,
};

/** The stored sweep of a knob. @param data - what it was trained on */
export async function storedSweep(knob: Knob, data: StudyData = 'synthetic'): Promise<SweepRuns> {
  const sweeps = data === 'census' ? CENSUS_SWEEPS : SWEEPS;
  const { regime, dropout, made, arms, experts, seedBase } = await sweeps[knob]();
  return {
    regime,
    dropout,
    made,
    arms: arms.map(({ series, value, runs }) => ({ series, value, runs: decodeRuns(runs, experts, seedBase) })),
  };
}
