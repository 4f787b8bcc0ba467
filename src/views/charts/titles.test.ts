import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun } from '../../run/runSpec.ts';
import type { BiasView, HistoryArm, HistoryPoint } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { apartOf } from '../trained.ts';
import {
  biasTitle,
  curvesTitle,
  gateHistoryTitle,
  gatesTitle,
  polarizationTitle,
  titleOf,
  type PairAt,
} from './titles.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

/** Both languages of one title. */
const both = (title: (say: Say) => string): [string, string] => [title(en), title(zh)];

const fair = new Float64Array(32).fill(1 / 8);
const narrow = [0.5, 0.4, 0.08, 0.004, 0.004, 0.004, 0.004, 0.004];
/** The gates of these tasks leave five of eight experts under 1%. */
const polarized = (...tasks: number[]): Float64Array =>
  Float64Array.from({ length: 32 }, (_, i) => (tasks.includes(Math.floor(i / 8)) ? narrow[i % 8] : 1 / 8));

const run = defaultRun();
const apart = (first: number, ...changes: [number, number][]) =>
  apartOf({
    run: { ...run, training: { ...run.training, gateDropout: first } },
    timeline: changes.map(([step, value]) => ({ step, path: 'run.training.gateDropout', value })),
  });
const pair = (without: Float64Array, dropped: Float64Array, more: Partial<PairAt> = {}): PairAt => ({
  kind: 'mmoe',
  experts: 8,
  threshold: 0.01,
  step: 600,
  ended: true,
  apart: apart(0.1),
  arms: [{ utilization: without }, { utilization: dropped }],
  ...more,
});

describe('a title of one of two models', () => {
  it('begins with its letter, and reads on in small letters; of one model it is as it is', () => {
    expect(titleOf(en, 'B', 'The like gate is the narrowest')).toBe('B: the like gate is the narrowest');
    expect(titleOf(zh, 'B', '点赞门控最挑剔')).toBe('B：点赞门控最挑剔');
    expect(titleOf(en, 'A', 'MMoE uses all')).toBe('A: MMoE uses all');
    expect(titleOf(en, null, 'The like gate')).toBe('The like gate');
  });
});

describe('which of the two models polarized', () => {
  it.each<[PairAt | null, string, string]>([
    [null, 'Polarization with and without dropout', '有无 dropout 时的极化'],
    [pair(polarized(3), fair), 'A: the rating gate polarized; B: none', 'A：评分门控极化；B：没有极化'],
    // Cures set the two apart without any dropout; fixed uniform, B begins with other gates.
    [
      pair(polarized(3), fair, { apart: { ...apart(0), cures: [{ cure: 'lossFree', value: 0.03 }] } }),
      'A: the rating gate polarized; B: none',
      'A：评分门控极化；B：没有极化',
    ],
    [
      pair(polarized(3), fair, { apart: { ...apart(0), cures: [{ cure: 'uniform' }] }, step: 0, ended: false }),
      'Nothing trained yet: the gates of A are as drawn, those of B uniform',
      '尚未训练：A 的门控为随机初值，B 的门控均匀',
    ],
    [
      pair(polarized(3), fair, { apart: { ...apart(0), cures: [{ cure: 'zeroGates' }] }, step: 0, ended: false }),
      'Nothing trained yet: the gates of A are as drawn, those of B uniform',
      '尚未训练：A 的门控为随机初值，B 的门控均匀',
    ],
    // The control now says 50%, or nothing: the model is what it was trained with.
    [
      pair(polarized(3), fair, { apart: apart(0.1, [200, 0.5]) }),
      'A: the rating gate polarized; B: none',
      'A：评分门控极化；B：没有极化',
    ],
    [
      pair(polarized(3), fair, { apart: apart(0.1, [200, 0]) }),
      'A: the rating gate polarized; B: none',
      'A：评分门控极化；B：没有极化',
    ],
    [
      pair(polarized(3), polarized(3), { apart: apart(0) }),
      'Both models were trained without dropout: they are the same',
      '两个模型都在没有 dropout 的情况下训练：两者相同',
    ],
    [
      pair(fair, fair, { apart: apart(0), step: 0, ended: false }),
      'Two models, the same weights: no gate is polarized at the start',
      '两个模型，初始权重相同：开始时没有门控极化',
    ],
    [
      pair(polarized(0, 1), polarized(0, 1), { step: 0, ended: false }),
      'Two models, the same weights: 2 gates polarized before any training',
      '两个模型，初始权重相同：2 个门控在训练前就已极化',
    ],
    [
      pair(fair, fair, { step: 1, ended: false }),
      'No gate is polarized yet, in A or in B',
      'A 与 B 目前都没有门控极化',
    ],
    [pair(fair, fair), 'In this run no gate polarized, in A or in B', '本次训练中，A 与 B 都没有门控极化'],
    [pair(fair, polarized(1, 2)), 'B: 2 gates polarized; A: none', 'B：2 个门控极化；A：没有极化'],
    [pair(polarized(0, 1, 2), polarized(2)), 'Polarized gates: 3 in A, 1 in B', '极化的门控：A 3 个，B 1 个'],
    [
      pair(polarized(3), fair, { threshold: 0.003 }),
      'In this run no gate polarized, in A or in B',
      '本次训练中，A 与 B 都没有门控极化',
    ],
    // Four rows, and yet one gate.
    [
      pair(polarized(0, 1, 2, 3), fair, { kind: 'omoe' }),
      'A: the one gate polarized; B: none',
      'A：唯一的门控极化；B：没有极化',
    ],
    [
      pair(polarized(0, 1, 2, 3), polarized(0, 1, 2, 3), { kind: 'omoe' }),
      'The one gate polarized in A and in B',
      '唯一的门控在 A 与 B 中都极化',
    ],
    [
      pair(fair, polarized(0, 1, 2, 3), { kind: 'omoe' }),
      'B: the one gate polarized; A: none',
      'B：唯一的门控极化；A：没有极化',
    ],
    [pair(fair, fair, { kind: 'shared-bottom' }), 'A shared bottom has no gates', '共享底层没有门控'],
  ])('case %#', (data, english, chinese) => {
    expect(both((say) => polarizationTitle(say, data))).toEqual([english, chinese]);
  });
});

