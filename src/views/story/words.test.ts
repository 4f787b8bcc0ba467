import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun } from '../../run/runSpec.ts';
import { polarizationTitle } from '../charts/titles.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { withOwnWords } from '../taskWords.tsx';
import { apartOf } from '../trained.ts';
import { isTold, storyOf, type ModelNow, type Results } from './facts.ts';
import { storyWords } from './words.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const apart = (first: number, ...changes: [number, number][]) => {
  const run = defaultRun();
  return apartOf({
    run: { ...run, training: { ...run.training, gateDropout: first } },
    timeline: changes.map(([step, value]) => ({ step, path: 'run.training.gateDropout', value })),
  });
};

/** A run with Swish, beside dropout. */
const swish = (dropout: number) => ({
  ...apart(dropout),
  cures: [{ cure: 'activation', activation: 'swish' } as const],
});

/** Five of eight experts under 1%. */
const narrow = [0.5, 0.4, 0.08, 0.004, 0.004, 0.004, 0.004, 0.004];
/** Gates of which these tasks' leave five of eight experts unused. */
const polarized = (...tasks: number[]): Float64Array =>
  Float64Array.from({ length: 32 }, (_, i) => (tasks.includes(Math.floor(i / 8)) ? narrow[i % 8] : 1 / 8));

const arm = (tasks: number[], each: number[], loss: number[], rmse?: number, r = 0.9): ModelNow => ({
  utilization: polarized(...tasks),
  effectivePerExample: each,
  loss,
  ...(rmse !== undefined && { bias: { rmse, r } }),
});
const then = { effectivePerExample: [6, 6, 6, 6], loss: [0.7, 1, 0.7, 1], rmse: 0.63 };

/** Watch time and like polarize in A, none in B; click pays, watch time gains. */
const usual: Results = {
  kind: 'mmoe',
  handling: 'shallow-tower',
  positions: true,
  against: 'truth',
  experts: 8,
  threshold: 0.01,
  step: 600,
  steps: 600,
  status: 'finished',
  apart: apart(0.1),
  changes: 0,
  changesOfA: 0,
  first: [then, then],
  arms: [
    arm([1, 2], [4, 3, 1.5, 4], [0.5, 0.2, 0.4, 0.25], 0.12, 0.98),
    arm([], [5, 4.5, 4.2, 5], [0.52, 0.18, 0.4, 0.25], 0.15, 0.97),
  ],
};

/** Everything that is said, as one text. */
function text(say: Say, results: Results): string {
  const { headline, told, caution, nextText } = storyWords(say, results);
  return [headline, ...told.map((one) => one.text), caution, nextText].filter(Boolean).join(' | ');
}

const even = arm([], [5.9, 5.8, 6, 6], [0.5, 0.2, 0.4, 0.25], 0.1);

