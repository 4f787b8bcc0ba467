import { describe, expect, it } from 'vitest';
import { idOf } from '../../experiments/cures/combination.ts';
import { CURE_NAMES } from '../../experiments/cures/vocabulary.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun, modelOfArm, populationOf } from '../../run/runSpec.ts';
import { regimeRun } from '../../run/regimes.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import * as formulas from '../terms/formulas.mjs';
import { curesTable, numbersOf, runsTable } from './curesTable.ts';
import { curveOf } from './curve.ts';
import { sweepWords } from './sweepWords.ts';
import { draftOf, usual } from './draft.ts';
import { changeBounds, combinationName, settingName } from './names.ts';
import { healedWords, oneRows } from './oneTable.ts';
import { baseOf, differsFrom, hasGates, isOther, nearestTo, regimeOf, settingOf } from './setting.ts';
import type { ShownCures } from './store.ts';
import { CURES, hand, ratio } from './testing.ts';
import { runWith } from './tryIt.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const named = (say: Say, text: string): string => combinationName(say, hand(text, { polarized: 0 }).combination);
const model = { expertUnits: 8 };
const shown = (changed: Partial<ShownCures> = {}): ShownCures => ({
  spec: { base: regimeRun('async'), seeds: 100, seedBase: 1 },
  cures: CURES,
  sweeps: [],
  runs: {},
  looks: new Map(),
  asked: 700,
  ...changed,
});

describe('a cure’s name', () => {
  it('has its strength as it is understood', () => {
    expect(
      [
        'dropout:0.1',
        'dropout:0.125',
        'rate:0.5',
        'warmUp:60',
        'lossFree:0.03',
        'sigmoid',
        'decay:0.1+lossFree:0.03',
        'none',
      ].map((text) => named(en, text)),
    ).toEqual([
      'gate dropout 10%',
      'gate dropout 12.5%',
      'rate × 0.5',
      'warm-up 60 steps',
      'loss-free 0.03',
      'sigmoid gates',
      'decay to 10% + loss-free 0.03',
      'no cure',
    ]);
    expect(named(zh, 'rate:0.5+lossFree:0.03')).toBe('学习率 × 0.5 + 无辅助损失均衡 0.03');
  });
  it('has words and a formula for every cure that there is', () => {
    for (const { t } of [en, zh])
      for (const name of CURE_NAMES)
        for (const part of ['cure', 'what', 'source'] as const) expect(t(`cures.${part}.${name}`), name).not.toBe('');
    expect(Object.keys(formulas.cures).sort()).toEqual([...CURE_NAMES].sort());
  });
});

describe('cures that are put together', () => {
  const draft = (doses: [Parameters<typeof usual>[0], string][], say = en) =>
    draftOf(
      say,
      doses.map(([name, strength]) => ({ name, strength })),
      [CURES[2].combination],
      { regime: 'async', model },
    );
  it('are what was chosen', () => {
    expect(
      draft([
        ['clip', '0.5'],
        ['sigmoid', ''],
      ]).combination,
    ).toEqual([
      { name: 'clip', strength: 0.5 },
      { name: 'sigmoid', strength: null },
    ]);
    expect(usual('switch', 'adam')).toEqual({ name: 'switch', strength: '0.01' });
  });
  it.each<[string, [Parameters<typeof usual>[0], string][], string, string]>([
    [
      'a strength out of range',
      [['dropout', '2']],
      'The strength of gate dropout must be from 0.001 to 0.5',
      '“门控 dropout”的强度须在 0.001 到 0.5 之间',
    ],
    [
      'a strength that is no number',
      [['clip', 'x']],
      'The strength of clipping is no number',
      '“梯度裁剪”的强度不是数',
    ],
    [
      'part of a step',
      [['warmUp', '1.5']],
      'The strength of warm-up must be a whole number from 1 to 5,000',
      '“预热”的强度须是 1 到 5,000 之间的整数',
    ],
    [
      'a cure twice',
      [
        ['clip', '1'],
        ['clip', '2'],
      ],
      'clipping is there twice',
      '“梯度裁剪”出现了两次',
    ],
    ['what is there', [['swish', '']], 'Swish is among the cures already', '“Swish”已在其中'],
    [
      'sigmoid gates with the Switch loss',
      [
        ['sigmoid', ''],
        ['switch', '1'],
      ],
      'These exclude one another: sigmoid gates, Switch loss. The Switch loss counts the largest softmax weight, and sigmoid gates have none.',
      '这些对策互相排斥：sigmoid 门控、Switch 损失。Switch 损失统计 softmax 的最大权重，sigmoid 门控没有。',
    ],
    [
      'sigmoid gates with the z-loss',
      [
        ['zLoss', '1'],
        ['sigmoid', ''],
      ],
      'These exclude one another: sigmoid gates, z-loss. The z-loss is of the softmax’s sum, and sigmoid gates have none.',
      '这些对策互相排斥：sigmoid 门控、z-loss。z-loss 针对 softmax 的分母，sigmoid 门控没有。',
    ],
    [
      'two temperatures',
      [
        ['temperature', '2'],
        ['annealing', '4'],
      ],
      'These exclude one another: temperature, annealed from. Both set the same thing.',
      '这些对策互相排斥：温度、退火温度。两者设置的是同一个量。',
    ],
    [
      'uniform gates with a gate’s cure',
      [
        ['uniform', ''],
        ['dropout', '0.1'],
      ],
      'These exclude one another: no gate at all, gate dropout. Uniform gates are never trained.',
      '这些对策互相排斥：完全没有门控、门控 dropout。均匀的门控从不训练。',
    ],
  ])('are refused with a reason: %s', (_, doses, english, chinese) => {
    expect(draft(doses)).toEqual({ combination: null, problem: english });
    expect(draft(doses, zh).problem).toBe(chinese);
  });
});

