import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import { sameSetting } from '../../study/spec.ts';
import { compareRun, DEFAULT_SETTINGS, type CompareSpec } from '../../experiments/compare/spec.ts';
import { isLive, shownOf } from '../../study/evidence.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import type { Hearing } from '../studyClient.ts';
import { furtherTitle } from './furtherParts.ts';
import { findStudies, seedsIn, setFurtherSeeds, startFurther, useFurther } from './studies.ts';
import { handRun, MMOE_LARGE, SHARED_LARGE } from './testing.ts';

// What the worker says, said by hand.
const heard = vi.hoisted(() => ({ asked: [] as [string, string, CompareSpec][], hearing: [] as Hearing<object>[] }));
vi.mock('../studies.ts', () => ({
  startStudy: (owner: string, name: string, spec: CompareSpec, hearing: Hearing<object>) => {
    heard.asked.push([owner, name, spec]);
    heard.hearing.push(hearing);
    hearing.begun?.();
  },
}));

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const initial = useFurther.getState();
const sight = (study: StudyName) => {
  const shelf = useFurther.getState().shelves[study];
  const evidence = shownOf<{ lines: { id: object; runs: { seed: number }[] }[]; seeds: number }>(shelf);
  return {
    id: evidence?.id,
    data: evidence?.data,
    live: isLive<unknown>(shelf, evidence),
    finished: evidence?.finished,
  };
};
const swept = (value: number, seed: number) =>
  [MMOE_LARGE, SHARED_LARGE].map((id) => ({ ...handRun(id, seed, [0.8, 0.1, 0.8, 0.1]), value }));

beforeEach(() => {
  useFurther.setState(initial, true);
  heard.asked.length = 0;
  heard.hearing.length = 0;
});

describe('a further study of the reader’s', () => {
  it('is asked for in the setting of the stored ones, on seeds from 1, as many as were chosen', () => {
    setFurtherSeeds('weights', 4);
    startFurther('weights');
    const [[owner, job, { base, seeds, seedBase }]] = heard.asked;
    expect([owner, job, seeds, seedBase]).toEqual(['weights', 'lossWeights', 4, 1]);
    expect(sameSetting(base, compareRun(DEFAULT_SETTINGS))).toBe(true);
    startFurther('sines');
    expect(heard.asked[1].slice(0, 2)).toEqual(['sines', 'compareSweep']);
    expect(heard.asked[1][2]).toMatchObject({ along: 'sines', seeds: initial.seeds.sines, sizes: ['large'] });
  });

  it('is shown beside the stored one as it comes, and what was finished is kept when it is stopped', async () => {
    await findStudies();
    expect(sight('cosine')).toMatchObject({ id: 0, finished: 20, live: false });
    startFurther('cosine');
    expect(sight('cosine').id).toBe(0);
    heard.hearing[0].measured(swept(1, 1));
    expect(sight('cosine')).toMatchObject({ id: 1, live: true });
    heard.hearing[0].measured(swept(1, 2));
    heard.hearing[0].measured(swept(0, 1));
    expect(sight('cosine').data?.lines.map(({ id, runs }) => [id, runs.map(({ seed }) => seed)])).toEqual([
      [{ value: 1, model: 'mmoe-8' }, [1, 2]],
      [{ value: 1, model: 'shared-bottom' }, [1, 2]],
      [{ value: 0, model: 'mmoe-8' }, [1]],
      [{ value: 0, model: 'shared-bottom' }, [1]],
    ]);
    heard.hearing[0].ended?.('stopped');
    expect(sight('cosine')).toMatchObject({ id: 1, live: false, finished: 2 });
    // The others are as they were.
    expect(sight('sines').id).toBe(0);
    const { cosine } = useFurther.getState().shelves;
    expect([cosine.stored?.finished, cosine.own.length, cosine.kept]).toEqual([20, 1, 2]);
  });

  it('leaves nothing behind where nothing was finished', () => {
    startFurther('compress');
    heard.hearing[0].ended?.('failed');
    expect(sight('compress').id).toBeUndefined();
  });
});

describe('the title of a further study', () => {
  const lines = (...seeds: number[]) => [
    {
      id: { value: 1, model: 'mmoe-8' as const },
      runs: seeds.map((seed) => ({ ...handRun(MMOE_LARGE, seed, [1, 1, 1, 1]), more: [] })),
    },
  ];
  it('says how far it is while it runs, and concludes nothing from fewer than three seeds', () => {
    const title = (study: StudyName, seeds: number[], live: boolean): string =>
      furtherTitle(en, study, { lines: lines(...seeds), seeds: 8 }, live, 'It is so.');
    expect(seedsIn({ lines: lines(1, 2, 5) })).toBe(3);
    expect([
      title('cosine', [1, 2], true),
      title('experts', [1, 2], true),
      title('experts', [1, 2], false),
      title('experts', [1, 2, 3], false),
    ]).toEqual([
      'So far: 1 of 9 values begun',
      'So far: 2 of 8 seeds trained to their end',
      'Three seeds or more are needed to tell anything; here: 2',
      'It is so.',
    ]);
  });
});