describe('the story of a run', () => {
  it('says of the run that the page opens with, once it has ended, what dropout does to the loss over many', () => {
    const many =
      /helps the watch time task most \(10% lower\)\. One run tells little here: over 200 fresh seeds of these settings dropout made the loss 2% higher on average\./;
    expect(text(en, { ...usual, opening: true })).toMatch(many);
    expect(text(zh, { ...usual, opening: true })).toContain('换 200 个全新种子，dropout 使损失平均高 2%。');
    const ended = (status: Results['status']): Results => ({ ...usual, opening: true, status });
    for (const other of [usual, ended('paused'), ended('diverged')])
      expect(text(en, other)).not.toContain('fresh seeds');
  });
  it.each<[string, Results, string, string]>([
    [
      'a cure instead of dropout',
      { ...usual, apart: swish(0) },
      'After 600 steps: the watch time and like gates polarized in A · no cure; none did in B · Swish. | Of the 32 lines from an expert to a gate, 10 go unused in A and 0 in B. | Narrowed most: the like gate of A, from 6.0 to 1.5 experts per example; in B it uses 4.2. | The learned position bias is 0.12 logits from the truth in A and 0.15 in B (0.63 at the start; correlation 0.98 and 0.97). | What B was given costs the click task most (held-out loss 4% higher in B) and helps the watch time task most (10% lower). | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | One run is one seed: see how often this happens over many.',
      '训练 600 步之后：模型 A · 无对策中观看时长与点赞门控极化了；模型 B · Swish 中没有。 | 专家到门控的 32 条连线中，A 有 10 条未被使用，B 有 0 条。 | 集中得最多的是 A 的点赞门控：单样本由 6.0 个专家减到 1.5 个；它在 B 中使用 4.2 个。 | 学到的位置偏差与真值相差：A 为 0.12 logit，B 为 0.15 logit（开始时为 0.63；相关系数 0.98 与 0.97）。 | B 所用的对策使点击受损最多（B 的留出集损失高 4%），对观看时长帮助最大（低 10%）。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 一次训练只是一个种子：看看在许多种子上这有多常见。',
    ],
    [
      'two gates of A polarized',
      usual,
      'After 600 steps: the watch time and like gates polarized in A · no dropout; none did in B · 10% dropout. | Of the 32 lines from an expert to a gate, 10 go unused in A and 0 in B. | Narrowed most: the like gate of A, from 6.0 to 1.5 experts per example; in B it uses 4.2. | The learned position bias is 0.12 logits from the truth in A and 0.15 in B (0.63 at the start; correlation 0.98 and 0.97). | Dropout costs the click task most (held-out loss 4% higher in B) and helps the watch time task most (10% lower). | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | One run is one seed: see how often this happens over many.',
      '训练 600 步之后：模型 A · 无 dropout 中观看时长与点赞门控极化了；模型 B · 10% dropout 中没有。 | 专家到门控的 32 条连线中，A 有 10 条未被使用，B 有 0 条。 | 集中得最多的是 A 的点赞门控：单样本由 6.0 个专家减到 1.5 个；它在 B 中使用 4.2 个。 | 学到的位置偏差与真值相差：A 为 0.12 logit，B 为 0.15 logit（开始时为 0.63；相关系数 0.98 与 0.97）。 | dropout 使点击受损最多（B 的留出集损失高 4%），对观看时长帮助最大（低 10%）。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 一次训练只是一个种子：看看在许多种子上这有多常见。',
    ],
    [
      'nothing happened',
      { ...usual, arms: [even, even] },
      'After 600 steps: no gate polarized, neither in A · no dropout nor in B · 10% dropout. | Dropout did nothing that can be seen in this run: in A and in B 0 of 32 lines from an expert to a gate go unused, and a single example uses 5.9. | No gate narrowed much: a single example uses 5.8 to 6.0 experts. | The learned position bias is 0.10 logits from the truth in A and 0.10 in B (0.63 at the start; correlation 0.90 and 0.90). | To the tasks it makes no difference: no held-out loss differs by 1% between A and B. | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | No gate polarized here. Try other seeds, or look at the run that the page opens with, which shows it.',
      '训练 600 步之后：模型 A · 无 dropout 与模型 B · 10% dropout 都没有门控极化。 | 在这次训练中看不出 dropout 的作用：A 与 B 都有 0/32 条专家到门控的连线未被使用，单个样本都使用 5.9 个。 | 没有门控明显变集中：单个样本使用 5.8 至 6.0 个专家。 | 学到的位置偏差与真值相差：A 为 0.10 logit，B 为 0.10 logit（开始时为 0.63；相关系数 0.90 与 0.90）。 | 对各任务没有差别：A 与 B 的留出集损失相差都不到 1%。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 这里没有门控极化。换一组种子，或看看本页打开时的那次训练，它能显示极化。',
    ],
    [
      'paused, and B alone polarized: changed while it trained',
      {
        ...usual,
        step: 300,
        status: 'paused',
        apart: apart(0.1, [200, 0.5]),
        changes: 1,
        arms: [even, arm([0, 1, 2, 3], [2, 2, 2, 1.9], [0.6, 0.2, 0.4, 0.25], 0.5)],
      },
      'So far, at step 300 of 600: all four gates polarized in B · dropout (10%, 50% from step 200); none did in A · no dropout. | Of the 32 lines from an expert to a gate, 0 go unused in A and 20 in B. | Narrowed most: the rating gate of B, from 6.0 to 1.9 experts per example; in A it uses 6.0. | The learned position bias is 0.10 logits from the truth in A and 0.50 in B (0.63 at the start; correlation 0.90 and 0.90). | Dropout costs the click task most (held-out loss 20% higher in B) and helps no task by as much as 1%. | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | One setting was changed while this run trained, so the result belongs to neither of its values alone. | One run is one seed: see how often this happens over many.',
      '到目前为止（第 300 步，共 600 步）：模型 B · dropout（10%，第 200 步起 50%）中全部四个门控极化了；模型 A · 无 dropout 中没有。 | 专家到门控的 32 条连线中，A 有 0 条未被使用，B 有 20 条。 | 集中得最多的是 B 的评分门控：单样本由 6.0 个专家减到 1.9 个；它在 A 中使用 6.0 个。 | 学到的位置偏差与真值相差：A 为 0.10 logit，B 为 0.50 logit（开始时为 0.63；相关系数 0.90 与 0.90）。 | dropout 使点击受损最多（B 的留出集损失高 20%），对各任务的帮助都不到 1%。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 这次训练中途改动过 1 项设置，因此结果不对应任何一组固定的设置。 | 一次训练只是一个种子：看看在许多种子上这有多常见。',
    ],
    [
      'without dropout both models are one, one gate polarized, no positions',
      {
        ...usual,
        positions: false,
        apart: apart(0),
        arms: [arm([3], [5, 5, 5, 2], [0.35, 0.2, 0.7, 0.5]), arm([3], [5, 5, 5, 2], [0.35, 0.2, 0.7, 0.5])],
      },
      'After 600 steps: without gate dropout the rating gate polarized; both models are the same. | Of the 32 lines from an expert to a gate, 5 go unused. | Narrowed most: the rating gate, from 6.0 to 2.0 experts per example. | The log has no positions, so there was no position bias to learn. | Held-out losses against their start: watch time came to 20%, like to 100%. | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | The same run with 10% gate dropout in B: does it prevent what happened here?',
      '训练 600 步之后：没有门控 dropout，评分门控极化了；两个模型相同。 | 专家到门控的 32 条连线中，有 5 条未被使用。 | 集中得最多的是评分门控：单样本由 6.0 个专家减到 2.0 个。 | 这份日志没有位置，因此没有位置偏差可学。 | 留出集损失与开始时相比：观看时长降到 20%，点赞为 100%。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 给 B 加上 10% 的门控 dropout 重做这次训练：能防止这里发生的事吗？',
    ],
    [
      'one gate for all, polarized in both',
      {
        ...usual,
        kind: 'omoe',
        handling: 'none',
        arms: [
          arm([0, 1, 2, 3], [2, 2, 2, 2], [0.5, 0.2, 0.4, 0.25]),
          arm([0, 1, 2, 3], [3, 3, 3, 3], [0.4, 0.2, 0.4, 0.25]),
        ],
      },
      'After 600 steps: the one gate polarized in A · no dropout, the one gate in B · 10% dropout. | A and B leave equally many lines from an expert to a gate unused (5 of 8); a single example uses 2.0 in A and 3.0 in B. | Narrowed most: the one gate of A, from 6.0 to 2.0 experts per example; in B it uses 3.0. | The model does nothing about the position of an item, so its prediction of a click still mixes relevance with position. | Dropout helps the click task most (held-out loss 20% lower in B) and costs no task as much as 1%. | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | One run is one seed: see how often this happens over many.',
      '训练 600 步之后：模型 A · 无 dropout 中唯一的门控极化了，模型 B · 10% dropout 中唯一的门控极化了。 | A 与 B 未使用的专家到门控的连线一样多（5/8）；单个样本在 A 中使用 2.0 个专家，在 B 中使用 3.0 个。 | 集中得最多的是 A 的唯一的门控：单样本由 6.0 个专家减到 2.0 个；它在 B 中使用 3.0 个。 | 该模型不处理物品的位置，因此它预测的点击仍混着相关性与位置两种作用。 | dropout 对点击帮助最大（B 的留出集损失低 20%），各任务受损都不到 1%。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 一次训练只是一个种子：看看在许多种子上这有多常见。',
    ],
    [
      'a shared bottom',
      { ...usual, kind: 'shared-bottom', experts: 1, handling: 'adversarial', apart: { dropout: [], cures: [] } },
      'After 600 steps: a shared bottom has no gates, so nothing can polarize. | The model was made to forget the position: there are no position logits to compare. | Held-out losses against their start: watch time came to 20%, click to 71%. | The same run with a gate for every task: only then is there a gate that can polarize.',
      '训练 600 步之后：共享底层没有门控，因此没有什么可以极化。 | 该模型被训练成忘掉位置：没有位置 logit 可供比较。 | 留出集损失与开始时相比：观看时长降到 20%，点击为 71%。 | 用每个任务各有门控的模型重做这次训练：有了可选择的门控，才谈得上极化。',
    ],
    [
      'a shared bottom with a cure of its experts',
      {
        ...usual,
        kind: 'shared-bottom',
        experts: 1,
        handling: 'adversarial',
        apart: { dropout: [], cures: swish(0).cures },
      },
      'After 600 steps: a shared bottom has no gates, so nothing can polarize. | The model was made to forget the position: there are no position logits to compare. | What B was given costs the click task most (held-out loss 4% higher in B) and helps the watch time task most (10% lower). | The same run with a gate for every task: only then is there a gate that can polarize.',
      '训练 600 步之后：共享底层没有门控，因此没有什么可以极化。 | 该模型被训练成忘掉位置：没有位置 logit 可供比较。 | B 所用的对策使点击受损最多（B 的留出集损失高 4%），对观看时长帮助最大（低 10%）。 | 用每个任务各有门控的模型重做这次训练：有了可选择的门控，才谈得上极化。',
    ],
    [
      'diverged',
      { ...usual, status: 'diverged', step: 118, arms: [even, even], against: 'best', changes: 3 },
      'Before it diverged, at step 118 of 600: no gate polarized, neither in A · no dropout nor in B · 10% dropout. | Dropout did nothing that can be seen in this run: in A and in B 0 of 32 lines from an expert to a gate go unused, and a single example uses 5.9. | No gate narrowed much: a single example uses 5.8 to 6.0 experts. | The learned position bias is 0.10 logits from the best possible table in A and 0.10 in B (0.63 at the start; correlation 0.90 and 0.90). | To the tasks it makes no difference: no held-out loss differs by 1% between A and B. | How often gates polarize and how much dropout helps is not the same in other settings; whether a polarized gate costs its task anything is asked there, too. | The numbers are those of the last finite state: this run never reached its end. | Start over with the calmer value that the notice above proposes.',
      '发散之前（第 118 步，共 600 步）：模型 A · 无 dropout 与模型 B · 10% dropout 都没有门控极化。 | 在这次训练中看不出 dropout 的作用：A 与 B 都有 0/32 条专家到门控的连线未被使用，单个样本都使用 5.9 个。 | 没有门控明显变集中：单个样本使用 5.8 至 6.0 个专家。 | 学到的位置偏差与可能的最佳加性表相差：A 为 0.10 logit，B 为 0.10 logit（开始时为 0.63；相关系数 0.90 与 0.90）。 | 对各任务没有差别：A 与 B 的留出集损失相差都不到 1%。 | 门控多常极化、dropout 有多大帮助，换一个设置答案就不同；极化的门控是否损害其任务，也在那里一并回答。 | 这些数值来自最后一个有限的状态：这次训练没有走到终点。 | 用上方提示建议的较温和的值重新开始。',
    ],
  ])('%s', (_, results, english, chinese) => {
    expect(text(en, results)).toBe(english);
    expect(text(zh, results)).toBe(chinese);
  });

  it('of two models that are one tells the bias once', () => {
    const twins = { ...usual, apart: apart(0), arms: [even, even] };
    expect(text(en, twins)).toContain(
      'The learned position bias is 0.10 logits from the truth (0.63 at the start; correlation 0.90).',
    );
    expect(text(zh, twins)).toContain('学到的位置偏差与真值相差 0.10 logit（开始时为 0.63；相关系数 0.90）。');
  });

  it('says of the bias how far positions differ where no truth is known', () => {
    const curve = (top: number) => ({ rmse: NaN, r: NaN, learned: [[top, 0, -0.2, NaN], [NaN]] });
    const arms = [
      { ...even, bias: curve(1) },
      { ...even, bias: curve(0.5) },
    ];
    const unknown: Results = { ...usual, against: 'none', first: [{ ...then, rmse: NaN }, then], arms };
    expect(text(en, unknown)).toContain(
      'By the learned position bias, positions differ by up to 1.20 logits in A and 0.70 in B; this data has no known truth to compare it with.',
    );
    expect(text(zh, { ...unknown, apart: apart(0) })).toContain(
      '按学到的位置偏差，各位置最多相差 1.20 logit；这份数据没有已知的真值可供比较。',
    );
  });

  it('says where experts died, and of either model that dropout brings none back', () => {
    const withDead = (...dead: number[][]) => ({
      ...usual,
      arms: usual.arms.map((one, i) => ({ ...one, dead: Uint8Array.from(dead[i]) })),
    });
    const none = [0, 0, 0, 0, 0, 0, 0, 0];
    const one = withDead(none, [0, 0, 1, 0, 0, 0, 0, 0]);
    expect(text(en, one)).toContain(
      '10 go unused in A and 0 in B. Dead experts (always 0): 0 of 8 in A, 1 in B; dropout brings none back. |',
    );
    expect(text(zh, one)).toContain('死亡的专家（输出恒为 0）：8 个中 A 有 0 个，B 有 1 个；dropout 不能使其复活。');
    const twins = { ...withDead([1, 1, 0], [1, 1, 0]), apart: apart(0) };
    expect(text(en, twins)).toContain('Dead experts (always 0), which no gate brings back: 2 of 8.');
    expect(text(en, withDead(none, none))).toBe(text(en, usual));
  });

  it('each sentence leads to the picture it speaks of', () => {
    expect(storyWords(en, usual).told.map(({ card }) => card)).toEqual([
      'card-polarization',
      'card-gates',
      'card-bias',
      'card-curves',
      'card-settings',
    ]);
    expect(storyWords(en, { ...usual, kind: 'shared-bottom', experts: 1 }).told.map(({ card }) => card)).toEqual([
      'card-bias',
      'card-curves',
    ]);
  });
});

