/** The stored runs that the card about gates of groups is drawn from: fetched when it is first there. */
import { create } from 'zustand';
import { storedComparison, storedPlainGates } from '../../experiments/compare/stored.ts';
import type { Provenance } from '../../study/provenance.ts';
import type { GateRuns } from './groupGates.ts';
import { seedsOf } from './shown.ts';

interface GroupGatesState {
  runs: GateRuns;
  /** What made those whose gates begin at zero, at cosine 0. */
  made?: Provenance;
  steps: number;
  seeds: number;
}

export const useGroupGates = create<GroupGatesState>()(() => ({ runs: {}, steps: 0, seeds: 0 }));

export async function findGroupGates(): Promise<void> {
  if (useGroupGates.getState().made) return;
  const [usualOne, usualZero, zeroOne, zeroZero] = await Promise.all([
    storedComparison(1),
    storedComparison(0),
    storedPlainGates(1),
    storedPlainGates(0),
  ]);
  useGroupGates.setState({
    runs: { 'usual 1': usualOne.runs, 'usual 0': usualZero.runs, 'zero 1': zeroOne.runs, 'zero 0': zeroZero.runs },
    made: zeroZero.made,
    steps: zeroZero.spec.base.training.steps,
    seeds: seedsOf(zeroZero.runs).length,
  });
}
