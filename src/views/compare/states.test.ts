import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import type { ModelId } from '../../experiments/compare/summary.ts';
import { compressCard } from './compressCard.ts';
import { bandsOf, curvesTitle } from './curves.ts';
import { metricsSummary, runsTable } from './metrics.ts';
import { offlineSummary, offlineTitle } from './offline.ts';
import { pairsPicture, pairsSummary, referenceName } from './pairs.ts';
import { paperPairs, paperTitle } from './paper.ts';
import { seesawSummary, seesawTitle } from './seesaw.ts';
import { about, handRun, MMOE, MMOE_LARGE, SHARED, SHARED_LARGE, shownOf, SINGLE, type Metrics } from './testing.ts';
import { metricsTitle, pairsTitle } from './titles.ts';
import type { ShownComparison } from './shown.ts';

// Every card's sentence in the states that a comparison can be in besides "trained to its end, all models, many seeds".

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const CGC: ModelId = { model: 'cgc', size: 'small' };
type Title = (say: Say, shown: ShownComparison, live: boolean) => string;
const TITLES: Record<string, Title> = {
  metrics: metricsTitle,
  pairs: pairsTitle,
  curves: (say, shown, live) => curvesTitle(say, shown, MMOE, live),
  seesaw: seesawTitle,
  paper: paperTitle,
  offline: offlineTitle,
};
const titles = (say: Say, shown: ShownComparison, live = false): Record<string, string> =>
  Object.fromEntries(Object.entries(TITLES).map(([card, title]) => [card, title(say, shown, live)]));
const both = (of: (say: Say) => string): [string, string] => [of(en), of(zh)];
/** All runs of a model gone wrong: after step 300 nothing was a number any more. */
const diverged = (id: ModelId, n = 5): CompareRun[] =>
  Array.from({ length: n }, (_, i) => {
    const run = handRun(id, i + 1, [0.5, 0.01, 0.5, 0.01]);
    const none: Metrics = [NaN, NaN, NaN, NaN];
    return { ...handRun(id, i + 1, none, { diverged: true, stuck: false }), curve: run.curve.slice(0, 1) };
  });
const shared = about(SHARED, [0.8, 0.3, 0.7, 0.2]);
/** So many times the error of shared-bottom, differently from seed to seed. */
const times = (id: ModelId, by: readonly number[]): CompareRun[] =>
  by.map((factor, i) =>
    handRun(id, i + 1, [0.8, shared[i].mse.watchTime * factor, 0.7, shared[i].mse.rating * factor]),
  );
const HALF = [0.5, 0.52, 0.49, 0.5, 0.5];
const TWICE = [2, 2.1, 1.9, 2, 2];

describe('while it runs', () => {
  it('every card says how far it is, and concludes nothing', () => {
    const all = [
      ...shared,
      ...times(SHARED_LARGE, HALF),
      ...times(MMOE, HALF),
      ...times(MMOE_LARGE, HALF),
      ...times(SINGLE, HALF),
    ];
    const shown = shownOf(
      all.filter(({ seed }) => seed <= 2),
      { seeds: 4 },
    );
    expect(new Set(Object.values(titles(en, shown, true)))).toEqual(
      new Set(['So far: 2 of 4 seeds trained to their end']),
    );
    expect(new Set(Object.values(titles(zh, shown, true)))).toEqual(new Set(['目前：4 个种子中已有 2 个训练完毕']));
  });
});

