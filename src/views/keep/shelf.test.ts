import { afterEach, expect, it, vi } from 'vitest';
import { createShelf, inTime } from './shelf.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const note = { id: 'a', time: 1, step: 2, link: '?at=2' };

it('a storage that never answers is not waited for', async () => {
  await expect(inTime(() => new Promise(() => undefined), 5)).rejects.toThrow('does not answer');
  expect(await inTime(() => Promise.resolve(3), 5)).toBe(3);
});

it('a storage that is switched off is said, and never thrown at whoever does not listen yet', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('forbidden', 'SecurityError');
    },
  });
  const shelf = createShelf();
  await expect(shelf.put(note, new ArrayBuffer(1))).rejects.toThrow('forbidden');
  await expect(shelf.notes()).rejects.toThrow('forbidden');
  vi.stubGlobal('indexedDB', undefined);
  await expect(shelf.run('a')).rejects.toThrow();
  await expect(shelf.drop(['a'])).rejects.toThrow();
});
