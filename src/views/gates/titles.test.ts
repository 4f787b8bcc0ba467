import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { Explanation } from '../../model/explain.ts';
import type { Ablation } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { plain } from '../terms/marked.ts';
import {
  ablationCell,
  ablationNotes,
  ablationSubtitle,
  ablationTitle,
  agreeTitle,
  changeWords,
  clickWorked,
  expertsWorked,
  featuresNote,
  heatSubtitle,
  heatTitle,
  impressionTitle,
  lossChanges,
  mixtureWorked,
  ofUsed,
  powerWords,
  sharedNote,
  weightWorked,
  worstOf,
} from './titles.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const both = (words: (say: Say) => string): [string, string] => [words(en), words(zh)];
const f = (...values: number[]): Float64Array => Float64Array.from(values);

/** Two experts of two units; the second task's gate takes three quarters of expert 2: its logits are 0 and ln 3. */
const way: Explanation = {
  trunk: f(1),
  experts: [f(2, 0), f(4, 1)],
  gateLogits: [f(0, 0), f(0, Math.log(3)), f(1, 0), f(1, 0)],
  weights: [f(0.5, 0.5), f(0.25, 0.75), f(0.9, 0.1), f(0.9, 0.1)],
  mixed: [f(3, 0.5), f(3.5, 0.75), f(2.2, 0.1), f(2.2, 0.1)],
  hidden: [],
  tower: f(-1, 2, 3, 4),
  shallow: 1,
  output: f(0, 2, 3, 4),
  served: -1,
};