const arm = (more: Partial<HistoryArm>): HistoryArm => ({
  loss: [1, 1, 1, 1],
  auc: [0.5, NaN, 0.5, NaN],
  utilization: fair,
  effectivePerExample: [8, 8, 8, 8],
  effectiveOfMean: [8, 8, 8, 8],
  rmse: NaN,
  ...more,
});
const history = (...arms: Partial<HistoryArm>[]): HistoryPoint[] =>
  arms.map((more, i) => ({ step: i * 600, arms: [arm(more), arm({})] }));

describe('what stands out in the gates', () => {
  it.each([
    ['mmoe', null, 'Gate weights per task'],
    ['omoe', null, 'Weights of the one gate'],
    ['shared-bottom', [1, 1, 1, 1], 'A shared bottom has no gates'],
    ['omoe', [3.25, 3.25, 3.25, 3.25], 'The one gate that all tasks share uses 3.3 of 8 experts per example'],
    ['mmoe', [7.8, 7.5, 7.9, 7.2], 'All four gates still use nearly every expert: 7.6 of 8 per example'],
    ['mmoe', [6, 5.5, 6.2, 2.2], 'The rating gate is the narrowest: 2.2 of 8 experts per example'],
    ['mmoe', [6.9, 7.1, 3.4, 2.2], 'In this run, satisfaction gates use 2.8 experts per example, engagement gates 7.0'],
    ['mmoe', [2, 3, 6, 7], 'In this run, engagement gates use 2.5 experts per example, satisfaction gates 6.5'],
  ] as const)('%s %j', (kind, each, words) => {
    const gates = each && { effectivePerExample: [...each], effectiveOfMean: [...each] };
    expect(gatesTitle(en, { kind, experts: 8 }, gates)).toBe(words);
  });

  it('says which number of experts is which where they differ much', () => {
    const gates = { effectivePerExample: [6, 6, 1.1, 6], effectiveOfMean: [7, 7, 7.9, 7] };
    expect(both((say) => gatesTitle(say, { kind: 'mmoe', experts: 8 }, gates))).toEqual([
      'The like gate’s mean weights spread over 7.9 experts, but a single example uses 1.1',
      '点赞门控的平均权重分布在 7.9 个专家上，单个样本其实只用 1.1 个',
    ]);
  });
});