it('layer norm is refused where experts have a single unit', () => {
  const one = { regime: 'async', model: { expertUnits: 1 } } as const;
  expect(draftOf(en, [{ name: 'layerNorm', strength: '' }], [], one).problem).toContain(
    en.t('cures.conflict.layer-norm-units'),
  );
});

describe('the setting', () => {
  const run = defaultRun();
  const like = (changed: Partial<typeof run.training>) => ({ ...run, training: { ...run.training, ...changed } });
  it('nearest to a run has its optimizer, then its workers, then what else it has', () => {
    expect(nearestTo(like({ optimizer: 'adam', workers: 1 }))).toBe('adam-1');
    expect(nearestTo(run)).toBe('default-4');
    expect(differsFrom('default-4', run)).toEqual([]);
    expect(nearestTo(like({ optimizer: 'sgd', workers: 3 }))).toBe('default-4');
    expect(nearestTo(regimeRun('async'))).toBe('async-4');
    expect(nearestTo(like({ workers: 8 }))).toBe('async-8');
  });
  it('is named, and its run has no cure; the reader’s own loses those that it has', () => {
    expect([settingName(en, settingOf('adam-1')), settingName(zh, settingOf('async-4'))]).toEqual([
      'Adam',
      'Adagrad，4 个节点',
    ]);
    expect(settingName(en, settingOf('default-4'))).toBe('as the page opens');
    expect(baseOf('async-4', run).training).toMatchObject({ workers: 4, optimizer: 'adagrad', gateDropout: 0 });
    const cured = like({ gateDropout: 0.3, cures: { ...run.training.cures, lossFree: 0.1, rate: 0.5 } });
    expect(baseOf('present', cured).training).toEqual({ ...run.training, gateDropout: 0 });
  });
  it('differs from a run in what is named, and not in its cures', () => {
    expect(
      differsFrom('async-4', { ...regimeRun('async'), seeds: { data: 9, init: 9, dropout: 9, batch: 9 } }),
    ).toEqual([]);
    const other = regimeRun('async');
    expect(
      differsFrom('async-4', { ...other, training: { ...other.training, learningRate: 0.3, gateDropout: 0.2 } }),
    ).toEqual(['learningRate']);
  });
  it('gives usual strengths: its own, or those of the stored one that is nearest to the controls', () => {
    const adam = like({ optimizer: 'adam', workers: 1 });
    expect([
      regimeOf('present', adam),
      regimeOf('present', run),
      regimeOf('async-8', adam),
      regimeOf('adam-1', run),
    ]).toEqual(['adam', 'default', 'async', 'adam']);
  });
  it('is another one than that of the results once the controls are turned, cures and seeds aside', () => {
    const base = baseOf('present', run);
    const other = like({ learningRate: 0.3 });
    const cured = like({ gateDropout: 0.3, cures: { ...run.training.cures, lossFree: 0.1 } });
    expect(
      [run, other, cured, { ...run, seeds: { ...run.seeds, data: 9 } }].map((now) => isOther('present', base, now)),
    ).toEqual([false, true, false, false]);
    // What is stored is of its setting, whatever the controls show.
    expect(isOther('async-4', baseOf('async-4', run), other)).toBe(false);
    expect(isOther('async-8', baseOf('async-4', run), run)).toBe(true);
  });
  it('needs gates', () => {
    expect([hasGates(run), hasGates({ ...run, model: { ...run.model, kind: 'shared-bottom' } })]).toEqual([
      true,
      false,
    ]);
  });
});

