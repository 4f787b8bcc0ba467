import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import { encodeState } from '../../run/link.ts';
import { noPageView } from '../../run/pageView.ts';
import { defaultRun } from '../../run/runSpec.ts';
import type { Course } from '../../run/timeline.ts';
import type { Opening, SessionApi } from '../../session/protocol.ts';
import { encodeRun } from '../../session/runFile.ts';
import { saved } from '../../session/testing/runFiles.ts';
import { opening } from '../address.ts';
import { connect } from '../client.ts';
import { usePageView } from '../pageView.ts';
import { useLab } from '../store.ts';
import { closedAt, noteClosed } from './closed.ts';
import { offerKept } from './offer.ts';
import { memoryShelf } from './testing.ts';

const adopted = vi.hoisted(() => [] as unknown[]);
vi.mock('./present.ts', () => ({
  keeper: {
    adopt: (note: { id: string; step: number }) => {
      adopted.push([note.id, note.step]);
      return Promise.resolve();
    },
  },
}));

const opens = { run: defaultRun(), timeline: [] };
const linkTo = (course: Course, at: number): string => `?${encodeState({ ...defaultState(), ...course }, at)}`;

/** What the page asks its worker to open, since it arrived. */
let opened: Opening[] = [];
let openPages: string[];
let shelf: ReturnType<typeof memoryShelf>;

/** A page by the plain address, or by a link to a run. */
function arrive(course?: Course): void {
  opening.plain = course === undefined;
  const { run, timeline } = course ?? opens;
  useLab.setState({ state: { ...defaultState(), run }, status: 'opening', notices: [], opened: null, course: null });
  const session: Partial<SessionApi> = {
    listen: () => Promise.resolve(),
    want: (wish) => {
      if (wish.kind === 'open') opened.push(wish);
      return Promise.resolve();
    },
  };
  connect(session as SessionApi, { run, timeline });
  opened = [];
}

/** Puts a run on the shelf: kept at step 12. */
async function keep(id: string, { time = Date.now(), file = new ArrayBuffer(8) } = {}): Promise<void> {
  await shelf.put({ id, time, step: 12, link: linkTo(saved(), 12) }, file);
}

const offers = () => useLab.getState().notices.filter(({ key }) => key === 'notice.kept');
const onShelf = async (): Promise<string[]> => (await shelf.notes()).map(({ id }) => id);

beforeEach(() => {
  adopted.length = 0;
  openPages = ['here'];
  shelf = memoryShelf();
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  const held = () => Promise.resolve({ held: openPages.map((id) => ({ name: `mmoe-lab.page.${id}` })) });
  vi.stubGlobal('navigator', { locks: { query: held } });
  vi.stubGlobal('location', { origin: 'https://a.example', pathname: '/', search: '', hash: '' });
  vi.stubGlobal('history', { state: null, pushState: () => undefined, replaceState: () => undefined });
  usePageView.setState(noPageView());
  arrive();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('the run of a page that is gone is offered, and goes on from what was kept of it', async () => {
  await keep('gone', { file: await encodeRun(saved()) });
  await offerKept(shelf);
  expect(offers()).toMatchObject([{ values: { step: 12 } }]);
  expect(opened).toEqual([]); // never without being asked
  offers()[0].action?.run();
  await vi.waitFor(() => {
    expect(adopted).toEqual([['gone', 12]]);
  });
  expect(opened).toMatchObject([{ course: { run: saved().run, timeline: saved().timeline }, saved: { step: 12 } }]);
  expect(opened[0].until).toBeUndefined();
});

it('closed later than it was kept, it is trained on to where it was', async () => {
  await keep('gone', { file: await encodeRun(saved()) });
  noteClosed('gone', linkTo(saved(), 30));
  await offerKept(shelf);
  expect(offers()).toMatchObject([{ values: { step: 30 } }]);
  offers()[0].action?.run();
  await vi.waitFor(() => {
    expect(opened).toMatchObject([{ saved: { step: 12 }, until: 30 }]);
  });
  expect(closedAt('gone')).toBeUndefined();
});

it('what cannot be read any more is trained there again, and not kept', async () => {
  await keep('gone');
  await offerKept(shelf);
  offers()[0].action?.run();
  await vi.waitFor(async () => {
    expect(await onShelf()).toEqual([]);
  });
  expect(opened).toMatchObject([{ course: { run: saved().run }, until: 12 }]);
  expect(opened[0].saved).toBeUndefined();
});

it('the run of a page that is open is its own', async () => {
  openPages.push('there');
  await keep('there');
  await offerKept(shelf);
  expect([offers(), await onShelf()]).toEqual([[], ['there']]);
});

it('waved away, it is gone; older ones go without being offered', async () => {
  const now = Date.now();
  await keep('older', { time: now - 2000 });
  await keep('newer', { time: now - 1000 });
  await offerKept(shelf);
  expect([offers().length, await onShelf()]).toEqual([1, ['newer']]);
  offers()[0].declined?.();
  await vi.waitFor(async () => {
    expect(await onShelf()).toEqual([]);
  });
});

it('a visit by a link to another run, or inside of another page, is not asked; the run stays for the next one', async () => {
  await keep('gone');
  arrive({ run: { ...saved().run, seeds: { ...saved().run.seeds, init: 99 } }, timeline: [] });
  await offerKept(shelf);
  arrive();
  usePageView.setState({ embed: { card: null, controls: true, play: false } });
  await offerKept(shelf);
  expect([offers(), await onShelf()]).toEqual([[], ['gone']]);
});

it('where the browser does not tell which pages are open, nothing is offered', async () => {
  await keep('gone');
  vi.stubGlobal('navigator', {});
  await offerKept(shelf);
  expect([offers(), await onShelf()]).toEqual([[], ['gone']]);
});
