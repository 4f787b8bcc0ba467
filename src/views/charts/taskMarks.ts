/** Shapes that tell curves of tasks apart where colour does not: two tasks of a group are two shades of one hue. */
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, type SymbolType } from 'd3';
import { TASKS, type Task } from '../../world/spec.ts';
import { nearest } from './domain.ts';

const SHAPES: Record<Task, SymbolType> = {
  click: symbolCircle,
  watchTime: symbolSquare,
  like: symbolTriangle,
  rating: symbolDiamond,
};

/** Path of a task's mark round the origin. @param area - in square pixels */
export const taskMark = (task: Task, area: number): string => symbol(SHAPES[task], area)() ?? '';

/** Marks along the whole run. */
const ALONG = 5;

/**
 * Which points of a curve carry the mark of its task: at places of the run that belong to the task, so that curves which lie on each other show
 * their marks one after the other, and no mark moves while the run goes on.
 * @param at - steps of the points, rising
 * @param k - index of the task
 * @param steps - length of the run
 * @returns indices into `at`; none beyond the newest point
 */
export function marked(at: readonly number[], k: number, steps: number): number[] {
  const newest = at.at(-1);
  if (newest === undefined) return [];
  return Array.from({ length: ALONG }, (_, m) => (steps * (m + (k + 0.5) / TASKS.length)) / ALONG)
    .filter((step) => step <= newest)
    .map((step) => nearest(at, step));
}
