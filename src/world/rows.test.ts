import { expect, it } from 'vitest';
import { firstRows, joinedRows } from './rows.ts';
import { worldW1 } from './spec.ts';
import { createWorld } from './world.ts';

const { train, heldOut } = createWorld({ ...worldW1(), impressions: 27, heldOut: 9 }, 3);

const COLUMNS = [
  ['features', 16],
  ['device', 1],
  ['position', 1],
  ['labels', 4],
  ['observed', 4],
  ['query', 1],
  ['utility', 4],
  ['clickLogit', 1],
  ['clickProbability', 1],
] as const;

it('are copies of the first rows, of every column', () => {
  const first = firstRows(train, 5);
  expect([first.rows, first.featureCount]).toEqual([5, 16]);
  for (const [name, width] of COLUMNS) {
    expect(Array.from(first[name]), name).toEqual(Array.from(train[name].subarray(0, 5 * width)));
    expect(first[name].buffer, name).not.toBe(train[name].buffer);
  }
});

it('are all of them where there are fewer', () => {
  expect(firstRows(train, 99)).toEqual(train);
});

it('of two logs stand behind each other, in every column, as copies', () => {
  const joined = joinedRows(heldOut, train);
  expect([joined.rows, joined.featureCount]).toEqual([36, 16]);
  for (const [name, width] of COLUMNS) {
    expect(joined[name].constructor, name).toBe(train[name].constructor);
    expect(Array.from(joined[name]), name).toEqual([...heldOut[name], ...train[name]]);
    expect(joined[name], name).toHaveLength(36 * width);
  }
  joined.labels.fill(7);
  expect(heldOut.labels).not.toContain(7);
});
