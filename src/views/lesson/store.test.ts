import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from './types.ts';

/** A browser's storage: what is kept by name, or one that refuses. */
function storage(refuses = false) {
  const kept = new Map<string, string>();
  const attempt = <T>(what: () => T): T => {
    if (refuses) throw new DOMException('no', 'QuotaExceededError');
    return what();
  };
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => attempt(() => kept.get(name) ?? null),
    setItem: (name: string, value: string) => attempt(() => kept.set(name, value)),
    removeItem: (name: string) => attempt(() => kept.delete(name)),
  });
  return kept;
}

/** The page, loaded anew. */
const loaded = async () => {
  vi.resetModules();
  return import('./store.ts');
};

const OUTCOME: Outcome = {
  came: { kind: 'choice', choice: 'like' },
  right: false,
  said: [{ key: 'why', values: { k: 3, task: 'like' } }],
};
const CLICK = { kind: 'choice', choice: 'click' } as const;
const LIKE = { kind: 'choice', choice: 'like' } as const;

let kept: Map<string, string>;
beforeEach(() => {
  kept = storage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a lesson that is left', () => {
  it('is there after a reload: the open step, predictions with their time, votes, outcomes with the link of their run', async () => {
    const before = await loaded();
    before.opened('objectives', 1000);
    before.countVotes('objectives', 'click', 12);
    before.countVotes('objectives', 'like', 5);
    before.lockIn('objectives', CLICK, 2000);
    before.cameOut('objectives', OUTCOME, 'https://lab/?v=1&at=300');
    before.reveal('objectives');
    before.opened('conflict', 3000);
    before.countVotes('conflict', 'alike', 7);
    before.drafted('experts', { kind: 'number', value: 0.5 });

    const { useLesson } = await loaded();
    expect(useLesson.getState()).toMatchObject({
      step: 'conflict',
      begunAt: 1000,
      seen: ['objectives', 'conflict'],
      votes: { conflict: { alike: 7 } },
      drafts: { experts: { kind: 'number', value: 0.5 } },
      given: {
        objectives: {
          answer: CLICK,
          lockedAt: 2000,
          votes: { click: 12, like: 5 },
          outcome: OUTCOME,
          link: 'https://lab/?v=1&at=300',
          revealed: true,
        },
      },
    });
  });
  it('begins anew where what is kept is garbage, or of another lesson', async () => {
    for (const garbage of ['{', 'null', '[]', '{"step":"nowhere"}', '{"step":"bias","seen":3}', '"on"', '\u0000']) {
      kept.set('mmoe-lab.lesson', garbage);
      const { useLesson } = await loaded();
      expect(useLesson.getState(), garbage).toMatchObject({ step: 'objectives', given: {}, begunAt: null });
    }
  });
  it('goes on for the page where storage is forbidden or full', async () => {
    storage(true);
    const { lockIn, opened, useLesson } = await loaded();
    opened('gates', 1);
    lockIn('gates', CLICK, 2);
    expect(useLesson.getState()).toMatchObject({ step: 'gates', given: { gates: { answer: CLICK } } });
  });
  it('keeps nothing of a visitor who has not opened it', async () => {
    const { offerNoMore } = await loaded();
    offerNoMore();
    expect(kept.size).toBe(0);
  });
});

describe('a prediction', () => {
  it('cannot be changed once it is locked in, nor what came out once it has', async () => {
    const { cameOut, countVotes, drafted, lockIn, opened, useLesson } = await loaded();
    opened('gates', 0);
    lockIn('gates', CLICK, 1);
    lockIn('gates', LIKE, 2);
    countVotes('gates', 'like', 30);
    drafted('gates', LIKE);
    cameOut('gates', OUTCOME, 'first');
    cameOut('gates', { ...OUTCOME, right: true }, 'second');
    const { given, votes, drafts } = useLesson.getState();
    expect(given.gates).toEqual({ answer: CLICK, lockedAt: 1, outcome: OUTCOME, link: 'first' });
    expect([votes, drafts]).toEqual([{}, {}]);
  });
  it('has no outcome and nothing to reveal before it is locked in', async () => {
    const { cameOut, reveal, useLesson } = await loaded();
    cameOut('gates', OUTCOME, 'link');
    reveal('gates');
    expect(useLesson.getState().given).toEqual({});
  });
  it('can be taken back before', async () => {
    const before = await loaded();
    before.opened('gates', 0);
    before.drafted('gates', LIKE);
    before.clearDraft('gates');
    expect(before.useLesson.getState().drafts.gates).toBeUndefined();
    expect((await loaded()).useLesson.getState()).toMatchObject({ step: 'gates', drafts: {} });
  });
  it('is forgotten by beginning anew, with all others', async () => {
    const { forgetAll, lockIn, useLesson } = await loaded();
    lockIn('gates', CLICK, 1);
    forgetAll(9);
    expect(useLesson.getState()).toMatchObject({ step: 'objectives', given: {}, seen: [], begunAt: 9 });
  });
});

describe('the clock of a class', () => {
  it('goes on over a reload, and starts anew for another class', async () => {
    const hour = 3_600_000;
    const { opened, startClock, useLesson } = await loaded();
    opened('objectives', 0);
    startClock(1000);
    startClock(hour);
    expect(useLesson.getState().clock).toBe(1000);
    startClock(5 * hour);
    expect(useLesson.getState().clock).toBe(5 * hour);
  });
});
