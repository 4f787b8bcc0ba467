import { expect, it } from 'vitest';
import { leftBehind } from './leftBehind.ts';
import type { Note } from './shelf.ts';

const DAY = 24 * 3600_000;
const note = (id: string, time: number): Note => ({ id, time, step: 1, link: '?at=1' });

it('the newest run that no open page keeps is what was left behind; older ones are not wanted any more', () => {
  const [a, b, c, d] = [note('a', 10), note('b', 40), note('c', 30), note('d', 20)];
  expect(leftBehind([a, b, c, d], new Set(['b']), 50)).toEqual({ newest: c, older: [d, a] });
});

it('nothing was, where every page is still open', () => {
  expect(leftBehind([note('a', 1)], new Set(['a']), 2)).toEqual({ newest: undefined, older: [] });
});

it('a run of three weeks ago is dropped', () => {
  const old = note('a', 0);
  expect(leftBehind([old], new Set(), 21 * DAY)).toEqual({ newest: undefined, older: [old] });
  expect(leftBehind([old], new Set(), 7 * DAY)).toEqual({ newest: old, older: [] });
});
