import { findStored, followAddress } from './loops.ts';
import { findStored as findSearches } from './unknown/searches.ts';

let following = false;

/** Reads what the address says, and finds the stored results that the chapter opens with. Those that do not come are missing, no more. */
export async function prepare(): Promise<void> {
  if (!following) followAddress();
  following = true;
  await Promise.allSettled([findStored(), findSearches()]);
}
