/** The table of the paper's figure 5: stored runs first, then what the reader measures. */
import { create } from 'zustand';
import { storedTaskGroups } from '../../experiments/task-groups/stored.ts';
import type { Provenance } from '../../study/provenance.ts';
import { sharingOf, sharingRun, type Sharing, type SharingPreset } from '../../experiments/task-groups/taskGroups.ts';
import { runInWorker } from '../studyClient.ts';

/** Seeds of one measurement. */
export const SHARING_SEEDS = 12;

interface SharingState {
  results: Partial<Record<SharingPreset, Sharing>>;
  /** Settings whose numbers were measured here. */
  here: Partial<Record<SharingPreset, true>>;
  /** What made the stored runs. */
  made: Provenance | null;
  job: { preset: SharingPreset; share: number } | null;
  failed: string | null;
}
export const useSharing = create<SharingState>()(() => ({
  results: {},
  here: {},
  made: null,
  job: null,
  failed: null,
}));

/** What the stored runs give, until a setting is measured here. */
export async function showStoredSharing(): Promise<void> {
  if (useSharing.getState().made) return;
  const { made, presets } = await storedTaskGroups();
  useSharing.setState(({ results }) => ({
    made,
    results: { ...Object.fromEntries(presets.map(({ preset, runs }) => [preset, sharingOf(runs)])), ...results },
  }));
}

/** Trains a preset on fresh seeds, in the study worker. */
export async function measureSharing(preset: SharingPreset): Promise<void> {
  useSharing.setState({ job: { preset, share: 0 }, failed: null });
  await runInWorker(
    'sharing',
    { base: sharingRun(preset), arms: [{ label: preset, changes: {} }], seeds: SHARING_SEEDS, seedBase: 1 },
    1,
    (event) => {
      if (event.type === 'progress') {
        useSharing.setState(({ results, here }) => {
          const job = { preset, share: event.done / event.total };
          return event.runs.length > 0
            ? { job, results: { ...results, [preset]: sharingOf(event.runs) }, here: { ...here, [preset]: true } }
            : { job };
        });
      } else if (event.type !== 'started')
        useSharing.setState({ job: null, failed: event.type === 'failed' ? event.message : null });
    },
  );
}
