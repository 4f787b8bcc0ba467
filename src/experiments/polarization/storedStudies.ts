/**
 * Sweeps and the table of the paper's figure 5 as the page shows them before a reader has run anything: `sweep-<knob>.json` and `task-groups.json`,
 * which scripts/store-polarization.mjs makes from the output of `npm run lab -- polarization-sweep` and `-- task-groups`.
 */
import type { Knob } from './sweep.ts';
import type { Regime } from '../../run/regimes.ts';
import type { SharingPreset } from '../task-groups/taskGroups.ts';
import { decodeRuns, type Provenance } from './stored.ts';
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

export interface StoredTaskGroups {
  format: 1;
  seedBase: number;
  experts: number;
  made: Provenance;
  presets: { preset: SharingPreset; runs: string }[];
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

/** The stored sweep of a knob. */
export async function storedSweep(knob: Knob): Promise<SweepRuns> {
  const { regime, dropout, made, arms, experts, seedBase } = await SWEEPS[knob]();
  return {
    regime,
    dropout,
    made,
    arms: arms.map(({ series, value, runs }) => ({ series, value, runs: decodeRuns(runs, experts, seedBase) })),
  };
}

/** The stored runs of every setting of the table of figure 5. */
export async function storedTaskGroups(): Promise<{
  made: Provenance;
  presets: { preset: SharingPreset; runs: RunSummary[] }[];
}> {
  const file = (await import('../task-groups/stored/task-groups.json')).default as StoredTaskGroups;
  return {
    made: file.made,
    presets: file.presets.map(({ preset, runs }) => ({ preset, runs: decodeRuns(runs, file.experts, file.seedBase) })),
  };
}
