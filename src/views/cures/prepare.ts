import { findStored, useCures } from './store.ts';

/** Finds the stored results that the chapter opens with, so that it opens with them. */
export async function prepare(): Promise<void> {
  const { place } = useCures.getState();
  if (place !== 'present') await findStored(place);
}
