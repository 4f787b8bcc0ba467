import { findStored } from './race.ts';
import { findStoredSweep, useSweep } from './sweep.ts';

/** Finds the stored results that the chapter opens with, so that it opens with them. Those that do not come are missing, no more: races run without. */
export async function prepare(): Promise<void> {
  await Promise.allSettled([findStored(), findStoredSweep(useSweep.getState())]);
}