describe('what is said of a run', () => {
  it('of one gate for all: the model in which it narrowed most', () => {
    const arms = [arm([], [3, 3, 3, 3], [0.5, 0.2, 0.4, 0.25]), arm([0, 1, 2, 3], [2, 2, 2, 2], [0.5, 0.2, 0.4, 0.25])];
    expect(storyOf({ ...usual, kind: 'omoe', arms }).narrowed).toEqual({
      kind: 'narrowed',
      arm: 1,
      task: 0,
      from: 6,
      to: 2,
      other: 3,
    });
  });

  it('counts with the threshold that is chosen, gates and lines alike', () => {
    expect(storyOf({ ...usual, threshold: 0.003 }).gates).toMatchObject({ tasks: [[], []], unused: [0, 0] });
    // 0.4% and 8% of the two narrow gates of A, 12.5% of no other.
    expect(storyOf({ ...usual, threshold: 0.1 }).gates).toMatchObject({ tasks: [[1, 2], []], unused: [12, 0] });
  });

  it('calls losses equal that differ by less than 1%', () => {
    const by = (click: number, rating: number) =>
      storyOf({
        ...usual,
        arms: [arm([], [6, 6, 6, 6], [1, 1, 1, 1]), arm([], [6, 6, 6, 6], [1 + click, 1, 1, 1 + rating])],
      }).loss.kind;
    expect([by(0.009, -0.009), by(0.011, -0.009), by(0.009, -0.011), by(0.011, -0.011)]).toEqual([
      'equal',
      'pays',
      'gains',
      'mixed',
    ]);
  });

  it('calls a gate narrowed that uses three tenths of an expert fewer', () => {
    const to = (count: number) => {
      const one = arm([], [6, count, 6, 6], [1, 1, 1, 1]);
      return storyOf({ ...usual, arms: [one, one] }).narrowed?.kind;
    };
    expect([to(5.71), to(5.69)]).toEqual(['hardly', 'narrowed']);
  });
});

