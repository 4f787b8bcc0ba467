/**
 * Sweeps and the table of the paper's figure 5 as the page shows them before a reader has run anything: `sweep-<knob>.json` and `task-groups.json`,
 * which scripts/store-polarization.mjs makes from the output of `npm run lab -- polarization-sweep` and `-- task-groups`.
 */
import type { PolarizationRun } from '../polarization.ts';
import type { Knob } from '../polarizationSweep.ts';
import type { Regime } from '../regimes.ts';
import type { SharingPreset } from '../taskGroups.ts';
import { decodeRuns, type Provenance } from './polarizationFile.ts';

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
  arms: { series: string; value: number; runs: PolarizationRun[] }[];
}

// One file a knob: only the curve that is looked at is fetched. The compiler reads the files' own types, in which words are any words.
const SWEEPS: Record<Knob, () => Promise<StoredSweep>> = {
  dropout: async () => (await import('./sweep-dropout.json')).default as StoredSweep,
  workers: async () => (await import('./sweep-workers.json')).default as StoredSweep,
  learningRate: async () => (await import('./sweep-learningRate.json')).default as StoredSweep,
  initScale: async () => (await import('./sweep-initScale.json')).default as StoredSweep,
  sharedLayer: async () => (await import('./sweep-sharedLayer.json')).default as StoredSweep,
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
  presets: { preset: SharingPreset; runs: PolarizationRun[] }[];
}> {
  const file = (await import('./task-groups.json')).default as StoredTaskGroups;
  return {
    made: file.made,
    presets: file.presets.map(({ preset, runs }) => ({ preset, runs: decodeRuns(runs, file.experts, file.seedBase) })),
  };
}
