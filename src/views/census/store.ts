/** The stored results that the look at Census-Income is made of. */
import { create } from 'zustand';
import { storedCensus, type StoredCensus } from '../../experiments/census/stored.ts';
import { storedPolarization, type StoredRace } from '../../experiments/polarization/stored.ts';

interface LookState {
  studies: readonly StoredCensus[];
  race: StoredRace | null;
}

export const useLook = create<LookState>()(() => ({ studies: [], race: null }));

/** Fetches them; cards whose results do not come are left out. */
export async function findLook(): Promise<void> {
  await Promise.allSettled([
    storedCensus().then((studies) => {
      useLook.setState({ studies });
    }),
    storedPolarization('adam', 'dropout', 'census').then((race) => {
      useLook.setState({ race });
    }),
  ]);
}