describe('where to go next', () => {
  const nothing = { ...usual, arms: [even, even] };
  it.each<[string, Results]>([
    ['polarization', usual],
    ['polarization', { ...usual, status: 'paused', step: 200 }],
    ['seeds', nothing],
    ['play', { ...nothing, status: 'paused', step: 100 }],
    ['bias', { ...nothing, arms: [{ ...even, bias: { rmse: 0.31, r: 0.5 } }, even] }],
    ['bias', { ...nothing, arms: [even, { ...even, bias: { rmse: 0.31, r: 0.5 } }] }],
    ['seeds', { ...nothing, arms: [even, { ...even, bias: { rmse: 0.3, r: 0.5 } }] }],
    ['bias', { ...nothing, handling: 'none' }],
    ['seeds', { ...nothing, handling: 'none', positions: false }],
    ['dropout', { ...usual, apart: apart(0) }],
    ['seeds', { ...nothing, apart: apart(0) }],
    ['mmoe', { ...usual, kind: 'shared-bottom' }],
    ['compare', { ...nothing, kind: 'omoe' }],
    ['play', { ...nothing, kind: 'omoe', status: 'paused', step: 100 }],
    ['remedy', { ...usual, kind: 'shared-bottom', status: 'diverged' }],
  ])('%s', (next, results) => {
    expect(storyOf(results).next).toBe(next);
  });
});

