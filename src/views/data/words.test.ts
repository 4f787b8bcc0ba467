import fc from 'fast-check';
import { variance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun } from '../../run/runSpec.ts';
import { synthetic } from '../../run/source.ts';
import { encodedLog } from '../../run/testingLog.ts';
import type { Opened, WorldView } from '../../session/protocol.ts';
import { viewWorld } from '../../session/worldView.ts';
import { RandomStream } from '../../world/random.ts';
import type { WorldSpec } from '../../world/spec.ts';
import type { WorldLog } from '../../world/types.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { markOf } from './marks.ts';
import {
  clicksOf,
  featuresOf,
  groupsOf,
  likeliestOf,
  likeOf,
  numberOf,
  policyShares,
  relevanceRank,
  rowInGroup,
} from './queries.ts';
import { tableLines } from './tableWords.ts';
import { groupTitle, logLines, placedWords } from './words.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

/** Three rows of one query: two clicked, of which the last is the most relevant. */
const log: WorldLog = {
  rows: 3,
  featureCount: 0,
  features: new Float32Array(0),
  device: new Uint8Array([2, 2, 2]),
  position: new Uint8Array([1, 2, 3]),
  labels: new Float32Array([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
  observed: new Uint8Array(12).fill(1),
  query: new Uint32Array(3),
  utility: new Float32Array(12),
  clickLogit: new Float32Array([0.5, -1, 2]),
  clickProbability: new Float32Array([0.5, 0.25, 0.75]),
};
const rows = [0, 1, 2];

const worldOf = (changes: Partial<WorldSpec>): WorldSpec => ({ ...defaultRun().world, ...changes });
const openedOf = (changes: Partial<WorldSpec>): Pick<Opened, 'samples' | 'run'> => ({
  samples: log,
  run: { ...defaultRun(), world: worldOf(changes) },
});

describe('the items of a query', () => {
  it('come nine together, the last group with what is left', () => {
    expect(groupsOf({ rows: 54 }).map((group) => group.length)).toEqual([9, 9, 9, 9, 9, 9]);
    expect(groupsOf({ rows: 54 })[5]).toEqual([45, 46, 47, 48, 49, 50, 51, 52, 53]);
    expect(groupsOf({ rows: 11 })).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      [9, 10],
    ]);
    expect(groupsOf({ rows: 0 })).toEqual([]);
  });

  it('are counted, and ordered by relevance', () => {
    expect(clicksOf(log, rows)).toEqual({ clicks: 2, expected: 1.5 });
    expect(rows.map((row) => relevanceRank(log, rows, row))).toEqual([2, 3, 1]);
  });

  it('have a true probability of a like, and one that is the likeliest of each', () => {
    // Utilities of click, watch time, like and rating, three rows.
    const liked = { ...log, utility: new Float32Array([0, 9, 1, 0, 0, 0, -2, 9, 9, 0, 0.5, 0]) };
    // 1 / (1 + e^−2) and 1 / (1 + e^4).
    expect([0, 1].map((row) => likeOf({ likeGain: 2 }, liked, row).toFixed(4))).toEqual(['0.8808', '0.0180']);
    expect(likeliestOf(liked, rows)).toEqual({ click: 2, like: 0 });
    expect(likeliestOf(liked, [1, 0])).toEqual({ click: 0, like: 0 });
  });

  it('keep the place that is followed from query to query, as far as there is one', () => {
    const groups = groupsOf({ rows: 20 });
    expect([rowInGroup(groups, 3, 1), rowInGroup(groups, 12, 0), rowInGroup(groups, 9, 2)]).toEqual([12, 3, 18]);
    expect(rowInGroup(groups, 17, 2)).toBe(18);
  });

  it('have the number of their place, or of their order where the log has no list', () => {
    const alone = { position: new Uint8Array([7, 0, 5]) };
    expect([0, 2].map((row) => numberOf(alone, rows, row, 'ranked'))).toEqual([7, 5]);
    for (const logging of ['quantile', 'none'] as const)
      expect(rows.map((row) => numberOf(alone, rows, row, logging))).toEqual([1, 2, 3]);
  });

  it('have features of their query and of their own, numbered through', () => {
    const two = { featureCount: 3, features: new Float32Array([1, 2, 3, 4, 5, 6]) };
    expect(featuresOf(two, 1, 1)).toEqual({
      query: [{ number: 1, value: 4 }],
      item: [
        { number: 2, value: 5 },
        { number: 3, value: 6 },
      ],
    });
    expect(featuresOf(two, 0, 0).item.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('have marks: filled for what was done, or is above the average; crossed out for what is not known', () => {
    const marks = [markOf(true), markOf('above'), markOf('near'), markOf(false), markOf('below'), markOf(null)];
    expect(marks).toEqual(['yes', 'yes', 'near', 'no', 'no', 'unknown']);
  });

  it('say in the title what was clicked and what was to be expected', () => {
    expect(groupTitle(en, log, rows, 'ranked')).toBe('Shown on a TV: 2 of 3 items clicked, 1.5 expected');
    expect(groupTitle(zh, log, rows, 'ranked')).toBe('在电视上展示的 3 个物品中，2 个被点击；期望为 1.5 个');
    const others = { ...log, device: new Uint8Array([0, 1, 1]) };
    expect(groupTitle(en, others, [1, 2], 'ranked')).toBe('Shown on a desktop: 1 of 2 items clicked, 1.0 expected');
    expect(groupTitle(en, log, rows, 'none')).toBe('2 of 3 impressions clicked, 1.5 expected');
  });
});

describe('how the policy placed an item', () => {
  it('divides the variance of its score', () => {
    // ν = ½, mis = 0.7: (½)²·(0.51, 0.49) and (½)².
    const { relevance, other, chance } = policyShares({ randomness: 0.5, misalignment: 0.7, itemFeatures: 10 })!;
    expect([relevance, other, chance].map((share) => share.toFixed(3))).toEqual(['0.255', '0.245', '0.500']);
    expect(policyShares({ randomness: 0.5, misalignment: 0.7, itemFeatures: 4 })).toBeNull();
    expect(policyShares({ randomness: 0, misalignment: 0, itemFeatures: 1 })).toEqual({
      relevance: 1,
      other: 0,
      chance: 0,
    });
  });

  it('as drawn scores do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }), (a, b) => {
        const [randomness, misalignment] = [a / 10, b / 10];
        const draw = new RandomStream(7, 1);
        const parts = Array.from({ length: 4000 }, () => [
          (1 - randomness) * Math.sqrt(1 - misalignment ** 2) * draw.normal(),
          (1 - randomness) * misalignment * draw.normal(),
          randomness * draw.normal(),
        ]);
        const all = variance(parts.map((three) => three[0] + three[1] + three[2]));
        const shares = policyShares({ randomness, misalignment, itemFeatures: 10 })!;
        [shares.relevance, shares.other, shares.chance].forEach((share, i) => {
          expect(Math.abs(share - variance(parts.map((three) => three[i])) / all)).toBeLessThan(0.08);
        });
      }),
      { numRuns: 20 },
    );
  });

  it.each<[Partial<WorldSpec>, number, string, string]>([
    [
      {},
      2,
      'The site had 15 candidates, ranked them by a score and showed the best nine; this one came to position 3. What makes that score: 26% relevance for a click, 24% a property of the item that no task cares about (misalignment), 50% chance (shares of its variance). By relevance alone it would be number 1 of these 3.',
      '网站有 15 个候选，按分数排序后展示前九个；这一个排在第 3 位。分数由什么决定：26% 是对点击的相关性，24% 是与任何任务都无关的物品属性（策略偏离，misalignment），50% 是随机（按方差的份额）。只看相关性，它在这 3 个中排第 1。',
    ],
    [
      { logging: 'quantile', itemFeatures: 3 },
      0,
      'This log has one candidate a query: the better its score among all candidates, the higher of 9 positions it gets. What makes that score: relevance for a click, a property of the item that no task cares about (misalignment), and chance.',
      '这份日志每次请求只有一个候选：它的分数在全部候选中越高，在 9 个位置中就排得越靠前。分数由什么决定：对点击的相关性、与任何任务都无关的物品属性（策略偏离，misalignment），以及随机。',
    ],
    [
      { logging: 'none' },
      0,
      'This log has no positions: every impression stands alone, and nothing ranked it.',
      '这份日志没有位置：每次曝光各自独立，没有经过排序。',
    ],
  ])('%j', (changes, row, english, chinese) => {
    expect(placedWords(en, openedOf(changes), rows, row)).toBe(english);
    expect(placedWords(zh, openedOf(changes), rows, row)).toBe(chinese);
  });
});

