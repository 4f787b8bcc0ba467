import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closedAt, forgetClosed, noteClosed } from './closed.ts';

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('remembers how far the runs of closed pages had come, the newest of them', () => {
  for (let page = 0; page < 7; page++) noteClosed(`p${String(page)}`, `?at=${String(page)}`);
  noteClosed('p5', '?at=50');
  expect(['p1', 'p2', 'p5', 'p6'].map(closedAt)).toEqual([undefined, '?at=2', '?at=50', '?at=6']);
  forgetClosed(['p2', 'p3', 'p4', 'p5', 'p6']);
  expect([closedAt('p5'), stored.size]).toEqual([undefined, 0]);
});

it('takes nothing else that is stored there', () => {
  stored.set('mmoe-lab.closed', '[["a",1],["b","javascript:x"],["c","?at=1"],null]');
  expect(['a', 'b', 'c'].map(closedAt)).toEqual([undefined, undefined, '?at=1']);
  stored.set('mmoe-lab.closed', '{');
  expect(closedAt('c')).toBeUndefined();
});

it('where storage is switched off, remembers nothing and says nothing', () => {
  vi.stubGlobal('localStorage', undefined);
  noteClosed('a', '?at=1');
  forgetClosed(['a']);
  expect(closedAt('a')).toBeUndefined();
});