it('bounds have their signs, but none where they round to nothing', () => {
  const bounds = (low: number, high: number): string => changeBounds(en, { low, high });
  expect(bounds(0.952, 1.01)).toBe('[−5%, +1%]');
  expect(bounds(1.006, 1.014)).toBe('[+1%, +1%]');
  expect(bounds(0.99, 1.004)).toBe('[−1%, 0%]');
});

describe('a cure that is tried', () => {
  it('is in the run that the page trains, with one seed four times', () => {
    const base = regimeRun('async');
    const run = runWith(base, hand('decay:0.1+lossFree:0.03', { polarized: 0 }).combination, 7);
    expect(run.training.cures).toEqual({ ...base.training.cures, decayTo: 0.1, lossFree: 0.03 });
    expect(run.seeds).toEqual({ data: 7, init: 7, dropout: 7, batch: 7 });
    expect(runWith(base, hand('dropout:0.1', { polarized: 0 }).combination, 7).training.gateDropout).toBe(0.1);
  });
  it('is in model B alone', () => {
    const base = regimeRun('async');
    const given = CURE_NAMES.filter((name) => name !== 'none').map((name) => hand(name, { polarized: 0 }).combination);
    for (const combination of [...given, hand('dropout+gateRate+zeroGates', { polarized: 0 }).combination]) {
      const run = runWith(base, combination, 7);
      const [a, b] = populationOf(run).replicas;
      const text = idOf(combination);
      // What every model A is: as if nothing were tried.
      expect(a, text).toEqual(populationOf({ ...base, seeds: run.seeds }).replicas[0]);
      expect(modelOfArm(run, 0).visible, text).toBeUndefined();
      expect(b, text).not.toEqual(a);
    }
  });
});

describe('what is said of one cure', () => {
  it('stands beside what is without it', () => {
    const rows = oneRows(en, CURES[1], CURES[0]);
    expect(rows.map(({ id, without, with: cured }) => [id, without, cured])).toEqual([
      ['z5', '20% [13%, 29%]', '8% [4%, 15%]'],
      ['contributed', '50% [40%, 60%]', '35% [26%, 45%]'],
      ['effective', '4.0', '4.0'],
      ['effectiveContributions', '3.0', '3.0'],
      ['dead', '25% [18%, 34%]', '0% [0%, 4%]'],
      ['deadExperts', '0.25', '0.25'],
      ['diverged', '0 of 100', '0 of 100'],
      ['multiplications', '0', '0'],
    ]);
  });
  it('tells what became of the gates that polarized without it', () => {
    expect(healedWords(en, CURES[1])).toEqual([
      'Of 24 gates that polarized without it, 18 did not with it. Their task’s loss: 0.500 before, 0.400 after (20% lower [−30%, −10%]).',
      'Of 376 that did not, 2 polarized with it.',
    ]);
    const calm = hand('clip', { polarized: 0 });
    calm.against!.healed.gates = { k: 0, n: 0, rate: NaN, low: NaN, high: NaN };
    expect(healedWords(zh, calm)).toEqual(['不用它时没有门控极化：没有需要治的门控。']);
    expect(healedWords(en, CURES[0])).toEqual([]);
  });
});

