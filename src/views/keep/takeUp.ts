/** The run that a page kept before it was loaded anew. */
import type { Course } from '../../run/timeline.ts';
import type { SavedRun } from '../../session/runFile.ts';
import { resumable, readKept } from './bringBack.ts';
import { createShelf, inTime } from './shelf.ts';

/** Training does not wait longer than this for a storage: it is trained there again, then. */
const PATIENCE_MS = 2000;

/**
 * @param id - under which it is kept @param course - as the address has it
 * @returns undefined where it cannot be had: then the run is trained to where it was
 */
export async function takeUp(id: string, course: Course): Promise<SavedRun | undefined> {
  const shelf = createShelf();
  try {
    return resumable(course, await readKept(await inTime(() => shelf.run(id), PATIENCE_MS)));
  } catch {
    return undefined;
  } finally {
    shelf.drop([id]).catch(() => undefined);
  }
}
