import { expect, it } from 'vitest';
import type { Course } from '../run/timeline.ts';
import { createShelf, type Kept } from './shelf.ts';
import { smallRun } from './testing/smallRun.ts';

const course = (data: number): Course => ({
  run: { ...smallRun(), seeds: { data, init: 1, dropout: 1, batch: 1 } },
  timeline: [],
});
const kept = (data: number, step = data): Kept => ({
  course: course(data),
  step,
  state: new Float32Array(0),
  history: [],
});

it('a run is taken off the shelf once, and only with its own changes', () => {
  const shelf = createShelf();
  const changed: Course = { ...course(1), timeline: [{ step: 5, path: 'run.training.gateDropout', value: 0.3 }] };
  shelf.put(kept(1));
  expect(shelf.take(changed)).toBeUndefined();
  expect(shelf.take(course(1))?.step).toBe(1);
  expect(shelf.take(course(1))).toBeUndefined();
});

it('six runs are kept, those that were put there last', () => {
  const shelf = createShelf();
  for (const data of [1, 2, 3, 4, 5, 6]) shelf.put(kept(data));
  shelf.put(kept(1, 99)); // again: the newest now, and one all the same
  shelf.put(kept(7));
  expect([1, 2, 3, 4, 5, 6, 7].map((data) => shelf.take(course(data))?.step)).toEqual([99, undefined, 3, 4, 5, 6, 7]);
});