describe('the strengths of the chosen cure', () => {
  const sweeps = ['lossFree:0.3', 'lossFree:0.003', 'dropout:0.3'].map((text, i) =>
    hand(text, { polarized: 2 * i, loss: ratio(1 - i / 10) }),
  );
  it('are a curve from the weakest number on, the usual strength of the picture among them', () => {
    const curve = curveOf(en, shown({ sweeps }), CURES[3], 'weights');
    expect(curve?.fewerSeeds).toBe(false);
    expect(curve?.points).toEqual([
      { id: 'lossFree:0.003', rate: 0.02, ratio: 0.9, text: '0.003' },
      { id: 'lossFree:0.03', rate: 0, ratio: 0.97, text: '0.03' },
      { id: 'lossFree:0.3', rate: 0, ratio: 1, text: '0.3' },
    ]);
  });
  it('are told with on what they were measured, or why there is no curve', () => {
    const few = sweeps.map((cure) => ({ ...cure, diverged: { ...cure.diverged, n: 50 } }));
    const curve = curveOf(en, shown({ sweeps: few }), CURES[3], 'weights');
    const asked = { chosen: CURES[3], curve, setting: settingOf('async-8'), stored: true, differs: [] };
    expect(sweepWords(en, asked)).toBe(
      'The curve is loss-free from 0.003 to 0.3: stored, at least 50 seeds a strength, Adagrad, 8 workers.',
    );
    expect(sweepWords(en, { ...asked, differs: ['workers', 'world'] })).toMatch(
      / Adagrad, 8 workers\. Yours differ in: workers, world\. Measure it there to know\.$/,
    );
    expect(sweepWords(zh, { ...asked, stored: false, setting: null, differs: ['workers'] })).toMatch(
      /^曲线：.*在此处测得，每个强度至少 50 个种子，你的设置。$/,
    );
    const without = (text: string, stored = true): string =>
      sweepWords(en, { ...asked, stored, curve: undefined, chosen: hand(text, { polarized: 0 }) });
    expect([without('none'), without('swish'), without('decay+lossFree')]).toEqual([
      '',
      'Swish: on or off, there is no strength to vary.',
      'decay to 10% + loss-free 0.03: cures together are stored at one strength each.',
    ]);
    expect(without('lossFree')).toMatch(/not stored for this setting/);
    expect(without('lossFree', false)).toMatch(/measure another strength below/);
  });
  it('are said to rest on fewer seeds where they do: those of a sweep, not those that a reader measures side by side', () => {
    const few = sweeps.map((cure) => ({ ...cure, diverged: { ...cure.diverged, n: 50 } }));
    expect(curveOf(en, shown({ sweeps: few }), CURES[3], 'weights')?.fewerSeeds).toBe(true);
    const own = shown({ cures: [...CURES, sweeps[0]] });
    expect(curveOf(en, own, CURES[3], 'weights')?.fewerSeeds).toBe(false);
  });
  it('are where their contributions are, where those are what a gate is judged by', () => {
    const judged = ['lossFree:0.003', 'lossFree:0.3'].map((text, i) =>
      hand(text, { polarized: 0, contributed: 40 + i }),
    );
    expect(curveOf(en, shown({ sweeps: judged }), CURES[3], 'contributions')?.points.map(({ rate }) => rate)).toEqual([
      0.4, 0.12, 0.41,
    ]);
  });
  it('are none of a cure that is on or off, of several together, of none, or where only one was measured', () => {
    for (const chosen of [CURES[2], CURES[0], CURES[4], hand('lossFree+swish', { polarized: 0 })])
      expect(curveOf(en, shown({ sweeps }), chosen, 'weights'), chosen.id).toBeUndefined();
  });
});

describe('the numbers', () => {
  it('are given of every cure, in words and as a file', () => {
    const { columns, rows } = numbersOf(en, shown());
    expect(rows[1]).toEqual([
      'gate dropout 10%',
      '1.10 [1.05, 1.15]',
      '8% [4%, 15%]',
      '35% [26%, 45%]',
      '0% [0%, 4%]',
      '18 of 24',
      '0 of 100',
      '0.001',
    ]);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    const file = curesTable(en, shown());
    expect(file.rows).toHaveLength(CURES.length);
    // Runs; polarized by weights, by contributions; with a dead expert; diverged; the loss with its interval, task by task; healed of how many.
    const near = (value: number): unknown => expect.closeTo(value, 12);
    expect(file.rows[1]).toEqual(
      ['gate dropout 10%', 'dropout:0.1', 100, 8, 35, 0, 0].concat([
        1.1,
        near(1.05),
        near(1.15),
        1.1,
        1.1,
        1.1,
        1.1,
        18,
        24,
        4,
        3,
        0,
        0.001,
      ] as number[]),
    );
    expect(file.columns.slice(7, 10).map(({ digits }) => digits)).toEqual([3, 3, 3]);
    expect(file.rows[0].slice(7, 14)).toEqual([1, NaN, NaN, 1, 1, 1, 1]);
    expect(file.rows.every((row) => row.length === file.columns.length)).toBe(true);
    expect(file.step).toBe(600);
  });
  it('are given of every run, as it was: of each cure its own', () => {
    const run = (seed: number, loss: number, finite: boolean) => ({
      seed,
      utilization: [
        [0.9, 0.1],
        [0.8, 0.2],
        [0.7, 0.3],
        [0.6, 0.4],
      ],
      contributions: [
        [0.1, 0.9],
        [0.2, 0.8],
        [0.3, 0.7],
        [0.4, 0.6],
      ],
      entropy: [1, 1, 1, 1],
      deadExperts: 1,
      heldOut: [loss, 2, 3, 4],
      finite,
    });
    const runs = { none: [run(5, 1, true)], swish: [run(5, 0.5, false)] };
    const { columns, rows } = runsTable(en, shown({ cures: [CURES[0], CURES[1], CURES[2]], runs }));
    const gates = [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4];
    const contributed = [0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6];
    expect(rows).toEqual([
      ['no cure', 5, 1, 2, 3, 4, 1, 'no', ...gates, ...contributed],
      ['Swish', 5, 0.5, 2, 3, 4, 1, 'yes', ...gates, ...contributed],
    ]);
    expect(columns.map(({ label }) => label).slice(5, 10)).toEqual([
      'Held-out loss: rating',
      'Dead experts',
      'Diverged',
      'Weight: click, expert 1',
      'Weight: click, expert 2',
    ]);
  });
});
