import { afterEach, expect, it, vi } from 'vitest';
import { readRunFile } from './readRunFile.ts';
import { useLab } from './store.ts';

afterEach(() => {
  useLab.setState({ notices: [] });
});
const noticed = () => useLab.getState().notices.map(({ tone, key, values }) => ({ tone, key, values }));

it('gives the bytes of a file', async () => {
  const bytes = await readRunFile(new File([Uint8Array.of(1, 2, 3)], 'a.mmoe'));
  expect(new Uint8Array(bytes!)).toEqual(Uint8Array.of(1, 2, 3));
  expect(noticed()).toEqual([]);
});

it('reads none that is too large to be a run, and says so', async () => {
  const arrayBuffer = vi.fn(() => Promise.resolve(new ArrayBuffer(0)));
  expect(await readRunFile({ size: 64 * 2 ** 20, arrayBuffer })).not.toBeNull();
  expect(await readRunFile({ size: 3 * 2 ** 30, arrayBuffer })).toBeNull();
  expect(arrayBuffer).toHaveBeenCalledTimes(1);
  expect(noticed()).toEqual([{ tone: 'error', key: 'errors.file.large', values: { size: 3072, most: 64 } }]);
});

it('says why a file cannot be read', async () => {
  const arrayBuffer = () => Promise.reject(new DOMException('It has gone.', 'NotReadableError'));
  expect(await readRunFile({ size: 5, arrayBuffer })).toBeNull();
  expect(noticed()).toEqual([{ tone: 'error', key: 'errors.file.unreadable', values: { message: 'It has gone.' } }]);
});
