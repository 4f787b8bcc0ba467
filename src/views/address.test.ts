import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser's history, with entries that are left and come back to. */
class Entries {
  readonly entries: { url: URL; state: unknown }[];
  at = 0;
  private arrived: (event: { state: unknown }) => void = () => undefined;

  constructor(address: string) {
    this.entries = [{ url: new URL(address), state: null }];
    vi.stubGlobal('location', this.location);
    vi.stubGlobal('history', this.history);
    vi.stubGlobal('addEventListener', (name: string, listener: (event: { state: unknown }) => void) => {
      if (name === 'popstate') this.arrived = listener;
    });
    vi.stubGlobal('performance', { now: () => 0, getEntriesByType: () => [] });
  }

  private readonly now = () => this.entries[this.at];
  readonly location = Object.defineProperties({} as Location, {
    href: { get: () => this.now().url.href },
    search: { get: () => this.now().url.search },
    hash: { get: () => this.now().url.hash },
    origin: { get: () => this.now().url.origin },
    pathname: { get: () => this.now().url.pathname },
  });
  readonly history = Object.defineProperties(
    {
      replaceState: (state: unknown, _: string, link?: string) => {
        const { url } = this.now();
        this.entries[this.at] = { url: link === undefined ? url : new URL(link, url), state };
      },
      pushState: (state: unknown, _: string, link: string) => {
        this.entries.splice(this.at + 1, Infinity, { url: new URL(link, this.now().url), state });
        this.at += 1;
      },
    } as unknown as History,
    { state: { get: () => this.now().state } },
  );

  go(by: number): void {
    this.at += by;
    this.arrived({ state: this.now().state });
  }
  /** Someone writes another term behind the address. */
  hash(name: string): void {
    const url = new URL(this.now().url);
    url.hash = name;
    this.entries.splice(this.at + 1, Infinity, { url, state: null });
    this.at += 1;
    this.arrived({ state: null });
  }
}

/** The page, opened at an address. */
async function opened(address: string) {
  const entries = new Entries(address);
  vi.resetModules();
  const [{ startAddress }, { setView, setField, showOpeningRun }, { useLab }] = await Promise.all([
    import('./address.ts'),
    import('./control.ts'),
    import('./store.ts'),
  ]);
  await startAddress();
  const { view, run } = useLab.getState().state;
  return { entries, began: { view, run }, now: () => useLab.getState().state, setView, setField, showOpeningRun };
}

/** Until what is written late is written, and the code that reads links has come. */
const settled = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(5000);
  await vi.dynamicImportSettled();
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the browser’s Back', () => {
  it.each([
    ['at once', false],
    ['after a while', true],
  ])('leads to the chapter that the page was opened with, and forward again: %s', async (_, later) => {
    const { entries, began, now, setView } = await opened('https://lab.example/mmoe/');
    expect(entries.entries[0].state).toEqual({ place: 0 });
    if (later) await settled();
    setView({ chapter: 'gates' });
    if (later) await settled();
    else await Promise.resolve();
    expect(entries.entries.map(({ url, state }) => [url.pathname + url.search, state])).toEqual([
      ['/mmoe/', { place: 0 }],
      [expect.stringContaining('ch=gates'), { place: 0 }],
    ]);
    entries.go(-1);
    await settled();
    expect([began.view.chapter, now().view.chapter, entries.at]).toEqual(['train', 'train', 0]);
    entries.go(1);
    await settled();
    expect([now().view.chapter, entries.at, entries.entries.length]).toEqual(['gates', 1, 2]);
  });

  it('leads to the run of before as it was left, and keeps what was changed of it', async () => {
    const { entries, now, setField, showOpeningRun } = await opened('https://lab.example/?v=1&e=5');
    setField('run.model.experts', 7);
    await settled();
    // Too soon for the address to say so.
    setField('run.model.experts', 6);
    showOpeningRun();
    await settled();
    expect([now().run.model.experts, entries.entries.map(({ state }) => state)]).toEqual([
      8,
      [{ place: 0 }, { place: 1 }],
    ]);
    entries.go(-1);
    await settled();
    expect([now().run.model.experts, entries.entries[0].url.search]).toEqual([6, expect.stringContaining('e=6')]);
    entries.go(1);
    await settled();
    expect([now().run.model.experts, entries.entries.length]).toEqual([8, 2]);
  });

  it('within a run takes back no change of it, and adds no entry', async () => {
    const { entries, now, setView, setField } = await opened('https://lab.example/');
    setView({ chapter: 'gates' });
    await settled();
    setField('run.model.experts', 6);
    await settled();
    entries.go(-1);
    await settled();
    expect([now().view.chapter, now().run.model.experts]).toEqual(['train', 6]);
    expect([entries.at, entries.entries.length, entries.entries[0].url.search]).toEqual([
      0,
      2,
      expect.stringContaining('e=6'),
    ]);
  });

  it('is not what a term written behind the address is: the page stays as it is, and the address says the term', async () => {
    const { entries, now, setView, showOpeningRun } = await opened('https://lab.example/?v=1&e=5');
    showOpeningRun();
    await settled();
    setView({ chapter: 'glossary' });
    await settled();
    entries.hash('ndcg');
    await settled();
    expect([now().view.chapter, now().run.model.experts]).toEqual(['glossary', 8]);
    expect(entries.entries).toHaveLength(4);
    expect(entries.entries[3]).toMatchObject({ state: { place: 1 }, url: { hash: '#ndcg' } });
  });

  it('comes back to a term that was written by hand, as to any other place', async () => {
    const { entries, now, setView } = await opened('https://lab.example/');
    setView({ chapter: 'glossary' });
    await settled();
    entries.hash('ndcg');
    await settled();
    setView({ chapter: 'gates' });
    await settled();
    entries.go(-1);
    await settled();
    expect([now().view.chapter, entries.entries[entries.at].url.hash]).toEqual(['glossary', '#ndcg']);
  });

  it('keeps what a chapter says of itself, and gives it to no other chapter', async () => {
    const { entries, setView } = await opened('https://lab.example/?v=1&ch=loop#round=2');
    const hash = (): string => entries.entries[entries.at].url.hash;
    for (const [chapter, said] of [
      ['loop', '#round=2'],
      ['glossary', ''],
      ['gates', ''],
      ['loop', '#round=2'],
    ] as const) {
      setView({ chapter });
      await settled();
      expect(hash(), chapter).toBe(said);
    }
  });
});
