import { expect, it } from 'vitest';
import { choose } from '../../serve/choices.ts';
import { serving } from './serving.ts';

it.each([
  [[1, 1, 1, 1], false],
  [[1, 1, 1.05, 1], true],
  [[0, 0, 0, 1], true],
  // Nothing is ranked: no page earns anything.
  [[0, 0, 0, 0], false],
])('the step on serving is done once other weights rank: %j', (weights, done) => {
  choose({ weights });
  expect(serving.done!()).toBe(done);
});
