import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchedWorld } from '../../../experiments/unknown-bias/search.ts';
import { isLive, shownOf } from '../../../study/evidence.ts';
import { CONTEXT_COLUMNS } from '../../../world/context.ts';
import type { Hearing } from '../../studyClient.ts';
import { chooseSearch, findStored, reveal, setChoices, startSearch, useSearches } from './searches.ts';
import {
  askedOf,
  culpritOf,
  defaultChoices,
  sameQuestion,
  storedSettingOf,
  type Asked,
  type SearchChoices,
} from './settings.ts';
import { handSearch } from './testing.ts';

const heard = vi.hoisted(() => ({ asked: [] as Asked[], hearing: [] as Hearing<SearchedWorld>[] }));
vi.mock('../../studies.ts', () => ({
  startStudy: (_owner: string, _name: string, asked: Asked, hearing: Hearing<SearchedWorld>) => {
    heard.asked.push(asked);
    heard.hearing.push(hearing);
    hearing.begun?.();
  },
}));

const initial = useSearches.getState();
const sight = () => {
  const { shelf } = useSearches.getState();
  const evidence = shownOf(shelf);
  return { id: evidence?.id, worlds: evidence?.data.worlds.length, live: isLive(shelf, evidence) };
};

beforeEach(() => {
  heard.asked.length = heard.hearing.length = 0;
  useSearches.setState(initial, true);
});

describe('the choices of a search', () => {
  const choose = (change: Partial<SearchChoices>): SearchChoices => ({ ...defaultChoices(), ...change });

  it('make its specification', () => {
    const asked = askedOf(choose({ culprit: 'network', strength: 0.5, sines: 3, starts: 2, seeds: 10, steps: 77 }), 0);
    expect(asked).toMatchObject({ culprit: 'network', surprise: false, starts: 2, seeds: 10 });
    expect(asked.base.world).toMatchObject({ biasStrength: 0.5, sines: 3, logging: 'ranked' });
    expect(asked.base.training.steps).toBe(77);
  });

  it('draw a surprise among all columns and nothing', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((drawn) => culpritOf('surprise', drawn))).toEqual([
      ...CONTEXT_COLUMNS,
      null,
      'position',
    ]);
    expect([culpritOf('none', 3), culpritOf('time', 3)]).toEqual([null, 'time']);
  });

  it('ask the same question whatever the surprise was, and another one with any other setting', () => {
    const surprise = choose({ culprit: 'surprise' });
    for (const drawn of [0, 5]) expect(sameQuestion(askedOf(surprise, drawn), surprise)).toBe(true);
    expect(sameQuestion(askedOf(surprise, 0), choose({ culprit: 'position' }))).toBe(false);
    const asked = askedOf(choose({}), 0);
    expect(sameQuestion(asked, choose({ seeds: 40 }))).toBe(true);
    for (const change of [{ strength: 0.5 }, { sines: 2 }, { starts: 3 }, { steps: 500 }])
      expect(sameQuestion(asked, choose(change))).toBe(false);
    expect(sameQuestion(askedOf(choose({ culprit: 'none' }), 0), choose({ culprit: 'none', strength: 0.5 }))).toBe(
      true,
    );
  });

  it('find the stored searches of the same setting only', () => {
    expect(storedSettingOf(choose({}))).toBe('full');
    expect(storedSettingOf(choose({ strength: 0.5 }))).toBe('half');
    expect(storedSettingOf(choose({ strength: 0.25 }))).toBe('quarter');
    expect(storedSettingOf(choose({ culprit: 'none', strength: 0.25 }))).toBe('full');
    expect(storedSettingOf(choose({ sines: 3 }))).toBe('sines');
    expect(storedSettingOf(choose({ sines: 3, starts: 3 }))).toBe('starts');
    for (const change of [
      { culprit: 'surprise' as const },
      { steps: 999 },
      { sines: 2 },
      { starts: 2 },
      { sines: 3, strength: 0.5 },
      { sines: 3, starts: 2 },
      { strength: 0.1 },
    ])
      expect(storedSettingOf(choose(change)), JSON.stringify(change)).toBeNull();
  });
});

describe('a search', () => {
  it('opens with what is stored of the setting chosen, and follows it', async () => {
    await findStored();
    expect(sight()).toEqual({ id: 0, worlds: 40, live: false });
    const culprit = () => shownOf(useSearches.getState().shelf)?.data.worlds[0].culprit;
    expect(culprit()).toBe('thumbnail');
    setChoices({ culprit: 'none' });
    expect(culprit()).toBeNull();
    setChoices({ culprit: 'surprise' });
    expect(sight().worlds).toBeUndefined();
  });

  it('gathers world after world, and keeps what was finished', async () => {
    await findStored();
    setChoices({ culprit: 'time', seeds: 5 });
    startSearch();
    expect(heard.asked[0]).toMatchObject({ culprit: 'time', seeds: 5, surprise: false });
    expect(sight().id).toBe(0);
    const { worlds } = handSearch('time', ['time', null]);
    heard.hearing[0].measured([worlds[0]]);
    heard.hearing[0].measured([worlds[1]]);
    expect(sight()).toEqual({ id: 1, worlds: 2, live: true });
    heard.hearing[0].ended?.('stopped');
    expect(sight()).toEqual({ id: 1, worlds: 2, live: false });
    expect(shownOf(useSearches.getState().shelf)?.data.asked.seeds).toBe(2);
    chooseSearch(0);
    expect(sight().worlds).toBe(40);
  });

  it('tells a surprise when it is asked to, of that search alone', () => {
    setChoices({ culprit: 'surprise' });
    startSearch();
    expect(heard.asked[0].surprise).toBe(true);
    reveal(1);
    expect(useSearches.getState().told).toEqual([1]);
  });
});
