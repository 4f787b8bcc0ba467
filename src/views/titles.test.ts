import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TreatedWorld, Treatment } from '../experiments/position-bias/treatments.ts';
import { wordsOf } from '../i18n/testing.ts';
import { wilson } from '../metrics/intervals.ts';
import { headline, type HeadlineData } from './bias/verdictWords.ts';
import { sweepSentence, sweepTitle, type Point } from './polarization/sweepTitle.ts';

// Titles of studies, from their data to their sentences: no order that the numbers do not support, no verdict before the end.

const t: Partial<Record<'en' | 'zh', TFunction>> = {};
beforeAll(async () => {
  for (const language of ['en', 'zh'] as const) t[language] = await wordsOf(language);
});

const point = (series: string, value: number, k: number, n: number): Point => ({ series, value, rate: wilson(k, n) });

describe('the title of a sweep', () => {
  const said = (language: 'en' | 'zh', points: Point[]): string => {
    const words = t[language]!;
    const { key, values } = sweepSentence(points, {
      knob: words('polarization.knob.workers'),
      value: (value) => words('polarization.sweep.at', { value }),
      series: (series) => words(`polarization.series.${series}`),
    });
    return words(`polarization.sweep.title.${key}`, values);
  };
  it.each([
    [
      'nothing measured',
      [point('without', 1, 0, 0)],
      'Workers: how often do gates polarize?',
      '节点数：门控极化有多常见？',
    ],
    [
      'nothing polarized',
      [point('without', 1, 0, 24), point('without', 4, 0, 30)],
      'Workers: of 24 runs a point none polarized, whatever its value',
      '节点数：无论取何值，每点 24 次训练都没有极化',
    ],
    [
      'one of four: an order that is chance',
      [point('without', 1, 0, 4), point('without', 4, 1, 4)],
      'Workers: with 4 runs a point, no two values can be told apart for certain',
      '节点数：每点 4 次训练，无法确定哪两个取值之间有差异',
    ],
    [
      'a difference on one curve',
      [point('without', 1, 3, 60), point('without', 4, 20, 60), point('without', 16, 40, 60)],
      'Workers: gates polarize more often at 16, in 40 of 60 runs, than at 1, in 3 of 60 (no dropout)',
      '节点数：取 16 时比取 1 时更常极化，60 次中 40 次对 60 次中 3 次（无 dropout）',
    ],
    [
      // The lowest of all is the other curve's: two things would differ, and the title would blame one.
      'a difference on one curve beside a lower other one',
      [point('without', 16, 40, 60), point('with', 1, 0, 60), point('without', 1, 9, 60)],
      'Workers: gates polarize more often at 16, in 40 of 60 runs, than at 1, in 9 of 60 (no dropout)',
      '节点数：取 16 时比取 1 时更常极化，60 次中 40 次对 60 次中 9 次（无 dropout）',
    ],
    [
      'a difference between two curves only',
      [point('without', 16, 40, 60), point('with', 1, 0, 60), point('without', 1, 39, 60), point('with', 16, 1, 60)],
      'Workers: gates polarize more often at 16, no dropout, in 40 of 60 runs, than at 1, with dropout, in 0 of 60',
      '节点数：取 16 时（无 dropout）比取 1 时（有 dropout）更常极化，60 次中 40 次对 60 次中 0 次',
    ],
    [
      // 8 against 2 of 14: Fisher's p = .046.
      'one pair of two points, another not measured yet',
      [point('without', 1, 2, 14), point('without', 4, 0, 0), point('without', 16, 8, 14)],
      'Workers: gates polarize more often at 16, in 8 of 14 runs, than at 1, in 2 of 14 (no dropout)',
      '节点数：取 16 时比取 1 时更常极化，14 次中 8 次对 14 次中 2 次（无 dropout）',
    ],
    [
      'the same among three pairs, .14',
      [point('without', 1, 2, 14), point('without', 4, 5, 15), point('without', 16, 8, 14)],
      'Workers: with 14 runs a point, no two values can be told apart for certain',
      '节点数：每点 14 次训练，无法确定哪两个取值之间有差异',
    ],
    [
      // One pair of ten points (45 pairs) comes out so by chance more often than not.
      'the best of many pairs',
      Array.from({ length: 10 }, (_, i) => point('without', i, i === 9 ? 8 : i === 0 ? 2 : 5, 14)),
      'Workers: with 14 runs a point, no two values can be told apart for certain',
      '节点数：每点 14 次训练，无法确定哪两个取值之间有差异',
    ],
  ])('%s', (_, points, en, zh) => {
    expect([said('en', points), said('zh', points)]).toEqual([en, zh]);
  });
  it('counts the runs of the point that has fewest, from one on', () => {
    expect(sweepTitle([point('without', 1, 0, 30), point('without', 4, 0, 1)])).toEqual({ key: 'none', n: 1 });
    expect(sweepTitle([point('without', 1, 1, 1), point('without', 4, 0, 2)])).toEqual({ key: 'open', n: 1 });
  });
});

