import { describe, expect, it } from 'vitest';
import { wordsOf } from '../i18n/testing.ts';
import { defaultRun } from '../run/runSpec.ts';
import type { Course } from '../run/timeline.ts';
import { numberWords } from './format.ts';
import type { Say } from './say.ts';
import {
  armLabel,
  armName,
  armNames,
  armWords,
  courseWords,
  dropoutWords,
  neverDropped,
  ratesOf,
  sameModels,
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
    const rates = ratesOf(course, step);
    expect(armName(en, rates, 1)).toBe(`B · ${name}`);
    expect(armLabel(en, rates, 1)).toBe(`B · ${label}`);
    // In a switch the letter is a mark, and "no dropout" stands beside it.
    expect(armWords(en, rates, 1)).toBe(label);
    expect(armWords(en, rates, 1, true)).toBe(label.includes('→') ? label.replace(' dropout', '') : label);
    expect(dropoutWords(zh, rates[1])).toBe(chinese);
    expect(armName(zh, rates, 1)).toBe(`模型 B · ${chinese}`);
    expect([armName(en, rates, 0), armLabel(en, rates, 0), armWords(en, rates, 0), armName(zh, rates, 0)]).toEqual([
      'A · no dropout',
      'A · no dropout',
      'no dropout',
      '模型 A · 无 dropout',
    ]);
    expect(armLabel(zh, rates, 0)).toBe('A · 无 dropout');
  });

  it('say of a second model without dropout that it has none either, and have no letters: they are one', () => {
    for (const rates of [ratesOf(courseOf(0), 600), ratesOf(courseOf(0, [200, 0.5]), 200)]) {
      expect([armName(en, rates, 1), armLabel(en, rates, 1)]).toEqual(['no dropout either', 'no dropout either']);
      expect(armName(zh, rates, 1)).toBe('同样无 dropout');
      expect([armName(en, rates, 0), armLabel(en, rates, 0)]).toEqual(['no dropout', 'no dropout']);
    }
  });

  it('are one model where no dropout ever acted, whatever is still to come', () => {
    expect(neverDropped(ratesOf(courseOf(0), 600)[1])).toBe(true);
    expect(neverDropped(ratesOf(courseOf(0, [200, 0.5]), 200)[1])).toBe(true);
    expect(neverDropped(ratesOf(courseOf(0, [200, 0.5]), 201)[1])).toBe(false);
    expect(neverDropped(ratesOf(courseOf(0.1, [200, 0]), 600)[1])).toBe(false);
    expect(neverDropped(ratesOf(courseOf(0.1))[0])).toBe(true);
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
  ] as const)('are named after what told them apart: %s, case %#', (kind, course, same, names) => {
    const rates = ratesOf(course, 600);
    expect(sameModels(kind, rates)).toBe(same);
    expect(armNames(en, kind, rates)).toEqual(names);
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
