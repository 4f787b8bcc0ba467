/** Goes on with a run that failed while the page is open. */
import { useWishes } from '../client.ts';
import { goOnAgain } from '../control.ts';
import { readKept, resumable } from './bringBack.ts';
import { keeper } from './present.ts';

/**
 * From what was kept of it last, where that can be had; else it is trained there again. What has been opened since it was asked for, by a second press
 * or otherwise, stays.
 */
export async function goOn(): Promise<void> {
  const { interrupted } = useWishes.getState();
  const saved = await keeper.last().then(readKept, () => undefined);
  const now = useWishes.getState();
  if (now.interrupted === interrupted) goOnAgain(now.trained ? resumable(now.trained.course, saved) : undefined);
}