/** Worlds on which a treatment's page earns so many percent more than doing nothing. */
const worlds = (lifts: Partial<Record<Treatment, number[]>>): TreatedWorld[] =>
  [0, 1, 2].map((i) => {
    const of = (lift: number) => ({
      logLoss: 0.5,
      calibration: 0.01,
      ndcg: 0.9,
      correlation: 0.8,
      expectedClicks: 2 * (1 + lift / 100),
    });
    return {
      seed: i,
      step: 1,
      learnedBias: null,
      trueBias: [],
      rmse: NaN,
      r: NaN,
      slope: NaN,
      missingLogitError: NaN,
      bestAdditive: null,
      oracle: 2.2,
      random: 1.5,
      treatments: {
        none: of(0),
        ...Object.fromEntries(Object.entries(lifts).map(([name, values]) => [name, of(values[i])])),
      },
    };
  });

describe('the title of a comparison', () => {
  const better = worlds({ adversarial: [-1, 1, 0], 'shallow-tower': [2, 2.1, 1.9] });
  const said = (language: 'en' | 'zh', data: HeadlineData): string => headline(t[language]!, language, data);
  it.each<[string, Omit<HeadlineData, 'serve'>, string, string]>([
    [
      'one is better, in stored worlds',
      { worlds: better, preset: 'clean' },
      'Higher lift than no treatment over 3 worlds of the setting “clean case”: shallow tower',
      '在设置“理想情形”的 3 个平台上，提升优于不处理：浅层塔',
    ],
    [
      'none can be told, in worlds trained here',
      { worlds: worlds({ adversarial: [-1, 1, 0.1], 'shallow-tower': [2, -2, 1] }) },
      'None of the treatments’ lifts can be told from no treatment over 3 worlds of the setting trained here',
      '在自行训练的设置的 3 个平台上，没有一种处理的提升能与不处理区分开',
    ],
    [
      'one is worse',
      { worlds: worlds({ adversarial: [-2, -2.1, -1.9] }), preset: 'aligned' },
      'None of the treatments beats no treatment in lift over 3 worlds of the setting “ranked by the truth”; significantly worse: adversarial',
      '在设置“按真实效用排序的日志”的 3 个平台上，没有一种处理的提升优于不处理；显著更差的有：对抗',
    ],
    [
      'too few worlds',
      { worlds: better.slice(0, 2) },
      'Worlds of the setting trained here: 2, too few for an interval',
      '自行训练的设置的平台：2 个，不足以给出区间',
    ],
    [
      'before the end, whatever the numbers say',
      { worlds: better, soFar: { step: 200, steps: 3000 } },
      'So far, at step 200 of 3,000: no verdict before the end',
      '进行到第 200 步（共 3,000 步）：结束前不下结论',
    ],
  ])('%s', (_, data, en, zh) => {
    expect([said('en', { ...data, serve: 'missing' }), said('zh', { ...data, serve: 'missing' })]).toEqual([en, zh]);
  });
});
