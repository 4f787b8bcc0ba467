import { expect, it } from 'vitest';
import { firstRows } from './rows.ts';
import { worldW1 } from './spec.ts';
import { createWorld } from './world.ts';

const { train } = createWorld({ ...worldW1(), impressions: 27, heldOut: 9 }, 3);

it('are copies of the first rows, of every column', () => {
  const first = firstRows(train, 5);
  expect([first.rows, first.featureCount]).toEqual([5, 16]);
  for (const [name, width] of [
    ['features', 16],
    ['device', 1],
    ['position', 1],
    ['labels', 4],
    ['observed', 4],
    ['query', 1],
    ['utility', 4],
    ['clickLogit', 1],
    ['clickProbability', 1],
  ] as const) {
    expect(Array.from(first[name]), name).toEqual(Array.from(train[name].subarray(0, 5 * width)));
    expect(first[name].buffer, name).not.toBe(train[name].buffer);
  }
});

it('are all of them where there are fewer', () => {
  expect(firstRows(train, 99)).toEqual(train);
});