describe('one impression', () => {
  it.each([
    ['mmoe', null, 1, 'One impression: its numbers at this step were not kept', '单次曝光：这一步的数值没有保留'],
    [
      'mmoe',
      way,
      1,
      'For this impression the watch time gate leans most on expert 2: 75%',
      '对这次曝光，观看时长门控最倚重专家 2：75%',
    ],
    [
      'omoe',
      way,
      2,
      'For this impression the one gate leans most on expert 1: 90%',
      '对这次曝光，唯一的门控最倚重专家 1：90%',
    ],
    [
      'shared-bottom',
      way,
      0,
      'For this impression, as for all, every task takes all of the one expert',
      '对这次曝光，与所有曝光一样，各任务都取唯一专家的全部输出',
    ],
  ] as const)('%s, case %#', (kind, shown, task, english, chinese) => {
    expect(both((say) => impressionTitle(say, kind, shown, task))).toEqual([english, chinese]);
  });

  it('works out the number that is chosen', () => {
    expect(both((say) => weightWorked(say, 'mmoe', way, 1, 1))).toEqual([
      'watch time, expert 2: e^1.10 / Σ = 3.00 / 4.00 = 0.750',
      '观看时长，专家 2：e^1.10 / Σ = 3.00 / 4.00 = 0.750',
    ]);
    // σ(0) = 0.5, of two experts: 0.5 / (0.5 + 0.5).
    expect(weightWorked(en, 'omoe', way, 0, 0, 'sigmoid')).toBe(
      'all tasks, expert 1: σ(0.00) / Σ = 0.50 / 1.00 = 0.500',
    );
    expect(weightWorked(en, 'omoe', way, 0, 0)).toBe('all tasks, expert 1: e^0.00 / Σ = 1.00 / 2.00 = 0.500');
    expect(mixtureWorked(en, 'mmoe', way, 1)).toBe('watch time, unit 1: 0.25·2.00 + 0.75·4.00 = 3.50');
    expect(mixtureWorked(zh, 'omoe', way, 0)).toBe('全部任务，单元 1：0.50·2.00 + 0.50·4.00 = 3.00');
  });

  // In a gate that has made up its mind.
  it.each([
    [289.66, '289.66'],
    [99_999, '99,999.00'],
    [100_000, '1.0·10⁵'],
    [4_073_645_473_589_291, '4.1·10¹⁵'],
    [0.01, '0.01'],
    [0.00999, '1.0·10⁻²'],
    [3.02e-10, '3.0·10⁻¹⁰'],
    [0, '0.00'],
  ])('writes %d as %s', (value, words) => {
    expect(powerWords(en, value)).toBe(words);
  });

  it.each([
    ['mmoe', way.experts, 'All tasks read the same experts; only the weights differ.'],
    ['omoe', way.experts, 'All tasks read the same experts with the same weights.'],
    ['mmoe', [f(1, 2), f(1, 2)], 'All experts give the very same output here: copies of one expert.'],
    ['mmoe', [f(1, 2), f(1, 2.1)], 'All tasks read the same experts; only the weights differ.'],
    ['shared-bottom', [f(1, 2)], 'There is but one expert: every task gets its output as it is.'],
    [
      'omoe',
      [f(0, 0), f(0, 0)],
      'Every unit of every expert is cut off at zero for this impression: the tasks get nothing but their own constants.',
    ],
    [
      'shared-bottom',
      [f(0, 0)],
      'Every unit of the one expert is cut off at zero for this impression: the tasks get nothing but their own constants.',
    ],
    ['mmoe', [f(1, 2)], 'All tasks read the same experts; only the weights differ.'],
  ] as const)('says what the experts have in common: %s, case %#', (kind, experts, words) => {
    const gateLogits = [f(...experts.map(() => 0))];
    expect(expertsWorked(en, kind, { experts: [...experts], gateLogits })).toBe(words);
  });

  // σ(0) = 50%, σ(−1) = 26.9%
  it.each([
    [
      'shallow-tower',
      'Click: −1.00 + 1.00 (position, device) = 0.00, so 50%; served with the position missing 27%. The truth at this position: 41%.',
    ],
    ['input-feature', 'Click: −1.00, so 27%; served with the position missing 27%. The truth at this position: 41%.'],
    ['none', 'Click: −1.00, so 27%, whatever the position. The truth at this position: 41%.'],
    ['adversarial', 'Click: −1.00, so 27%, whatever the position. The truth at this position: 41%.'],
  ] as const)('works out the click: %s', (handling, words) => {
    const shown = handling === 'shallow-tower' ? way : { ...way, output: way.tower };
    expect(clickWorked(en, handling, shown, { truth: 0.412, placed: true })).toBe(words);
  });

  // The border of 33% and 34%, σ(z) = 0.335, lies at z = −0.68566: σ(−0.69) = 33.40%, σ(−0.686) = 33.49%, σ(−0.685) = 33.51%.
  it.each([
    [-1, 0.315, 'Click: −1.000 + 0.315 (position, device) = −0.685, so 34%'],
    [-1, 0.31438, 'Click: −1.00 + 0.31 (position, device) = −0.69, so ≈ 34%'],
    [-1, 0.31, 'Click: −1.00 + 0.31 (position, device) = −0.69, so 33%'],
  ])('says of the click no percent that its printed logit contradicts: %d + %d', (main, shallow, words) => {
    const shown = { ...way, tower: f(main, 2, 3, 4), shallow, output: f(main + shallow, 2, 3, 4) };
    expect(clickWorked(en, 'shallow-tower', shown, { truth: 0.412, placed: true })).toContain(`${words};`);
  });
  it('nor without a shallow tower', () => {
    const shown = { ...way, tower: f(-0.685, 2, 3, 4), output: f(-0.685, 2, 3, 4) };
    expect(clickWorked(en, 'none', shown, { truth: 0.412, placed: true })).toContain('Click: −0.685, so 34%,');
  });

  // A log without positions: no sentence speaks of "this position", nor of a serving that differs.
  it.each([
    [
      'shallow-tower',
      'Click: −1.00 + 1.00 (device, position missing) = 0.00, so 50%. The truth without a position: 41%.',
      '点击：−1.00 + 1.00（设备，位置缺失）= 0.00，即 50%。无位置时的真值：41%。',
    ],
    ...(['input-feature', 'none', 'adversarial'] as const).map(
      (handling) =>
        [
          handling,
          'Click: −1.00, so 27%. The truth without a position: 41%.',
          '点击：−1.00，即 27%。无位置时的真值：41%。',
        ] as const,
    ),
  ] as const)('works out the click without a position: %s', (handling, english, chinese) => {
    const shown = handling === 'shallow-tower' ? way : { ...way, output: way.tower };
    const words = (say: Say) => clickWorked(say, handling, shown, { truth: 0.412, placed: false });
    expect(both(words)).toEqual([english, chinese]);
  });

  it.each([
    ['mmoe', 'none', 'experts and gates read the rest.'],
    ['omoe', 'none', 'the experts and the one gate read the rest.'],
    ['shared-bottom', 'none', 'the one expert reads the rest.'],
    [
      'shared-bottom',
      'input-feature',
      'the one expert reads the rest. q is a row of its own for each device and position.',
    ],
  ] as const)('says what reads the shared layer: %s, %s', (kind, biasHandling, end) => {
    expect(sharedNote(en, { kind, biasHandling })).toBe(`Units below zero are cut off; ${end}`);
    expect(sharedNote(en, { kind, biasHandling }, 'swish')).toBe(
      `Swish in place of ReLU: what is below zero is damped, not cut off.${biasHandling === 'input-feature' ? ' q is a row of its own for each device and position.' : ''}`,
    );
  });
  it('says whose the features are', () => {
    expect(featuresNote(en, 6)).toBe('Standard normal; the first 6 belong to the query, the others to the item.');
    expect(both((say) => featuresNote(say, 0))).toEqual([
      'Standard normal; all belong to the item.',
      '标准正态；全部属于物品。',
    ]);
  });
});

