/** Runs that were left for another one: kept for a while, so that coming back shows them as they were, trained. */
import { courseKey } from '../run/link.ts';
import type { Course } from '../run/timeline.ts';
import type { HistoryPoint } from './protocol.ts';

/** A few megabytes each, nearly all of it the history. */
const KEPT = 6;

export interface Kept {
  course: Course;
  step: number;
  state: Float32Array;
  history: readonly HistoryPoint[];
}

export interface Shelf {
  put(kept: Kept): void;
  /** Takes the run off the shelf; undefined if it is not there. */
  take(course: Course): Kept | undefined;
}

export function createShelf(): Shelf {
  const runs = new Map<string, Kept>();
  return {
    put(kept) {
      const key = courseKey(kept.course);
      runs.delete(key);
      runs.set(key, kept);
      // A map keeps the order in which its keys came.
      for (const oldest of runs.keys()) {
        if (runs.size <= KEPT) break;
        runs.delete(oldest);
      }
    },
    take(course) {
      const key = courseKey(course);
      const kept = runs.get(key);
      runs.delete(key);
      return kept;
    },
  };
}
