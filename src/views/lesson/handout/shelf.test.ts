import { afterEach, expect, it, vi } from 'vitest';
import { loadKept, putKept, readKept } from './shelf.ts';
import type { Shown } from './kept.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const shown: Shown = {
  language: 'en',
  pictures: [{ card: 'a', title: 'b', subtitle: '', svg: '<svg/>', sources: ['c'] }],
  begun: [[0, 8]],
  lockedAt: 5,
};

it('what was kept is read, and what somebody else put there is left out', () => {
  const others = [
    ['text', 'words'],
    ['none', null],
    ['language', { ...shown, language: 'xx' }],
    ['picture', { ...shown, pictures: [{ svg: 1 }] }],
    ['begun', { ...shown, begun: [[0]] }],
    ['course', { ...shown, course: [[0]] }],
    [7, shown],
  ] as const;
  expect(readKept([['bias.came.en', shown], ...others])).toEqual({ 'bias.came.en': shown });
});

it('a storage that is forbidden is said, never thrown at whoever does not listen yet', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('forbidden', 'SecurityError');
    },
  });
  await expect(loadKept()).rejects.toThrow('forbidden');
  await expect(putKept('key', shown)).rejects.toThrow('forbidden');
});