describe('all impressions', () => {
  const rows = [f(0.5, 0.5, 0), f(0.6, 0.4, 0), f(0, 0, 1), f(0.004, 0.004, 0.992)];
  it.each([
    ['mmoe', 0.01, null, 'Utilization'],
    ['mmoe', 0.01, rows, 'The like gate leaves 2 of 3 experts under 1%'],
    ['mmoe', 0.005, rows.slice(1, 2), 'The click gate leaves 1 of 3 experts under 0.5%'],
    ['omoe', 0.01, rows, 'The one gate leaves 2 of 3 experts under 1%'],
    ['mmoe', 0.01, [f(0.5, 0.5)], 'Every gate gives every expert at least 1%'],
    ['omoe', 0.025, [f(0.5, 0.5)], 'The one gate gives every expert at least 2.5%'],
  ] as const)('%s at %d, case %#', (kind, threshold, weights, words) => {
    expect(heatTitle(en, { kind, threshold }, weights)).toBe(words);
  });

  it.each([
    ['mmoe', null, 'Mean gate weight over all held-out impressions, task by expert (the paper’s figure 5).'],
    ['omoe', null, 'Mean weight of the one gate over all held-out impressions.'],
    ['omoe', [], 'Mean weight of the one gate over all held-out impressions. No expert is dead.'],
    [
      'omoe',
      [2, 7],
      'Mean weight of the one gate over all held-out impressions. Dead experts (output 0 on every held-out impression): 2, 7.',
    ],
  ] as const)('whose weights: %s, %j', (kind, dead, words) => {
    expect(plain(heatSubtitle(en, kind, dead))).toBe(words);
  });

  it('ranks no pair where there is one', () => {
    const two = Float64Array.of(0.2, 0.8, 0, 0, 0.2, 0.8, 0.8, 0.2);
    const title = (...present: number[]) => agreeTitle(en, { experts: 2, present }, two);
    expect(title(0, 2)).toBe('The gates of click and like agree 1.00');
    expect(title(0, 2, 3)).toBe('The gates of click and like agree most: 1.00');
  });

  it('says how gates agree', () => {
    // Rows 1 and 2 the same, 3 and 4 the same, and each pair the mirror of the other: 1 within, −1 across.
    const mirrored = f(0.2, 0.8, 0.2, 0.8, 0.8, 0.2, 0.8, 0.2);
    expect(both((say) => agreeTitle(say, { experts: 2 }, mirrored))).toEqual([
      'Gates of one group agree 1.00, of different groups −1.00',
      '同组门控的一致性为 1.00，不同组之间为 −1.00',
    ]);
    // Within: (1 + (−1)) / 2. Across: (1 − 1 + 1 − 1) / 4.
    expect(agreeTitle(en, { experts: 2 }, f(0.2, 0.8, 0.2, 0.8, 0.2, 0.8, 0.8, 0.2))).toBe(
      'Gates of one group agree 0.00, of different groups 0.00',
    );
    expect(agreeTitle(en, { experts: 2 }, null)).toBe('Agreement between gates');
  });
});

