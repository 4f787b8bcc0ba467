/** Goes on with a run that failed while the page is open. */
import { useWishes } from '../client.ts';
import { goOnAgain } from '../control.ts';
import { readKept, resumable } from './bringBack.ts';
import { keeper } from './present.ts';

/** From what was kept of it last, where that can be had; else it is trained there again. */
export async function goOn(): Promise<void> {
  const course = useWishes.getState().trained?.course;
  const saved = await keeper.last().then(readKept, () => undefined);
  goOnAgain(course && resumable(course, saved));
}
