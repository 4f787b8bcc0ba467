import { beforeEach, expect, it, vi } from 'vitest';
import { encodeRun } from '../../session/runFile.ts';
import { saved } from '../../session/testing/runFiles.ts';
import { takeMark } from './mark.ts';
import { keepForReload } from './reload.ts';
import { takeUp } from './takeUp.ts';
import { memoryShelf } from './testing.ts';

const rig = vi.hoisted(() => ({ shelf: null as unknown, keep: (): Promise<unknown> => Promise.resolve(null) }));
vi.mock('./present.ts', () => ({ keeper: { keep: () => rig.keep() }, presentRun: () => null }));
vi.mock('./shelf.ts', () => ({ createShelf: () => rig.shelf, inTime: (work: () => Promise<unknown>) => work() }));

let shelf: ReturnType<typeof memoryShelf>;
let stored: Map<string, string>;
const note = { id: 'here', time: 1, step: 12, link: '?at=12' };

beforeEach(() => {
  shelf = memoryShelf();
  rig.shelf = shelf;
  rig.keep = async () => {
    await shelf.put(note, await encodeRun(saved()));
    return note;
  };
  stored = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});

it('a page that is loaded anew finds its run, once', async () => {
  expect(await keepForReload()).toBe(12);
  const mark = takeMark();
  expect([mark, takeMark()]).toEqual(['here', null]);
  expect(await takeUp('here', saved())).toMatchObject({ step: 12, timeline: saved().timeline });
  expect(await shelf.notes()).toEqual([]);
});

it('a run of other settings than those of the address is not taken for it', async () => {
  await keepForReload();
  const { run } = saved();
  expect(await takeUp('here', { run: { ...run, seeds: { ...run.seeds, init: 99 } }, timeline: [] })).toBeUndefined();
});

it('where there is no room, it is said; and nothing is looked for after the reload', async () => {
  shelf.full = true;
  expect([await keepForReload(), takeMark()]).toEqual([null, null]);
});

it('where the tab cannot be told what is kept for it, nothing is promised', async () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect([await keepForReload(), takeMark()]).toEqual([null, null]);
});

it('a storage that is gone after the reload leaves the run to be trained again', async () => {
  shelf.run = () => Promise.reject(new DOMException('forbidden', 'SecurityError'));
  expect(await takeUp('here', saved())).toBeUndefined();
});