describe('switching experts off', () => {
  const measured: Ablation = {
    step: 300,
    whole: [
      [1, 2, 1, 1],
      [1, 1, 1, 1],
    ],
    without: [
      [
        [1.01, 2.4, 1, 0.9],
        [1, 2, 1.1, 1],
      ],
      [
        [1, 1, 1, 1],
        [0.9, 1, 0.8, 1],
      ],
    ],
  };
  it('names the loss that rises most, of the model shown', () => {
    expect(worstOf(lossChanges(measured, 0))).toMatchObject({ e: 0, k: 1 });
    expect(both((say) => ablationTitle(say, lossChanges(measured, 0)))).toEqual([
      'Without expert 1 the watch time loss rises most: +20.0%',
      '去掉专家 1，观看时长损失上升最多：+20.0%',
    ]);
    expect(ablationTitle(en, lossChanges(measured, 1))).toBe('Without any one expert no loss rises');
    expect(ablationTitle(en, [])).toBe('Which task needs which expert?');
  });
  it.each([
    [0.5, '+50.0%'],
    [1, '×2.0'],
    [2.44, '×3.4'],
    [-0.031, '−3.1%'],
    [0.0004, '0.0%'],
    [-0.0004, '0.0%'],
    [0.0005, '+0.1%'],
  ])('writes a change of %d as %s', (change, words) => {
    expect(changeWords(en, change)).toBe(words);
  });
  it('says of which step it is, and when the model has gone on since', () => {
    expect(ablationSubtitle(en, null, 300)).toMatch(/^Switches each expert off/);
    expect(ablationSubtitle(en, 300, 300)).toMatch(/at step 300, .*others\.$/);
    expect(ablationSubtitle(en, 300, 1000)).toMatch(/at step 300, .* at step 1,000 now: measure again\.$/);
    expect(ablationSubtitle(zh, 300, 0)).toMatch(/^第 300 步[^。]*。模型现在已在第 0 步/);
  });
});

