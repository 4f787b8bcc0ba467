import { beforeEach, expect, it, vi } from 'vitest';
import { noPageView, type Embed } from '../run/pageView.ts';

const KEY = 'mmoe-lab.projector';
const page = { dataset: {} as DOMStringMap };

/** The page as a visit makes it: what was chosen before, then an address that has been read. */
async function visit(search: string, chosen: string | null, view: { projector?: boolean; embed?: Embed } = {}) {
  const kept = new Map(chosen === null ? [] : [[KEY, chosen]]);
  page.dataset = {};
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: page });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, word: string) => kept.set(key, word),
    removeItem: (key: string) => kept.delete(key),
  });
  const { setPageView, usePageView } = await import('./pageView.ts');
  const { chooseProjector, startProjector } = await import('./projector.ts');
  setPageView({ ...noPageView(), ...view });
  startProjector(search);
  return { kept, choose: chooseProjector, isOn: () => usePageView.getState().projector, setPageView };
}

const isLarge = (): boolean => page.dataset.projector !== undefined;

beforeEach(() => {
  vi.unstubAllGlobals();
});

it('is remembered where the reader chose it, and gone when the choice is taken back', async () => {
  const { kept, choose } = await visit('', null);
  expect(isLarge()).toBe(false);
  choose(true);
  expect([isLarge(), kept.get(KEY)]).toEqual([true, 'on']);
  const next = await visit('?v=1', 'on');
  expect([isLarge(), next.isOn()]).toEqual([true, true]);
  next.choose(false);
  expect([isLarge(), next.kept.has(KEY)]).toEqual([false, false]);
});

it('a link decides before what was chosen, and is not remembered', async () => {
  const asked = await visit('?projector=1', null, { projector: true });
  expect([isLarge(), asked.kept.has(KEY)]).toEqual([true, false]);
  const refused = await visit('?projector=0', 'on');
  expect([isLarge(), refused.kept.get(KEY)]).toEqual([false, 'on']);
});

it('a page inside of another one is as its link says, whatever the reader chose here', async () => {
  await visit('?embed=1', 'on', { embed: { card: null, controls: true, play: false } });
  expect(isLarge()).toBe(false);
});

it('follows the browser back and forth', async () => {
  const { setPageView } = await visit('?projector', null, { projector: true });
  setPageView({ projector: false });
  expect(isLarge()).toBe(false);
  setPageView({ projector: true });
  expect(isLarge()).toBe(true);
});
