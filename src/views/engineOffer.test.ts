/** The processor is offered with what was measured; the answer is remembered, and acts on this run and on those that follow. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultRun } from '../run/runSpec.ts';
import type { Listener, SessionApi, Wish } from '../session/protocol.ts';

const course = { run: defaultRun(), timeline: [] };

/** A page as it starts, with what its browser remembers; what it wishes for, and a way to say what a session would. */
async function page(words: Map<string, string>, { search = '', refused = false } = {}) {
  const denied = (): never => {
    throw new Error('denied');
  };
  vi.resetModules();
  vi.stubGlobal('location', { search });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => (refused ? denied() : (words.get(name) ?? null)),
    setItem: (name: string, word: string) => (refused ? denied() : words.set(name, word)),
    removeItem: (name: string) => (refused ? denied() : words.delete(name)),
  });
  const client = await import('./client.ts');
  const choice = await import('./engineChoice.ts');
  const { useLab } = await import('./store.ts');
  const { dismiss } = await import('./notices.ts');
  const wishes: Wish[] = [];
  let listener: Listener = () => undefined;
  let newestRun = 0;
  const session: Pick<SessionApi, 'listen' | 'want'> = {
    listen: (heard) => {
      listener = heard;
      return Promise.resolve();
    },
    want: (wish, number) => {
      wishes.push(wish);
      if (wish.kind === 'open') newestRun = number;
      return Promise.resolve();
    },
  };
  client.connect(session as SessionApi, course, { backend: choice.wantedBackend(), compare: choice.mayBeAsked() });
  return {
    client,
    wishes,
    notices: () => useLab.getState().notices,
    openings: () => wishes.filter((wish) => wish.kind === 'open'),
    /** As the session says it. */
    faster: async (times: number | null) => {
      void listener({ type: 'faster', times, run: newestRun });
      await vi.dynamicImportSettled();
    },
    accept: () => useLab.getState().notices[0].action?.run(),
    sendAway: () => {
      const [{ id, declined }] = useLab.getState().notices;
      dismiss(id);
      declined?.();
    },
  };
}

let words: Map<string, string>;
beforeEach(() => {
  words = new Map();
});

describe('the offer of the processor', () => {
  it('says what was measured, to two digits, and follows the newest run in its place', async () => {
    const { notices, faster, openings } = await page(words);
    expect(openings()).toEqual([{ kind: 'open', course, compare: true }]);
    await faster(13.87);
    expect(notices().map(({ key, values }) => [key, values])).toEqual([['notice.faster', { times: 14 }]]);
    const [{ id }] = notices();
    await faster(3.42);
    expect(notices().map(({ id: now, values }) => [now, values])).toEqual([[id, { times: 3.4 }]]);
    // Another run, for which it is no longer so.
    await faster(null);
    expect(notices()).toEqual([]);
  });

  it('taken: this run goes on there, those that follow begin there, and at the next visit nobody asks', async () => {
    const first = await page(words);
    await first.faster(14);
    first.accept();
    expect(first.wishes.at(-1)).toEqual({ kind: 'switch', backend: 'wasm' });
    expect(first.notices()).toEqual([]);
    first.client.open(course);
    expect(first.wishes.at(-1)).toEqual({ kind: 'open', course, backend: 'wasm' });
    // What was still on its way is not offered again.
    await first.faster(14);
    expect(first.notices()).toEqual([]);
    expect((await page(words)).openings()).toEqual([{ kind: 'open', course, backend: 'wasm' }]);
  });

  it('sent away: the run stays where it is, and nobody asks again', async () => {
    const first = await page(words);
    await first.faster(14);
    first.sendAway();
    expect(first.wishes.map(({ kind }) => kind)).not.toContain('switch');
    first.client.open(course);
    expect(first.wishes.at(-1)).toEqual({ kind: 'open', course });
    await first.faster(14);
    expect(first.notices()).toEqual([]);
    expect((await page(words)).openings()).toEqual([{ kind: 'open', course }]);
  });

  it('is not made where the address says what to train on, whatever is remembered', async () => {
    words.set('mmoe-lab.engine', 'processor');
    const { openings } = await page(words, { search: '?v=1&backend=webgpu' });
    expect(openings()).toEqual([{ kind: 'open', course, backend: 'webgpu' }]);
  });

  it('is made, and its answer holds for the visit, where nothing may be remembered; what nobody writes is passed over', async () => {
    const { faster, accept, wishes, openings, client } = await page(words, { refused: true });
    expect(openings()).toEqual([{ kind: 'open', course, compare: true }]);
    await faster(14);
    accept();
    expect(wishes.at(-1)).toEqual({ kind: 'switch', backend: 'wasm' });
    client.open(course);
    expect(wishes.at(-1)).toEqual({ kind: 'open', course, backend: 'wasm' });
    words.set('mmoe-lab.engine', 'abacus');
    expect((await page(words)).openings()).toEqual([{ kind: 'open', course, compare: true }]);
  });

  it('while kernels are compiled holds for the visit only', async () => {
    const { notices, accept, wishes } = await page(words);
    const { offerMeanwhile } = await import('./engineOffer.ts');
    offerMeanwhile(1234);
    expect(notices()).toMatchObject([{ key: 'notice.compiling', since: 1234, scope: 'compiling' }]);
    accept();
    expect([wishes.at(-1), words.size]).toEqual([{ kind: 'switch', backend: 'wasm' }, 0]);
  });
});
