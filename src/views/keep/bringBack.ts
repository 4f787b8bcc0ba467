/** A run that was kept, as it goes on. */
import type { Course } from '../../run/timeline.ts';
import { decodeRun, RunFileError, type SavedRun } from '../../session/runFile.ts';
import { fits } from './fits.ts';

/** @returns the run in a file that was kept; undefined where there is none, or nothing that can be gone on with */
export async function readKept(file: ArrayBuffer | undefined): Promise<SavedRun | undefined> {
  try {
    return file && (await decodeRun(file));
  } catch (error) {
    if (error instanceof RunFileError) return undefined;
    throw error;
  }
}

/** What a course goes on with: what was kept of it, up to the step that it had come to; else it is trained there again. */
export const resumable = (course: Course, saved: SavedRun | undefined): SavedRun | undefined =>
  saved && fits(course, saved) ? saved : undefined;
