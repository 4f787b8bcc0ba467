/** What made the results that the page brings along. */
import { storedPolarization } from '../../experiments/polarization/stored.ts';
import { storedSweep } from '../../experiments/polarization/storedStudies.ts';
import { storedTreatments } from '../../experiments/position-bias/stored.ts';
import { storedTaskGroups } from '../../experiments/task-groups/stored.ts';
import type { Provenance } from '../../study/provenance.ts';

const STORED = ['race', 'sweep', 'sharing', 'treatments'] as const;
export type Stored = (typeof STORED)[number];

const MADE: Record<Stored, () => Promise<Provenance | undefined>> = {
  race: async () => (await storedPolarization('async', 'dropout'))?.made,
  sweep: async () => (await storedSweep('workers')).made,
  sharing: async () => (await storedTaskGroups()).made,
  treatments: async () => (await storedTreatments('clean')).made,
};

/** Date, commit, machine and command of each; what does not come is left out. */
export async function provenances(): Promise<(readonly [Stored, Provenance])[]> {
  const came = await Promise.allSettled(STORED.map((name) => MADE[name]()));
  return STORED.flatMap((name, i) => {
    const made = came[i];
    return made.status === 'fulfilled' && made.value ? [[name, made.value] as const] : [];
  });
}