describe('where gates may not use every expert', () => {
  // Expert 1 is engagement's, 2 is shared, 3 is satisfaction's; rating may use its own alone.
  const model = { experts: 3, visible: [0b011, 0b011, 0b110, 0b100] };
  const none = -Infinity;
  const masked: Explanation = {
    ...way,
    experts: [f(2, 0), f(4, 1), f(8, 1)],
    gateLogits: [f(0, 0, none), f(0, Math.log(3), none), f(none, 1, 1), f(none, none, 7)],
    weights: [f(0.5, 0.5, 0), f(0.25, 0.75, 0), f(0, 0.5, 0.5), f(0, 0, 1)],
    mixed: [f(3, 0.5), f(3.5, 0.75), f(6, 1), f(8, 1)],
  };

  it('an impression is worked out over those that the task may use, and no logit is printed of the others', () => {
    expect(weightWorked(en, 'mmoe', masked, 1, 1)).toBe('watch time, expert 2: e^1.10 / Σ = 3.00 / 4.00 = 0.750');
    expect(both((say) => weightWorked(say, 'mmoe', masked, 1, 2))).toEqual([
      'watch time may not use expert 3: it has no logit there, and takes nothing from it',
      '观看时长不能使用专家 3：没有 logit，也不从中取任何东西',
    ]);
    expect(mixtureWorked(en, 'mmoe', masked, 1)).toBe('watch time, unit 1: 0.25·2.00 + 0.75·4.00 = 3.50');
    expect(mixtureWorked(en, 'mmoe', masked, 2)).toBe('like, unit 1: 0.50·4.00 + 0.50·8.00 = 6.00');
    expect(ofUsed(masked, 'gateLogits').map((row) => [...row])).toEqual([
      [0, 0, NaN],
      [0, Math.log(3), NaN],
      [NaN, 1, 1],
      [NaN, NaN, 7],
    ]);
    expect([...ofUsed(masked, 'weights')[1]]).toEqual([0.25, 0.75, NaN]);
    expect(expertsWorked(en, 'mmoe', masked)).toBe(
      'Each task reads the experts that it may use; the weights differ from task to task.',
    );
  });

  it('a gate of one expert has no preference', () => {
    expect(impressionTitle(en, 'mmoe', masked, 3)).toBe(
      'For this impression, as for all, the rating gate takes all from the only expert that it may use: 3',
    );
    expect(impressionTitle(en, 'mmoe', masked, 1)).toBe(
      'For this impression the watch time gate leans most on expert 2: 75%',
    );
  });

  it('unused experts are counted among those that the gate may use', () => {
    const rows = [f(1, 0), f(0.5, 0.5), f(0.5, 0.5), f(1)];
    const own = { kind: 'mmoe', threshold: 0.01, own: true } as const;
    expect(heatTitle(en, own, rows)).toBe('The click gate leaves 1 of 2 experts under 1%');
    expect(heatTitle(en, own, rows.slice(1))).toBe('Every gate gives every expert that it may use at least 1%');
    expect(plain(heatSubtitle(en, 'mmoe', null, true))).toContain('figure 5). –: the gate may not use the expert.');
  });

  it('gates without experts in common are not compared', () => {
    const four = f(0.1, 0.2, 0.7, 0, 0.2, 0.3, 0.5, 0, 0, 0.2, 0.2, 0.6, 0, 0.3, 0.3, 0.4);
    const cgc = { experts: 4, visible: [0b0111, 0b0111, 0b1110, 0b1110] };
    // Across: experts 2 and 3, which satisfaction's gates give the same: no correlation.
    expect(agreeTitle(en, cgc, four)).toMatch(/^Gates of one group agree 0\.9\d, of different groups –$/);
    const apart = { experts: 4, visible: [0b0011, 0b0011, 0b1100, 0b1100] };
    expect(agreeTitle(en, apart, f(0.4, 0.6, 0, 0, 0.3, 0.7, 0, 0, 0, 0, 0.4, 0.6, 0, 0, 0.3, 0.7))).toBe(
      'Gates of one group agree 1.00; different groups have too few experts in common to compare',
    );
    const single = { experts: 2, visible: [0b01, 0b01, 0b10, 0b10] };
    expect(agreeTitle(en, single, f(1, 0, 1, 0, 0, 1, 0, 1))).toBe(
      'The gates have too few experts in common to compare them',
    );
  });

  it('switching an expert off does nothing to who may not use it, and not to who may use no other', () => {
    expect(TASKS.map((_, k) => ablationCell(en, model, 2, k, k < 2 ? 0 : 0.5))).toEqual(['–', '–', '+50.0%', 'kept']);
    expect(TASKS.map((_, k) => ablationCell(en, { experts: 3 }, 2, k, 0))).toEqual(['0.0%', '0.0%', '0.0%', '0.0%']);
    expect(ablationNotes(en, model)).toEqual([
      '–: the task may not use this expert, so nothing changes for it.',
      'kept: the only expert that the task may use, so it is not switched off for it.',
    ]);
    expect(ablationNotes(en, { experts: 3, visible: [7, 7, 7, 3] })).toHaveLength(1);
    expect(ablationNotes(en, { experts: 1 })).toEqual([]);
  });
});
