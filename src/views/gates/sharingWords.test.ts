import { describe, expect, it } from 'vitest';
import { sharingOf, type SharingPreset } from '../../experiments/task-groups/taskGroups.ts';
import { wordsOf } from '../../i18n/testing.ts';
import type { Mean } from '../../metrics/intervals.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import {
  claimOf,
  differenceLimit,
  intervalWords,
  sharingFindings,
  sharingTitle,
  type Measured,
} from './sharingWords.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const mean = (low: number, high: number, n = 12): Mean => ({ n, mean: (low + high) / 2, deviation: 1, low, high });
const measured = (
  preset: SharingPreset,
  difference: Mean,
  within = mean(0, 0.4),
  across = mean(-0.1, 0.1),
): Measured => ({ preset, sharing: { engagement: mean(4, 5), satisfaction: mean(3, 4), difference, within, across } });
const apart = [mean(0.2, 0.4), mean(-0.1, 0.1)] as const;

describe('the table of figure 5', () => {
  it('says in which settings the claim holds, the reverse, and where nothing is certain', () => {
    const table = [
      measured('simple', mean(0.5, 1.5), ...apart),
      measured('weights', mean(-1.5, -0.5)),
      measured('default', mean(-0.2, 0.5), ...apart),
    ];
    expect(table.map(({ sharing }) => claimOf(sharing))).toEqual(['as', 'reverse', 'open']);
    expect(sharingTitle(en, table)).toBe(
      'Satisfaction gates are narrower, as in the paper, with: simpler satisfaction (like and rating are linear)',
    );
    expect(sharingFindings(en, table)).toEqual([
      'The reverse came out with: satisfaction losses weighted 0.2.',
      'Tasks of one group share experts (their gates correlate more than gates of different groups) with: simpler satisfaction (like and rating are linear); as the page opens, no dropout.',
    ]);
    expect(differenceLimit(table)).toBe(1.5);
  });
  it('claims nothing of what was not measured, and "every setting" only of every one', () => {
    expect([sharingTitle(en, []), sharingFindings(en, []), differenceLimit([])]).toEqual([
      'Are satisfaction gates narrower than engagement gates?',
      [],
      1,
    ]);
    const open = [measured('default', mean(-0.2, 0.5), ...apart)];
    expect(sharingTitle(en, open)).toBe('In none of these settings are satisfaction gates surely narrower');
    expect(sharingFindings(zh, open)).toEqual(['在每种设置中，同组任务都共用专家：同组门控的相关系数高于不同组。']);
  });
  it('names the number that it shows: of the mean weights, as `sharingOf` counts it', () => {
    // Both gates of a group share two experts evenly in the mean: two of them, whatever single examples use.
    const even = [0.5, 0.5, 0, 0];
    const { engagement } = sharingOf([
      { utilization: [even, even, even, even] },
      { utilization: [even, even, even, even] },
    ]);
    expect(engagement.mean).toBeCloseTo(2, 9);
    expect(en.t('gates.sharing.engagementHint')).toBe('effective experts of the mean weights');
    expect(en.t('gates.sharing.satisfactionHint')).toBe('effective experts of the mean weights');
    expect(zh.t('gates.sharing.engagementHint')).toBe('平均权重的有效专家数');
  });
  it('writes an interval without a negative zero, and a dash for nothing', () => {
    expect(intervalWords(en, mean(-0.004, 0.002))).toBe('0.00 [0.00, 0.00]');
    expect(intervalWords(en, mean(-1, 2))).toBe('0.50 [−1.00, 2.00]');
    expect(intervalWords(en, mean(NaN, NaN, 0))).toBe('–');
  });
});
