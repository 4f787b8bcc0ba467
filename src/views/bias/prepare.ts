import { onPlatform } from '../../run/source.ts';
import { useLab } from '../store.ts';
import { findStoredMissing, findStoredTreatments } from './comparisons.ts';
import { presetOf } from '../../experiments/position-bias/presets.ts';

/** Finds the stored results that the chapter opens with, so that it opens with them. Those that do not come are missing, no more. */
export async function prepare(): Promise<void> {
  await Promise.allSettled([
    findStoredTreatments(presetOf(onPlatform(useLab.getState().state.run))),
    findStoredMissing(),
  ]);
}
