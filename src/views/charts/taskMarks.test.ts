import { expect, it } from 'vitest';
import { TASKS } from '../../world/spec.ts';
import { marked, taskMark } from './taskMarks.ts';

it('every task has a shape of its own', () => {
  expect(new Set(TASKS.map((task) => taskMark(task, 30))).size).toBe(TASKS.length);
});

it('marks stand at fifths of the run, a quarter of a fifth apart for each task, and none beyond the newest point', () => {
  const whole = Array.from({ length: 401 }, (_, step) => step);
  expect(marked(whole, 0, 400)).toEqual([10, 90, 170, 250, 330]);
  expect(marked(whole, 3, 400)).toEqual([70, 150, 230, 310, 390]);
  expect(marked(whole.slice(0, 100), 0, 400)).toEqual([10, 90]);
  expect(marked([], 0, 400)).toEqual([]);
});

it('of points far apart the nearest one is marked', () => {
  expect(marked([0, 10, 40, 100], 1, 400)).toEqual([2]); // 30 lies nearer to 40 than to 10
});
