import { describe, expect, it } from 'vitest';
import { wordsOf } from '../i18n/testing.ts';
import { FIELDS, type FieldValue } from '../run/fields.ts';
import { defaultRun, type RunCures, type RunSpec } from '../run/runSpec.ts';
import type { Course } from '../run/timeline.ts';
import { cureWords } from './charts/cureWords.ts';
import { numberWords } from './format.ts';
import type { Say } from './say.ts';
import {
  armLabel,
  armName,
  armNames,
  armWords,
  courseWords,
  apartOf,
  nothingApart,
  treatmentWords,
  untreatedWords,
} from './trained.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

/** A run that begins with a dropout and has it changed at some steps. */
function courseOf(first: number, ...changes: [step: number, rate: number][]): Course {
  const run = defaultRun();
  return {
    run: { ...run, training: { ...run.training, gateDropout: first } },
    timeline: changes.map(([step, value]) => ({ step, path: 'run.training.gateDropout', value })),
  };
}

describe('what the models were trained with', () => {
  it.each([
    // course, step shown; of model B: what its name and label in English say, and its dropout in Chinese
    [courseOf(0.1), 600, '10% dropout', '10% dropout', '10% dropout'],
    [courseOf(0.025), 600, '2.5% dropout', '2.5% dropout', '2.5% dropout'],
    [
      courseOf(0.1, [200, 0.5]),
      600,
      'dropout (10%, 50% from step 200)',
      '10%→50% dropout',
      'dropout（10%，第 200 步起 50%）',
    ],
    // Moved to nothing: it is still the model that was trained with 10%.
    [
      courseOf(0.1, [200, 0]),
      201,
      'dropout (10%, 0% from step 200)',
      '10%→0% dropout',
      'dropout（10%，第 200 步起 0%）',
    ],
    // The change stands in the timeline, and has not acted on a model of 200 steps.
    [courseOf(0.1, [200, 0.5]), 200, '10% dropout', '10% dropout', '10% dropout'],
    [
      courseOf(0.1, [200, 0.5], [1300, 0.2]),
      2000,
      'dropout (10%, 50% from step 200, 20% from step 1,300)',
      '10%→…→20% dropout',
      'dropout（10%，第 200 步起 50%，第 1,300 步起 20%）',
    ],
    [
      courseOf(0.1, [200, 0.2], [201, 0.3], [202, 0.4]),
      600,
      'dropout (10%, then 3 changes, 40% from step 202)',
      '10%→…→40% dropout',
      'dropout（10%，其后改动 3 次，第 202 步起 40%）',
    ],
  ])('case %#', (course, step, name, label, chinese) => {
    const apart = apartOf(course, step);
    expect(armName(en, apart, 1)).toBe(`B · ${name}`);
    expect(armLabel(en, apart, 1)).toBe(`B · ${label}`);
    // In a switch the letter is a mark, and "no dropout" stands beside it.
    expect(armWords(en, apart, 1)).toBe(label);
    expect(armWords(en, apart, 1, true)).toBe(label.includes('→') ? label.replace(' dropout', '') : label);
    expect(treatmentWords(zh, apart)).toBe(chinese);
    expect(armName(zh, apart, 1)).toBe(`模型 B · ${chinese}`);
    expect([armName(en, apart, 0), armLabel(en, apart, 0), armWords(en, apart, 0), armName(zh, apart, 0)]).toEqual([
      'A · no dropout',
      'A · no dropout',
      'no dropout',
      '模型 A · 无 dropout',
    ]);
    expect(armLabel(zh, apart, 0)).toBe('A · 无 dropout');
  });

  it('say of a second model without dropout that it has none either, and have no letters: they are one', () => {
    for (const apart of [apartOf(courseOf(0), 600), apartOf(courseOf(0, [200, 0.5]), 200)]) {
      expect([armName(en, apart, 1), armLabel(en, apart, 1)]).toEqual(['no dropout either', 'no dropout either']);
      expect(armName(zh, apart, 1)).toBe('同样无 dropout');
      expect([armName(en, apart, 0), armLabel(en, apart, 0)]).toEqual(['no dropout', 'no dropout']);
    }
  });

  it('are one model where no dropout ever acted, whatever is still to come', () => {
    expect(nothingApart(apartOf(courseOf(0), 600))).toBe(true);
    expect(nothingApart(apartOf(courseOf(0, [200, 0.5]), 200))).toBe(true);
    expect(nothingApart(apartOf(courseOf(0, [200, 0.5]), 201))).toBe(false);
    expect(nothingApart(apartOf(courseOf(0.1, [200, 0]), 600))).toBe(false);
  });

  it.each([
    // architecture, course, the same, names
    ['mmoe', courseOf(0.1), false, ['A · no dropout', 'B · 10% dropout']],
    ['omoe', courseOf(0.1), false, ['A · no dropout', 'B · 10% dropout']],
    // Never "0% dropout" beside "no dropout".
    ['mmoe', courseOf(0), true, ['no dropout', 'no dropout either']],
    ['omoe', courseOf(0), true, ['no dropout', 'no dropout either']],
    ['mmoe', courseOf(0, [200, 0.1]), false, ['A · no dropout', 'B · dropout (0%, 10% from step 200)']],
    ['shared-bottom', courseOf(0.1), true, ['no gates', 'no gates']],
    ['shared-bottom', courseOf(0, [200, 0.5]), true, ['no gates', 'no gates']],
  ] as const)('are named after what told them apart: %s, case %#', (kind, { run, ...course }, same, names) => {
    const apart = apartOf({ ...course, run: { ...run, model: { ...run.model, kind } } }, 600);
    expect(nothingApart(apart)).toBe(same);
    expect(armNames(en, kind, apart)).toEqual(names);
  });

  const cured = (first: number, cures: Partial<RunCures>, more: Partial<RunSpec['model']> = {}): Course => {
    const course = courseOf(first);
    const { model, training } = course.run;
    return {
      ...course,
      run: {
        ...course.run,
        model: { ...model, ...more },
        training: { ...training, cures: { ...training.cures, ...cures } },
      },
    };
  };

  it.each<[Course, string, string, string, string]>([
    // course; name and label of B in English, for a switch, name in Chinese
    [
      cured(0, { lossFree: 0.03 }),
      'loss-free balancing 0.03',
      'loss-free 0.03',
      'loss-free 0.03',
      '无辅助损失均衡 0.03',
    ],
    [
      cured(0.1, { expertActivation: 'swish', sharedActivation: 'swish' }),
      '10% dropout + Swish',
      '10% dropout + Swish',
      '10% dropout +1',
      '10% dropout + Swish',
    ],
    [
      cured(0, { expertActivation: 'leaky' }),
      'leaky ReLU experts',
      'leaky ReLU experts',
      'leaky ReLU experts',
      '专家用 leaky ReLU',
    ],
    // The two activations differ.
    [
      cured(0, { expertActivation: 'leaky', sharedActivation: 'swish' }),
      'leaky ReLU experts + Swish in the shared layer',
      'leaky ReLU experts + Swish shared',
      'leaky ReLU experts +1',
      '专家用 leaky ReLU + 共享层用 Swish',
    ],
    [
      cured(0.1, { lossFree: 0.03, importance: 0.5, rate: 0.5 }),
      '10% dropout + loss-free balancing 0.03 + importance loss 0.5 + rate × 0.5',
      '10% dropout +3',
      '10% dropout +3',
      '10% dropout + 无辅助损失均衡 0.03 + 重要性损失 0.5 + 学习率 × 0.5',
    ],
    [cured(0, { temperature: 2 }), 'gate temperature 2', 'temp. 2', 'temp. 2', '门控温度 2'],
    [
      cured(0, { temperature: 4, annealing: 0.5 }),
      'gate temperature 4 → 1',
      'temp. 4 → 1',
      'temp. 4 → 1',
      '门控温度 4 → 1',
    ],
    [
      cured(0, { gateKind: 'sigmoid', layerNorm: true }),
      'sigmoid gates + layer norm',
      'sigmoid + layer norm',
      'sigmoid +1',
      'sigmoid 门控 + 层归一化',
    ],
  ])('names the cures of B, and none of A: case %#', (course, name, label, bare, chinese) => {
    const apart = apartOf(course);
    expect([armName(en, apart, 0), armName(en, apart, 1)]).toEqual(['A · no cure', `B · ${name}`]);
    expect([armLabel(en, apart, 0), armLabel(en, apart, 1)]).toEqual(['A · no cure', `B · ${label}`]);
    expect(armWords(en, apart, 1, true)).toBe(bare);
    expect([armName(zh, apart, 0), armName(zh, apart, 1)]).toEqual(['模型 A · 无对策', `模型 B · ${chinese}`]);
    expect(untreatedWords(zh, apart)).toBe('无对策');
    expect(nothingApart(apart)).toBe(false);
  });

  it('names no cure that does nothing in this run', () => {
    // Nothing to anneal; no worker is late.
    expect(apartOf(cured(0, { annealing: 0.5 })).cures).toEqual([]);
    const sync = cured(0, { stalenessAware: true });
    expect(apartOf(sync).cures).toEqual([{ cure: 'stalenessAware' }]);
    sync.run.training.workers = 1;
    expect(apartOf(sync).cures).toEqual([]);
    // No gates: those of gates and their dropout do nothing, those of experts do.
    const bottom = cured(0.1, { lossFree: 0.03, expertActivation: 'swish' }, { kind: 'shared-bottom' });
    const apart = apartOf(bottom);
    expect(nothingApart(apart)).toBe(false);
    expect(armNames(en, 'shared-bottom', apart)).toEqual(['A · no cure', 'B · Swish experts']);
    expect([armLabel(en, apart, 1), armWords(en, apart, 1, true)]).toEqual(['B · Swish experts', 'Swish experts']);
    expect(treatmentWords(en, apart)).toBe('Swish experts');
    expect(armNames(en, 'shared-bottom', apartOf(cured(0.1, { lossFree: 0.03 }, { kind: 'shared-bottom' })))).toEqual([
      'no gates',
      'no gates',
    ]);
  });

  it('has words for every cure in both languages, no two alike', () => {
    const others: Record<string, FieldValue> = {
      gateKind: 'sigmoid',
      expertActivation: 'swish',
      sharedActivation: 'leaky',
      temperature: 2,
      sharing: 'tasks',
    };
    const acting = FIELDS.filter(({ group }) => group === 'cures').flatMap((field) => {
      const name = field.path.split('.').at(-1)!;
      const value = others[name] ?? (field.kind === 'switch' ? true : 0.5);
      return apartOf(cured(0, { [name]: value })).cures;
    });
    // All but the annealing, which is said with the temperature.
    expect(acting).toHaveLength(22);
    const annealed = [
      ...apartOf(cured(0, { temperature: 2, annealing: 1 })).cures,
      ...apartOf(cured(0, { sharing: 'groups' })).cures,
      ...apartOf(cured(0, { sharing: 'apart' })).cures,
    ];
    for (const say of [en, zh])
      for (const as of ['full', 'short'] as const)
        expect(new Set([...acting, ...annealed].map((cure) => cureWords(say, cure, as))).size).toBe(25);
  });

  it('is said of any field', () => {
    const weights = [
      { from: 0, value: [1, 1] },
      { from: 30, value: [1, 2] },
    ];
    expect(courseWords(en, weights, (value) => `${String(value[1])}×`)).toBe('1×, 2× from step 30');
    expect(courseWords(en, weights.slice(0, 1), (value) => `${String(value[1])}×`)).toBe('1×');
  });
});
