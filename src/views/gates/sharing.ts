/**
 * The paper's figure 5 says that engagement gates spread over the experts and satisfaction gates concentrate. Under which settings that, or
 * sharing inside a task group, comes out of this model: presets, and what is measured of them.
 */
import { create } from 'zustand';
import { regimeRun } from '../../experiments/regimes.ts';
import type { RunSpec } from '../../experiments/runSpec.ts';
import { storedPolarization } from '../../experiments/stored/polarizationFile.ts';
import type { StudyRunView } from '../../experiments/studyProtocol.ts';
import { pearson } from '../../metrics/correlation.ts';
import { effectiveExperts } from '../../metrics/gates.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { runInWorker } from '../polarization/studyClient.ts';

/** Words under `gates.sharing.preset.<id>`. */
export const SHARING_PRESETS = ['default', 'weights', 'sparse', 'zero'] as const;
export type SharingPreset = (typeof SHARING_PRESETS)[number];

export function sharingRun(preset: SharingPreset): RunSpec {
  const run = regimeRun('default');
  switch (preset) {
    case 'default': return run;
    case 'weights': return { ...run, training: { ...run.training, taskWeights: [1, 1, 0.2, 0.2] } };
    case 'sparse': return { ...run, world: { ...run.world, labels: 'clicked', clickOffset: -1.5 } };
    case 'zero': return {
      ...run,
      world: { ...run.world, logging: 'none', impressions: 20_000, heldOut: 1_800, sines: 5, sharedPhases: 'all', cosineWithin: 1, cosineAcross: 0, clickGain: 3, clickOffset: 0, labels: 'all' },
      model: { ...run.model, biasHandling: 'none', towerUnits: 8, gateInitScale: 0 },
      training: { ...run.training, optimizer: 'adam', learningRate: 0.02, decayTo: 0.1, batch: 64, workers: 1, l2: 0, positionDropout: 0, gateDropout: 0 },
    };
  }
}

/** Seeds of one measurement. */
export const SHARING_SEEDS = 12;

export interface Sharing {
  /** Effective number of experts of the mean weights, mean over a group's two gates. */
  engagement: Mean;
  satisfaction: Mean;
  /** Engagement minus satisfaction, within runs: positive is figure 5's claim. */
  difference: Mean;
  /** Correlation over experts of mean utilizations: two gates of one group, and of different groups. */
  within: Mean;
  across: Mean;
}

export function sharingOf(runs: readonly Pick<StudyRunView, 'utilization'>[]): Sharing {
  const spread = ([a, b]: readonly number[][]): number => (effectiveExperts(a) + effectiveExperts(b)) / 2;
  const engagement = runs.map(({ utilization: [click, watch] }) => spread([click, watch]));
  const satisfaction = runs.map(({ utilization: [, , like, rating] }) => spread([like, rating]));
  return {
    engagement: meanInterval(engagement),
    satisfaction: meanInterval(satisfaction),
    difference: meanInterval(engagement.map((value, i) => value - satisfaction[i])),
    within: meanInterval(runs.map(({ utilization: [a, b, c, d] }) => (pearson(a, b) + pearson(c, d)) / 2)),
    across: meanInterval(runs.map(({ utilization: [a, b, c, d] }) => (pearson(a, c) + pearson(a, d) + pearson(b, c) + pearson(b, d)) / 4)),
  };
}

interface SharingState {
  results: Partial<Record<SharingPreset, Sharing>>;
  job: { preset: SharingPreset; share: number } | null;
  failed: string | null;
}
export const useSharing = create<SharingState>()(() => ({ results: {}, job: null, failed: null }));

/** What the stored runs of the opening setting give, until it is measured here. */
export async function showStoredSharing(): Promise<void> {
  const stored = await storedPolarization('default', 'dropout');
  if (stored && !useSharing.getState().results.default) useSharing.setState(({ results }) => ({ results: { ...results, default: sharingOf(stored.runs[0]) } }));
}

/** Trains a preset on fresh seeds, in the study worker. */
export async function measureSharing(preset: SharingPreset): Promise<void> {
  useSharing.setState({ job: { preset, share: 0 }, failed: null });
  await runInWorker('sharing', { base: sharingRun(preset), arms: [{ label: preset, changes: {} }], seeds: SHARING_SEEDS, seedBase: 1 }, 1, (event) => {
    if (event.type === 'progress') {
      useSharing.setState(({ results }) => ({
        job: { preset, share: event.done / event.total }, results: event.runs.length > 0 ? { ...results, [preset]: sharingOf(event.runs) } : results,
      }));
    } else if (event.type !== 'started') useSharing.setState({ job: null, failed: event.type === 'failed' ? event.message : null });
  });
}
