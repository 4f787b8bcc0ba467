import { findStored } from './comparison.ts';
import { findStudies } from './studies.ts';

/** Finds the stored results that the chapter opens with, so that it opens with them. Those that do not come are missing, no more. */
export async function prepare(): Promise<void> {
  await Promise.allSettled([findStored(), findStudies()]);
}
