/** The table of the paper's figure 5: stored runs, and what the reader measures, setting by setting. */
import { create } from 'zustand';
import type { MeasuredRun } from '../../commands/studies.ts';
import {
  SHARING_PRESETS,
  sharingOf,
  sharingRun,
  type Sharing,
  type SharingPreset,
} from '../../experiments/task-groups/taskGroups.ts';
import { storedTaskGroups } from '../../experiments/task-groups/stored.ts';
import { choose, emptyShelf, withStored, type Shelf } from '../../study/evidence.ts';
import { shelved } from '../shelved.ts';
import { startStudy } from '../studies.ts';

/** Seeds of one measurement. */
export const SHARING_SEEDS = 12;

interface SharingState {
  /** What is known of each setting; null where nothing has been measured yet. */
  shelves: Record<SharingPreset, Shelf<Sharing | null>>;
  /** Which setting the newest study is about. */
  asked: SharingPreset | null;
}

export const useSharing = create<SharingState>()(() => ({
  shelves: Object.fromEntries(SHARING_PRESETS.map((preset) => [preset, emptyShelf()])) as SharingState['shelves'],
  asked: null,
}));

const reshelve = (preset: SharingPreset, change: (shelf: Shelf<Sharing | null>) => Shelf<Sharing | null>): void => {
  useSharing.setState(({ shelves }) => ({ shelves: { ...shelves, [preset]: change(shelves[preset]) } }));
};

export const chooseSharing = (preset: SharingPreset, id: number): void => {
  reshelve(preset, (shelf) => choose(shelf, id));
};

/** Finds what the stored runs give. */
export async function findStoredSharing(): Promise<void> {
  const { shelves } = useSharing.getState();
  if (SHARING_PRESETS.every((preset) => shelves[preset].stored)) return;
  const { made, presets } = await storedTaskGroups();
  for (const { preset, runs } of presets)
    reshelve(preset, (shelf) => withStored(shelf, { data: sharingOf(runs), finished: runs.length, made }));
}

/** Trains a preset on fresh seeds, in the study worker. */
export function measureSharing(preset: SharingPreset): void {
  const study = { base: sharingRun(preset), arms: [{ label: preset, changes: {} }], seeds: SHARING_SEEDS, seedBase: 1 };
  const heard = shelved<Sharing | null, MeasuredRun>(
    (change) => {
      reshelve(preset, change);
    },
    {
      asked: null,
      // All seeds at once, at their end.
      add: (_, runs) => sharingOf(runs),
      finished: (data) => ({ data, finished: data?.difference.n ?? 0 }),
    },
  );
  startStudy(
    'sharing',
    'runs',
    { study, evaluations: 1, seedsAtOnce: SHARING_SEEDS },
    {
      ...heard,
      begun: () => {
        useSharing.setState({ asked: preset });
        heard.begun();
      },
    },
  );
}