describe('stopped after one seed', () => {
  const one = shownOf(
    [...shared, ...times(MMOE, HALF), ...times(SINGLE, TWICE)].filter(({ seed }) => seed === 1),
    { seeds: 1, sizes: ['small'] },
  );
  it('nothing is sure', () => {
    expect(both((say) => pairsTitle(say, one, false))).toEqual([
      'Three seeds or more on which neither model diverged are needed to tell models from shared-bottom; here: 1',
      '至少需要三个双方都未发散的种子，才能与共享底层区分；现有 1 个',
    ]);
    expect(seesawTitle(en, one, false)).toMatch(/^Three seeds or more/);
    expect(Object.values(titles(en, one)).join(' ')).not.toMatch(/sure/);
    expect(Object.values(titles(zh, one)).join('')).not.toMatch(/显著/);
  });
  it('numbers have no interval, not an unknown one', () => {
    expect(metricsSummary(en, one).rows[0][4]).toBe('0.294');
    expect(pairsSummary(en, one).rows[0].slice(2, 5)).toEqual(['0.50', '1 of 1 [21%, 100%]', '+0.015']);
    expect(seesawSummary(en, one).rows[0][2]).toBe('+50%');
    expect(offlineSummary(en, one).rows[0][1]).toBe('0.784');
  });
});

describe('of three seeds', () => {
  it('what is sure is said', () => {
    const all = [...shared, ...times(MMOE, HALF), ...times(SINGLE, [2, 2.1, 1.9])];
    const three = shownOf(
      all.filter(({ seed }) => seed <= 3),
      { seeds: 3, sizes: ['small'] },
    );
    expect(pairsTitle(en, three, false)).toMatch(/^4‑expert MMoE \(small\): 50% less .* in 3 of 3 seeds/);
    expect(seesawTitle(en, three, false)).toMatch(/^No task is told apart as paying/);
  });
});

describe('without shared-bottom', () => {
  const shown = shownOf([...times(MMOE, [1, 1, 1, 1, 1]), ...times(CGC, HALF)], { sizes: ['small'] });
  it('pairs are with the first model that there is, and everything says so', () => {
    expect(both((say) => referenceName(say, shown))).toEqual(['4‑expert MMoE', '4 专家 MMoE']);
    expect(both((say) => pairsTitle(say, shown, false))).toEqual([
      'CGC (small): 50% less squared error than 4‑expert MMoE, and less in 5 of 5 seeds.',
      'CGC（小）的平方误差比 4 专家 MMoE 低 50%，5 个种子中有 5 个更低。',
    ]);
    expect(pairsPicture(en, shown).columns.map(({ note }) => note)).toEqual([
      '← better than 4‑expert MMoE',
      'better than 4‑expert MMoE →',
    ]);
    expect(curvesTitle(en, shown, CGC, false)).toMatch(/than 4‑expert MMoE \(small\) in watch time, rating, not in/);
    expect(referenceName(en, undefined)).toBe('shared-bottom');
  });
  it('and single-task, the seesaw and the paper’s table ask for them', () => {
    expect(seesawTitle(en, shown, false)).toMatch(/^Does a task do better alone/);
    expect(paperTitle(en, shown, false)).toMatch(/^Train shared-bottom and MMoE in both sizes/);
  });
});

describe('at a number of multiplications of the reader’s', () => {
  const shown = shownOf([...shared, ...times(MMOE, HALF)], { sizes: ['small'], budget: 10_000 });
  it('no model is called small, nor set beside the paper’s', () => {
    expect(both((say) => pairsTitle(say, shown, false).slice(0, 26))).toEqual([
      '4‑expert MMoE (10,000 mult',
      '4 专家 MMoE（10,000 次乘法）的平方误差',
    ]);
    const tables = [metricsSummary(en, shown).rows, runsTable(en, shown).rows, offlineSummary(en, shown).rows];
    expect(JSON.stringify(tables)).not.toContain('small');
    expect(paperPairs(shown)).toEqual([]);
  });
});

