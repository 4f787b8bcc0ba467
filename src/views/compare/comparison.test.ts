import { beforeEach, describe, expect, it, vi } from 'vitest';
import { shownOf as looked, isLive } from '../../study/evidence.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import type { CompareSpec } from '../../experiments/compare/spec.ts';
import type { KnownComparison } from '../../experiments/compare/stored.ts';
import type { Hearing } from '../studyClient.ts';
import { chooseComparison, findStored, setChoices, startComparison, useComparison } from './comparison.ts';
import { defaultChoices } from './settings.ts';
import { about, MMOE, SHARED, shownOf } from './testing.ts';

// What the worker says, and the stored files, said by hand.
const heard = vi.hoisted(() => ({
  asked: [] as CompareSpec[],
  hearing: [] as Hearing<CompareRun>[],
  stored: new Map<number, Promise<KnownComparison>>(),
}));
vi.mock('../studies.ts', () => ({
  startStudy: (_owner: string, _name: string, spec: CompareSpec, hearing: Hearing<CompareRun>) => {
    heard.asked.push(spec);
    heard.hearing.push(hearing);
    hearing.begun?.();
  },
}));
vi.mock('../../experiments/compare/stored.ts', () => ({
  STORED_COSINES: [0, 1],
  storedComparison: (cosine: number) => heard.stored.get(cosine),
}));

const initial = useComparison.getState();
const seed = (n: number): CompareRun[] =>
  [...about(SHARED, [0.8, 0.3, 0.7, 0.2]), ...about(MMOE, [0.8, 0.1, 0.7, 0.1])].filter((run) => run.seed === n);
const known = (): KnownComparison => {
  const { spec, runs } = shownOf(seed(1));
  return { spec, runs, made: {} } as unknown as KnownComparison;
};
const sight = () => {
  const { shelf } = useComparison.getState();
  const evidence = looked(shelf);
  return { seeds: evidence?.data.runs.map((run) => run.seed), id: evidence?.id, live: isLive(shelf, evidence) };
};

beforeEach(() => {
  heard.asked.length = heard.hearing.length = 0;
  heard.stored = new Map([0, 1].map((cosine) => [cosine, Promise.resolve(known())]));
  useComparison.setState(initial, true);
});

describe('a comparison that is started', () => {
  it('asks for the choices, gathers seed after seed, and is kept', async () => {
    await findStored();
    setChoices({ steps: 77, seeds: 8 });
    startComparison();
    expect(heard.asked[0]).toMatchObject({ seeds: 8, base: { training: { steps: 77 } } });
    expect(sight()).toMatchObject({ id: 0, live: false });
    heard.hearing[0].measured(seed(1));
    heard.hearing[0].measured(seed(2));
    expect(sight()).toEqual({ seeds: [1, 1, 2, 2], id: 1, live: true });
    heard.hearing[0].ended?.('stopped');
    expect(sight()).toEqual({ seeds: [1, 1, 2, 2], id: 1, live: false });
    expect(looked(useComparison.getState().shelf)?.data.spec.seeds).toBe(2);
  });
  it('after another has nothing of it', () => {
    startComparison();
    heard.hearing[0].measured(seed(1));
    heard.hearing[0].ended?.('finished');
    startComparison();
    heard.hearing[1].measured(seed(2));
    expect(sight()).toEqual({ seeds: [2, 2], id: 2, live: true });
    heard.hearing[1].ended?.('finished');
    chooseComparison(1);
    expect(sight()).toEqual({ seeds: [1, 1], id: 1, live: false });
  });
});

describe('the stored results', () => {
  it('follow the cosine; one that comes late is not of another', async () => {
    let arrive: (found: KnownComparison) => void = () => undefined;
    heard.stored.set(1, new Promise((resolve) => (arrive = resolve)));
    setChoices({ cosine: 1 });
    setChoices({ cosine: 0 });
    await vi.waitFor(() => {
      expect(sight().id).toBe(0);
    });
    const { stored } = useComparison.getState().shelf;
    arrive(known());
    await Promise.resolve();
    await Promise.resolve();
    expect(useComparison.getState().shelf.stored).toBe(stored);
  });
  it('are none where none were measured', async () => {
    await findStored();
    expect(sight().id).toBe(0);
    setChoices({ cosine: -0.5 });
    await vi.waitFor(() => {
      expect(sight().id).toBeUndefined();
    });
    expect(defaultChoices().cosine).toBe(0);
  });
});