describe('a story is told', () => {
  it.each([
    ['finished', 600, true],
    ['diverged', 20, true],
    ['paused', 60, true],
    ['paused', 59, false],
    ['running', 300, false],
    ['opening', 0, false],
    ['finished', 0, false],
  ])('%s at step %i: %s', (status, step, told) => {
    expect(isTold(status, step, 600)).toBe(told);
  });
});

describe('any two runs', () => {
  const tasks = fc.subarray([0, 1, 2, 3]);
  const count = fc.integer({ min: 10, max: 80 }).map((tenths) => tenths / 10);
  const model = fc
    .tuple(
      tasks,
      fc.tuple(count, count, count, count),
      fc.array(fc.integer({ min: 10, max: 90 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 0, max: 99 }),
    )
    .map(([which, each, loss, rmse]) =>
      arm(
        which,
        each,
        loss.map((value) => value / 100),
        rmse / 100,
      ),
    );
  const run = fc
    .record({ a: model, b: model, step: fc.constantFrom(300, 600) })
    .map(({ a, b, step }): Results => ({ ...usual, step, status: step < 600 ? 'paused' : 'finished', arms: [a, b] }));
  /** What came out, written down without the story: which gates leave at least five experts under 1%, how far it is, and the bias in hundredths. */
  const outcome = ({ arms, step }: Results): string =>
    JSON.stringify([
      step,
      arms.map(({ utilization, bias }) => [
        [0, 1, 2, 3].filter((k) => utilization.slice(8 * k, 8 * k + 8).filter((weight) => weight < 0.01).length > 4),
        bias?.rmse.toFixed(2),
      ]),
    ]);

  it('that differ in what came of them are told differently, in both languages', () => {
    fc.assert(
      fc.property(run, run, (one, two) => {
        fc.pre(outcome(one) !== outcome(two));
        expect(text(en, one)).not.toBe(text(en, two));
        expect(text(zh, one)).not.toBe(text(zh, two));
      }),
      { numRuns: 300 },
    );
  });

  it('are told as the card beside has them: the same gates, in the same number', () => {
    const names = ['click', 'watch time', 'like', 'rating'];
    fc.assert(
      fc.property(run, (results) => {
        const [a, b] = results.arms.map(({ utilization }) =>
          [0, 1, 2, 3].filter((k) => utilization.slice(8 * k, 8 * k + 8).filter((weight) => weight < 0.01).length > 4),
        );
        const said = (which: number[]): string =>
          which.length === 4
            ? 'all four gates'
            : `the ${which
                .map((k) => names[k])
                .join(', ')
                .replace(/, ([^,]+)$/, ' and $1')} gate${which.length > 1 ? 's' : ''}`;
        const { headline } = storyWords(en, results);
        const title = polarizationTitle(en, { ...results, ended: true });
        for (const which of [a, b]) if (which.length > 0) expect(headline).toContain(said(which));
        if (a.length === 0 && b.length === 0) expect(headline).toContain('no gate polarized');
        // The title counts them, and names the only one.
        const only = a.length + b.length === 1;
        if (only) expect(title).toContain(said([...a, ...b]));
        else for (const which of [a, b]) if (which.length > 0) expect(title).toContain(String(which.length));
        if (b.length === 0 && a.length > 0) expect([headline, title].every((words) => /none/.test(words))).toBe(true);
      }),
    );
  });
});

it('a story counts only the lines that there are', () => {
  // Of eight experts engagement may use the first six, satisfaction the last six: watch time leaves three of its six unused.
  const own = { ...usual, visible: [0x3f, 0x3f, 0xfc, 0xfc], apart: apart(0) };
  const alike = (row: number[]): ModelNow => ({
    ...even,
    utilization: Float64Array.from([...engaged, ...row, ...pleased, ...pleased]),
  });
  const engaged = [...new Array<number>(6).fill(1 / 6), 0, 0];
  const pleased = [0, 0, ...new Array<number>(6).fill(1 / 6)];
  const now = alike([0.5, 0.4, 0.088, 0.004, 0.004, 0.004, 0, 0]);
  expect(text(en, { ...own, arms: [now, now] })).toContain('Of the 24 lines from an expert to a gate, 3 go unused.');
  // Model B alone has experts of its own.
  const ofB = { ...usual, visibleOf: [undefined, own.visible], arms: [even, now] };
  expect(text(en, ofB)).toContain('Of the lines from an expert to a gate, 0 of 32 go unused in A and 3 of 24 in B.');
  expect(text(zh, ofB)).toContain('专家到门控的连线中，A 的 32 条有 0 条未被使用，B 的 24 条有 3 条。');
});

describe('a table with two tasks', () => {
  /** The task that polarized in A, like, is there; watch time, which polarized too, is not. */
  const loss = [0.5, NaN, 0.4, NaN];
  const two: Results = {
    ...usual,
    present: [0, 2],
    first: [
      { ...then, loss: [0.7, NaN, 0.7, NaN] },
      { ...then, loss: [0.7, NaN, 0.7, NaN] },
    ],
    arms: [arm([1, 2], [5, 1, 4, 1], loss), arm([], [5, 1, 5, 1], [0.52, NaN, 0.4, NaN])],
  };

  it('is told of these two alone', () => {
    const { gates, narrowed, loss: said } = storyOf(two);
    // 5 of the experts of like; of watch time none is counted.
    expect(gates).toMatchObject({ tasks: [[2], []], unused: [5, 0] });
    expect(narrowed).toMatchObject({ arm: 0, task: 2, from: 6, to: 4 });
    expect(said).toMatchObject({ worst: 0, best: 2 });
    const { headline, told } = storyWords(en, two);
    expect(headline).toContain('the like gate');
    expect(told[0].text).toMatch(/\b16\b/);
  });

  it('does not call a table one without positions that has them, and no rate by them', () => {
    const calm = { ...two, positions: false, against: 'none', handling: 'none' } as const;
    expect(text(en, { ...calm, arms: [even, even] })).toContain('The log has no positions');
    expect(text(en, { ...calm, placed: true, arms: [even, even] })).toContain(
      'The log has positions, but no yes or no',
    );
    expect(storyOf({ ...calm, placed: true, arms: [even, even] }).next).toBe('seeds');
  });

  it('names one task once', () => {
    const only = (now: ModelNow, loss: number): ModelNow => ({ ...now, loss: [NaN, NaN, loss, NaN] });
    const single: Results = {
      ...two,
      present: [2],
      apart: apart(0),
      first: [
        { ...then, loss: [NaN, NaN, 0.8, NaN] },
        { ...then, loss: [NaN, NaN, 0.8, NaN] },
      ],
      arms: [only(two.arms[0], 0.4), only(two.arms[0], 0.4)],
    };
    expect(text(en, single)).toContain('The held-out loss of like came to 50% of its start.');
  });

  it('calls them all where both polarize', () => {
    const both = { ...two, arms: [arm([0, 2], [5, 1, 4, 1], loss), two.arms[1]] };
    expect(storyWords(en, both).headline).toContain('both gates');
    expect(storyWords(zh, both).headline).toContain('两个门控');
  });

  it('calls the prediction that still mixes in the position by its column, and rows rows', () => {
    const shop: Say = { ...en, t: withOwnWords(en.t, { 'task.click': 'bought' }) };
    const ignored = { ...two, against: 'none', handling: 'none', arms: [even, even] } as const;
    expect(text(shop, ignored)).toContain('the position of a row, so its prediction of bought still mixes');
    expect(text(en, ignored)).toContain('the position of an item, so its prediction of a click still mixes');
  });
});