describe('where models diverged', () => {
  it('in every run, no card compares anything', () => {
    const shown = shownOf([...diverged(SHARED), ...diverged(MMOE), ...diverged(SINGLE)], { sizes: ['small'] });
    const { paper, ...others } = titles(en, shown);
    expect(new Set(Object.values(others))).toEqual(new Set(['Every run diverged: there is nothing to compare']));
    expect(paper).toMatch(/^Train shared-bottom/);
    expect(metricsTitle(zh, shown, false)).toBe('所有训练都发散了：没有可比较的结果');
  });
  it('one of them is first in nothing, and hides nothing of the others', () => {
    // The first in order: what is no number must not win against numbers.
    const shown = shownOf([...diverged(SHARED), ...times(MMOE, HALF), ...times(SINGLE, TWICE)], { sizes: ['small'] });
    expect(offlineTitle(en, shown, false)).not.toContain('shared-bottom');
    expect(metricsTitle(en, shown, false)).toMatch(/^Small: 4‑expert MMoE errs least .* single-task most/);
    const other = shownOf([...shared, ...times(MMOE, HALF), ...diverged(SINGLE)], { sizes: ['small'] });
    expect(both((say) => pairsTitle(say, other, false))).toEqual([
      '4‑expert MMoE (small): 50% less squared error than shared-bottom, and less in 5 of 5 seeds. '
        + 'Too few seeds to tell: single-task (small).',
      '4 专家 MMoE（小）的平方误差比共享底层低 50%，5 个种子中有 5 个更低。种子太少，无法判断：单任务模型（小）。',
    ]);
    const beside = shownOf([...diverged(SHARED), ...times(MMOE, HALF), ...times(SINGLE, TWICE)], { sizes: ['small'] });
    expect(both((say) => seesawTitle(say, beside, false))).toEqual([
      'No task is told apart as paying for sharing. '
        + 'Tasks that gain: 4‑expert MMoE (small): watch time, rating. Too few seeds to tell: shared-bottom (small).',
      '没有任务能被确定为共享付出了代价。因共享而获益的任务：4 专家 MMoE（小）：观看时长、评分。种子太少，无法判断：共享底层（小）。',
    ]);
  });
  it('a curve that stops early ends nowhere', () => {
    const shown = shownOf([...shared, ...diverged(MMOE)], { sizes: ['small'] });
    expect(bandsOf(shown, MMOE)[1].own.map(({ step }) => step)).toEqual([300]);
    expect(both((say) => curvesTitle(say, shown, MMOE, false))).toEqual([
      '4‑expert MMoE (small): held-out loss of the middle half of the seeds',
      '4 专家 MMoE（小）：居于中间一半的种子的留出损失',
    ]);
  });
  it('the single-task ones leave nothing to say of the seesaw', () => {
    const shown = shownOf([...shared, ...diverged(SINGLE)], { sizes: ['small'] });
    expect(seesawTitle(en, shown, false)).toMatch(/^Three seeds or more on which neither model diverged/);
  });
});

describe('what is not sure', () => {
  it('is not called worse, nor what is worse undecided', () => {
    const worse = shownOf([
      ...shared,
      ...times(SHARED_LARGE, TWICE),
      ...times(MMOE, [0.5, 2, 0.5, 2, 1]),
      ...times(MMOE_LARGE, TWICE),
    ]);
    expect(both((say) => paperTitle(say, worse, false))).toEqual([
      'Here none of the three is surely better than the small shared-bottom; in the paper all were better',
      '这里三种模型都未显著优于小的共享底层；论文中三者都更好',
    ]);
    // Lower in the mean, but not surely.
    const lower = shownOf([...shared, ...times(MMOE, [0.5, 1.2, 0.6, 1.5, 0.9])], { sizes: ['small'] });
    expect(both((say) => pairsTitle(say, lower, false))).toEqual([
      'On 5 seeds no model is surely better than shared-bottom.',
      '在 5 个种子上，没有模型显著优于共享底层。',
    ]);
  });
  it('nor is a cheaper model that is surely better not told apart', () => {
    const line = (way: 'whole' | 'pruned', runs: CompareRun[]) => ({
      id: { teacher: 'spread' as const, way, experts: way === 'whole' ? 8 : 6, multiplications: 2000 },
      runs: runs.map((run) => ({ ...run, more: [] })),
    });
    const lines = [line('whole', shared), line('pruned', times(MMOE, HALF))];
    expect(compressCard(en, { lines }).title).toMatch(/cheapest not surely worse than the whole: pruned to 6/);
  });
});
