import { afterEach, expect, it, vi } from 'vitest';
import { memoryBudget } from './budget.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([
  [0.5, 256],
  [4, 256],
  [8, 512],
  [undefined, 512],
])('a computer that tells of %s GB gives a population %i MB', (deviceMemory, megabytes) => {
  vi.stubGlobal('navigator', { deviceMemory });
  expect(memoryBudget()).toBe(megabytes * 1024 * 1024);
});

it('nobody to ask: the usual', () => {
  vi.stubGlobal('navigator', undefined);
  expect(memoryBudget()).toBe(512 * 1024 * 1024);
});
