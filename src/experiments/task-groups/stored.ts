/** The table of the paper's figure 5 as the page shows it before a reader has run anything: scripts/store-polarization.mjs, `npm run lab -- task-groups`. */
import { decodeRuns } from '../../study/encoded.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { RunSummary } from '../../study/summary.ts';
import type { SharingPreset } from './taskGroups.ts';

export interface StoredTaskGroups {
  format: 1;
  seedBase: number;
  experts: number;
  made: Provenance;
  presets: { preset: SharingPreset; runs: string }[];
}

/** The stored runs of every setting of the table of figure 5. */
export async function storedTaskGroups(): Promise<{
  made: Provenance;
  presets: { preset: SharingPreset; runs: RunSummary[] }[];
}> {
  const file = (await import('./stored/task-groups.json')).default as StoredTaskGroups;
  return {
    made: file.made,
    presets: file.presets.map(({ preset, runs }) => ({ preset, runs: decodeRuns(runs, file.experts, file.seedBase) })),
  };
}