describe('the whole log', () => {
  const point = { impressions: 1, clicks: 0, low: 0, high: 1, expected: 0, relevance: 0, bias: 0 };
  const view = {
    impressions: 900,
    heldOut: 90,
    deviceShare: [0.5, 0.3, 0.2],
    labelMean: [0.421, -0.123, 0.5, 0.25],
    labelRows: [900, 379, 379, 379],
    ctr: { pooled: [1, 9].map((position) => ({ ...point, position, observed: position === 1 ? 0.6 : 0.305 })) },
  } as unknown as WorldView;
  const run = { ...defaultRun(), world: worldOf({ labels: 'clicked' }) };

  it('is told in lines', () => {
    const lines = logLines(en, { world: view, run }).map(({ name, value }) => `${name}: ${value}`);
    expect(lines).toEqual([
      'Training log: 900 impressions of 100 queries',
      'Held out: 90 impressions of 10 queries',
      'Devices: phone 50%, desktop 30%, TV 20%',
      'Clicked (CTR): 42.1%',
      'CTR by position: 60.0% at the first, 30.5% at the ninth',
      'Watch time, like, rating known: of the 379 clicked ones',
      'Mean watch time: 0.12 standard deviations below the mean of all candidates',
      'Liked: 50.0%',
      'Mean rating: 0.25 standard deviations above the mean of all candidates',
    ]);
  });

  it('names no direction where none is printed', () => {
    const even = { ...view, labelMean: [0.421, -0.0049, 0.5, -0.005] };
    const values = logLines(zh, { world: even, run }).map(({ value }) => value);
    expect(values.slice(-3)).toEqual(['与全部候选的均值相同', '50.0%', '比全部候选的均值低 0.01 个标准差']);
  });

  it('has no rates by place without places, and as many queries as impressions', () => {
    const alone = { ...run, world: worldOf({ logging: 'none' }) };
    const placed = { ...run, world: worldOf({ logging: 'quantile' }) };
    expect(logLines(en, { world: view, run: placed })[0].value).toBe('900 impressions of 900 queries');
    const without = { ...view, ctr: { ...view.ctr, pooled: [] } };
    const lines = logLines(zh, { world: without, run: alone }).map(({ value }) => value);
    expect(lines[0]).toBe('900 次曝光，900 次请求');
    expect(lines).toHaveLength(8);
    expect(lines).toContain('全部 379 次曝光');
  });
});

describe('the rows of a table', () => {
  it('say by which rule some are held out, where that is known', () => {
    const { shape } = encodedLog(900, 450);
    const lines = (split?: 'time') => {
      const own = { hash: '0'.repeat(64), name: 'shop.csv', shape: { ...shape, ...(split && { split }) } };
      const run = { ...defaultRun(), source: { ...synthetic(), name: 'own' as const, own } };
      const world = viewWorld(encodedLog(900, 450));
      return tableLines(en, { world, run, samples: log });
    };
    expect(lines('time')[2]).toEqual({ name: 'Held out by', value: 'time: the last rows' });
    expect(lines().map(({ name }) => name)).not.toContain('Held out by');
  });
});
