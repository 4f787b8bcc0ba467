import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { WorldLog } from '../../world/types.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { happenedAt, type Happened } from './happened.ts';
import { impressionWords, type Said } from './words.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const third: Happened = {
  device: 0,
  position: 3,
  clicked: true,
  watched: 'above',
  liked: false,
  rated: 'below',
  relevance: 0.61,
  truth: 0.36,
};
const said: Said = { arm: 0, click: 0.34, step: 600, handling: 'shallow-tower' };
const passed = { ...third, clicked: false };
const unknown = { ...passed, watched: null, liked: null, rated: null };

describe('one impression in words', () => {
  it.each<[Happened, 'ranked' | 'quantile' | 'none', Said | null, string, string]>([
    [
      third,
      'ranked',
      said,
      'On a phone, third of nine. Clicked, watched longer than usual, not liked, rated below average. Model A: 34% click; the truth: 36%.',
      '手机上，九个中排第三。点击了，观看时长高于平均，没有点赞，评分低于平均。模型 A：点击概率 34%；真值：36%。',
    ],
    [
      { ...third, device: 2, position: 9, watched: 'near', liked: true, rated: 'near', truth: 0.004 },
      'quantile',
      { ...said, arm: 1, click: 0.9967 },
      'On a TV, in the ninth of nine places. Clicked, watched about as long as usual, liked, rated about average. Model B: 99.7% click; the truth: 0.4%.',
      '电视上，九个位置中的第九个。点击了，观看时长接近平均，点了赞，评分接近平均。模型 B：点击概率 99.7%；真值：0.4%。',
    ],
    // No label but the click where nothing was clicked.
    [
      unknown,
      'ranked',
      { ...said, arm: null, step: 0 },
      'On a phone, third of nine. Not clicked, so watch time, like and rating are not known. The model, not trained yet: 34% click; the truth: 36%.',
      '手机上，九个中排第三。没有点击，因此观看时长、点赞与评分都未知。模型（尚未训练）：点击概率 34%；真值：36%。',
    ],
    // Labels of what was not clicked.
    [
      { ...passed, device: 1, watched: 'below', rated: 'above' },
      'ranked',
      { ...said, handling: 'adversarial' },
      'On a desktop, third of nine. Not clicked; this log knows all the same: watched shorter than usual, not liked, rated above average. Model A, which does not look at the place: 34% click; the truth at this place: 36%.',
      '桌面端，九个中排第三。没有点击；但这份日志仍知道：观看时长低于平均，没有点赞，评分高于平均。模型 A（不看位置）：点击概率 34%；该位置的真值：36%。',
    ],
    [
      { ...unknown, position: 1 },
      'ranked',
      { ...said, handling: 'none' },
      'On a phone, first of nine. Not clicked, so watch time, like and rating are not known. Model A, which does not look at the place: 34% click; the truth at this place: 36%.',
      '手机上，九个中排第一。没有点击，因此观看时长、点赞与评分都未知。模型 A（不看位置）：点击概率 34%；该位置的真值：36%。',
    ],
    // A log without positions: there is no place that a model could look at.
    [
      { ...third, position: 0 },
      'none',
      { ...said, handling: 'none' },
      'On a phone; where it stood was not logged. Clicked, watched longer than usual, not liked, rated below average. Model A: 34% click; the truth: 36%.',
      '手机上；日志没有记录它的位置。点击了，观看时长高于平均，没有点赞，评分低于平均。模型 A：点击概率 34%；真值：36%。',
    ],
    [
      third,
      'ranked',
      { ...said, click: null },
      'On a phone, third of nine. Clicked, watched longer than usual, not liked, rated below average. What the model said at this step was not kept; the truth: 36% click.',
      '手机上，九个中排第三。点击了，观看时长高于平均，没有点赞，评分低于平均。模型在这一步的预测没有保留；点击概率的真值：36%。',
    ],
    [
      third,
      'ranked',
      null,
      'On a phone, third of nine. Clicked, watched longer than usual, not liked, rated below average.',
      '手机上，九个中排第三。点击了，观看时长高于平均，没有点赞，评分低于平均。',
    ],
  ])('%#', (happened, logging, model, english, chinese) => {
    expect(impressionWords(en, happened, logging, model)).toBe(english);
    expect(impressionWords(zh, happened, logging, model)).toBe(chinese);
  });
});

describe('what happened, out of a log', () => {
  // Two rows of one feature: one clicked with labels just beyond a quarter of a deviation, one not clicked and nothing else known.
  const log: WorldLog = {
    rows: 2,
    featureCount: 1,
    features: new Float32Array(2),
    device: new Uint8Array([2, 1]),
    position: new Uint8Array([4, 0]),
    labels: new Float32Array([1, 0.26, 1, -0.24, 0, 0, 0, 0]),
    observed: new Uint8Array([1, 1, 1, 1, 1, 0, 0, 0]),
    query: new Uint32Array(2),
    utility: new Float32Array(8),
    clickLogit: new Float32Array([0, Math.log(3)]),
    clickProbability: new Float32Array([0.25, 0.5]),
  };

  it('near the average is neither longer nor shorter, and what was not observed is nothing', () => {
    expect(happenedAt(log, 0)).toEqual({
      device: 2,
      position: 4,
      clicked: true,
      watched: 'above',
      liked: true,
      rated: 'near',
      relevance: 0.5,
      truth: 0.25,
    });
    const { relevance, ...other } = happenedAt(log, 1);
    expect(relevance).toBeCloseTo(0.75, 6);
    expect(other).toEqual({
      device: 1,
      position: 0,
      clicked: false,
      watched: null,
      liked: null,
      rated: null,
      truth: 0.5,
    });
  });
});