describe('what has become of the gates', () => {
  it.each([
    ['mmoe', history(), 'Gates over time: nothing has been trained yet'],
    ['mmoe', history({}), 'Gates over time: nothing has been trained yet'],
    ['mmoe', history({}, {}), 'After 600 steps the gates still spread as at the start'],
    [
      'mmoe',
      history({}, { effectivePerExample: [7, 5, 2, 6] }),
      'The like gate has narrowed from 8.0 to 2.0 experts per example',
    ],
    [
      'mmoe',
      history({ effectivePerExample: [2, 2, 2, 2] }, { effectivePerExample: [2, 4.5, 2, 2] }),
      'The watch time gate has widened from 2.0 to 4.5 experts per example',
    ],
    [
      'omoe',
      history({}, { effectivePerExample: [2, 2, 2, 2] }),
      'The one gate has narrowed from 8.0 to 2.0 experts per example',
    ],
    [
      'omoe',
      history({ effectivePerExample: [2, 2, 2, 2] }, {}),
      'The one gate has widened from 2.0 to 8.0 experts per example',
    ],
    ['omoe', history({}), 'The one gate over time: nothing has been trained yet'],
    ['omoe', history({}, {}), 'After 600 steps the one gate still spreads as at the start'],
    ['shared-bottom', history({}, {}), 'A shared bottom has no gates'],
  ] as const)('%s, case %#', (kind, points, words) => {
    expect(gateHistoryTitle(en, { kind }, points, 0)).toBe(words);
  });

  it('is of the step that is shown: of the start it is not said that nothing was trained', () => {
    const at = (step: number, each: number): HistoryPoint =>
      ({ step, arms: [{ effectivePerExample: Float64Array.of(each, 5, 5, 5) }] }) as unknown as HistoryPoint;
    const points = [at(0, 5), at(4, 3), at(8, 1.2)];
    const title = (step: number | null) => gateHistoryTitle(en, { kind: 'mmoe' }, points, 0, step);
    expect(title(0)).toBe('Gates over time: the step shown is the start');
    expect(title(4)).toBe('The click gate has narrowed from 5.0 to 3.0 experts per example');
    expect(title(null)).toBe('The click gate has narrowed from 5.0 to 1.2 experts per example');
    expect(gateHistoryTitle(zh, { kind: 'mmoe' }, points, 0, 0)).toBe('门控的变化过程：所示为起点');
    expect(both((say) => gateHistoryTitle(say, { kind: 'omoe' }, points, 0, 0))).toEqual([
      'The one gate over time: the step shown is the start',
      '唯一门控的变化过程：所示为起点',
    ]);
    expect(gateHistoryTitle(en, { kind: 'mmoe' }, points.slice(0, 1), 0, null)).toContain(
      'nothing has been trained yet',
    );
  });
});

describe('what the losses have done', () => {
  it.each([
    ['relative', history(), 'Held-out loss per task'],
    ['relative', history({}), 'Held-out loss, before training'],
    ['loss', history({}, { loss: [0.9, 0.5, 0.8, 1] }), 'Loss: watch time down to 50%, rating at 100%'],
    ['relative', history({}, { loss: [1.01, 1, 1.02, 1.03] }), 'Loss: after 600 steps no task is below its start'],
    ['relative', history({}, { loss: [0.9, 0.5, 1.5, 1] }), 'like: loss 50% above its start'],
    ['auc', history({}, { auc: [0.7312, NaN, 0.65, NaN] }), 'AUC: click 0.731, like 0.650'],
    ['auc', history({ auc: [0.368, NaN, 0.51, NaN] }), 'AUC, untrained: click 0.368, like 0.510'],
  ] as const)('%s, case %#', (kind, points, words) => {
    expect(curvesTitle(en, kind, points, 0)).toBe(words);
  });
});

describe('what position does', () => {
  const bias: BiasView = {
    learned: [
      [1, 0, -1],
      [0.3, 0, -0.3],
    ],
    truth: [
      [1, 0, -1],
      [0, 0, 0],
    ],
    rmse: 0.456,
    r: 0.9,
    slope: 1,
    missing: [],
    missingError: 0,
  };
  const learning = (learned: number[][], rmse = bias.rmse) => ({ bias: { ...bias, learned, rmse } });
  it.each([
    [{ positions: true, against: 'truth' }, null, 'Position bias'],
    [{ positions: false, against: 'truth' }, {}, 'A log without positions'],
    [{ positions: false, placed: true, against: 'none' }, {}, 'Positions, and no rate to read off by them'],
    [{ positions: true, against: 'truth' }, {}, 'What was clicked mixes relevance and position'],
    [{ positions: true, against: 'truth' }, { bias }, 'Learned bias: 0.46 logits from the truth'],
    [{ positions: true, against: 'best' }, { bias }, 'Learned bias: 0.46 logits from the best additive table'],
    [{ positions: true, against: 'none' }, {}, 'Rates by position mix relevance and position'],
    // No truth is known: from 1 to −1, of the second device from 0.3 to −0.3.
    [
      { positions: true, against: 'none' },
      { bias: { ...bias, rmse: NaN } },
      'Learned bias: positions differ by up to 2.00 logits',
    ],
    [
      { positions: true, against: 'none', device: 1 },
      { bias: { ...bias, rmse: NaN } },
      'Learned bias, desktop: positions differ by up to 0.60 logits',
    ],
    [
      { positions: true, against: 'truth' },
      learning([
        [0, 0, 0],
        [0, 0, 0],
      ]),
      'Learned bias: untrained, every position alike',
    ],
    // Centred, one position is 0 however it was trained; and of a device that has learned nothing others may have.
    [
      { positions: true, against: 'none' },
      learning([[0], [0]], NaN),
      'Learned bias: positions differ by up to 0.00 logits',
    ],
    [
      { positions: true, against: 'truth', device: 1 },
      learning([bias.learned[0], [0, 0, 0]]),
      'Learned bias, desktop: 0.00 logits from the truth',
    ],
    // Of one device: √((0.3² + 0 + 0.3²) / 3)
    [{ positions: true, against: 'truth', device: 1 }, { bias }, 'Learned bias, desktop: 0.24 logits from the truth'],
  ] as const)('case %#', (of, shown, words) => {
    expect(biasTitle(en, of, shown)).toBe(words);
  });
});
