import { describe, expect, it } from 'vitest';
import type { ChangedParameter, StepWalk } from '../../engine/walk/types.ts';
import { wordsOf } from '../../i18n/testing.ts';
import type { BlockName } from '../../model/layout.ts';
import { defaultRun, modelOf, type RunSpec } from '../../run/runSpec.ts';
import { numberWords } from '../format.ts';
import { PHASES } from './store.ts';
import { captionOf, inputWords, isPresent, learningPartName, parameterName, ruleWords, titleOf } from './words.ts';
import type { Subject } from './words.ts';

const en = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const subject = (model: Partial<RunSpec['model']> = {}, more: Partial<Subject> = {}): Subject => {
  const run = defaultRun();
  const network = modelOf({ ...run, model: { ...run.model, experts: 3, ...model } });
  return { model: network, arm: 1, two: true, sigmoid: false, devices: true, ...more };
};
const gates = (rows: number[][], n = 4) => Array.from({ length: n }, (_, g) => rows[g % rows.length]);
const walk = (kept: number[][] = [[1, 1, 1]], more: Partial<StepWalk> = {}): StepWalk =>
  ({
    step: 10,
    batch: 32,
    worker: null,
    impression: { place: 4 },
    forward: { logits: gates([[0, 0, 0]]).map((row) => Float64Array.from(row)) },
    mask: { rate: 0.1, kind: 'example', kept: gates(kept).map((row) => Uint8Array.from(row)) },
    update: { optimizer: 'adagrad', rate: 0.688, changed: 1957, trained: 1970 },
    ...more,
  }) as StepWalk;

describe('where slow motion is', () => {
  it('the step that comes next is counted from 1, and the model is named where there are two', () => {
    const words = (say: typeof en, two: boolean) =>
      PHASES.map((phase) => titleOf(say, subject({}, { two }), phase, walk()));
    expect(words(en, true)[0]).toBe('Model B, step 11, phase 1 of 6: batch');
    expect(words(en, false)[5]).toBe('Step 11, phase 6 of 6: update');
    expect(words(zh, true)[2]).toBe('模型 B，第 11 步，阶段 3/6：门控掩码');
  });
});

describe('what happens in a phase', () => {
  it('batch: which impressions, and whose parameters', () => {
    expect(captionOf(en, subject(), 'batch', walk())).toContain('Step 11 learns from 32 impressions');
    expect(captionOf(en, subject(), 'batch', walk())).toContain('the one at place 5.');
    const worker = { index: 1, count: 4, staleness: 3 };
    expect(captionOf(en, subject(), 'batch', walk(undefined, { worker }))).toContain(
      'Asynchronous worker 2 of 4 computes this step’s gradient at older parameters (updates since: 3).',
    );
    const fresh = { ...worker, staleness: 0 };
    expect(captionOf(en, subject(), 'batch', walk(undefined, { worker: fresh }))).toContain(
      'at the newest parameters.',
    );
  });

  it.each([
    [subject(), '3 experts and 4 gates'],
    [subject({ kind: 'omoe' }), '3 experts and one gate'],
    [subject({ kind: 'shared-bottom' }), 'the one expert that all towers read'],
    [subject({ sharedUnits: 0 }), 'no shared layer'],
    [subject({}, { sigmoid: true }), 'takes the logistic function'],
  ])('forward, case %#', (of, text) => {
    expect(captionOf(en, of, 'forward', walk())).toContain(text);
  });

  it('mask: what was dropped is counted', () => {
    const dropped = walk([
      [1, 0, 1],
      [0, 0, 1],
    ]);
    expect(captionOf(en, subject(), 'mask', dropped)).toContain('chance 10%: of 12 weights here 6 became 0');
    // One gate has its experts once.
    expect(captionOf(en, subject({ kind: 'omoe' }), 'mask', dropped)).toContain('of 3 weights here 1 became 0');
    expect(captionOf(en, subject(), 'mask', walk())).toContain('of 12 weights here it dropped none');
    expect(captionOf(zh, subject(), 'mask', dropped)).toContain('12 个权重中有 6 个变为 0');
    expect(captionOf(en, subject({ kind: 'shared-bottom' }), 'mask', dropped)).toContain('has no gates');
  });

  it('mask: what a gate may not use was not dropped, and is not counted', () => {
    const logits = gates([[0, -Infinity, 0]]).map((row) => Float64Array.from(row));
    const own = walk([[1, 0, 0]], { forward: { logits } as StepWalk['forward'] });
    expect(captionOf(en, subject(), 'mask', own)).toContain('of 8 weights here 4 became 0');
  });

  it('mask: without dropout model A points at B, and a model alone at nobody', () => {
    const off = walk([[1, 1, 1]], { mask: { ...walk().mask, rate: 0 } });
    expect(captionOf(en, subject({}, { arm: 0 }), 'mask', off)).toContain('model A trains without gate dropout');
    for (const of of [subject(), subject({}, { arm: 0, two: false })])
      expect(captionOf(en, of, 'mask', off)).toContain('this model trains without gate dropout');
  });

  it('loss: the position adds only where the model has a shallow tower and the first task is there', () => {
    const shallow = subject({ biasHandling: 'shallow-tower' });
    expect(captionOf(en, shallow, 'loss', walk())).toContain('the shallow tower adds');
    const absent = { ...shallow, model: { ...shallow.model, present: [1, 2] } };
    for (const of of [subject({ biasHandling: 'none' }), absent])
      expect(captionOf(en, of, 'loss', walk())).not.toContain('shallow tower');
  });

  it('update: the optimizer’s own rule, its rate, and how much moves', () => {
    expect(captionOf(en, subject(), 'update', walk())).toBe(
      'Adagrad divides each gradient by the root of all its squares so far and moves the parameter against it, at rate 0.688. 1,957 of 1,970 parameters change in this step.',
    );
    for (const [optimizer, text] of [
      ['sgd', 'Every parameter moves against its gradient'],
      ['adam', 'Adam divides the running mean'],
    ] as const)
      expect(
        captionOf(en, subject(), 'update', walk(undefined, { update: { ...walk().update, optimizer } })),
      ).toContain(text);
  });
});

describe('names of parts and parameters', () => {
  const input = (i: number): string => `input ${String(i + 1)}`;
  const name = (block: BlockName, index: number[], of = subject()) => parameterName(en, of, { block, index }, input);

  it.each<[BlockName, number[], string]>([
    ['shared/w', [4, 2], 'weight, input 5 → unit 3'],
    ['shared/b', [2], 'bias, unit 3'],
    ['experts/w', [1, 4, 2], 'weight, unit 5 → unit 3'],
    ['experts/b', [1, 2], 'bias, unit 3'],
    ['gates/w', [0, 4, 2], 'weight, unit 5 → expert 3'],
    ['gates/b', [0, 2], 'bias, expert 3'],
    ['gates/balance', [0, 2], 'bias, expert 3'],
    ['towers/w1', [0, 4, 2], 'weight, unit 5 → unit 3'],
    ['towers/b1', [0, 2], 'bias, unit 3'],
    ['towers/w', [0, 2], 'weight, unit 3 → output'],
    ['towers/b', [0], 'bias, output'],
    ['adversary/w', [4, 2], 'weight, unit 5 → position 3'],
    ['adversary/b', [2], 'bias, position 3'],
    // Ten rows a device: of a missing position, then of positions 1 to 9.
    ['shallow/table', [0], 'phone, position missing'],
    ['shallow/table', [13], 'desktop, position 3'],
    ['positionInput/w', [13, 2], 'desktop, position 3 → unit 3'],
  ])('%s %j', (block, index, words) => {
    expect(name(block, index)).toBe(words);
  });

  it('without a shared layer experts and gates read the inputs; without devices none is named', () => {
    const direct = subject({ sharedUnits: 0 });
    expect(name('experts/w', [1, 4, 2], direct)).toBe('weight, input 5 → unit 3');
    expect(name('gates/w', [1, 4, 2], direct)).toBe('weight, input 5 → expert 3');
    const table = subject({}, { devices: false });
    expect([name('shallow/table', [0], table), name('shallow/table', [3], table)]).toEqual([
      'no position',
      'position 3',
    ]);
  });

  it('inputs are columns of a table with the value they stand for, or features of the query and the item', () => {
    const columns = [
      { kind: 'category', column: 'education', value: 'Doctorate' },
      { kind: 'number', column: 'age' },
    ] as Parameters<typeof inputWords>[1];
    expect([0, 1].map((i) => inputWords(en, columns, 0, i))).toEqual(['education = Doctorate', 'age']);
    expect([0, 5, 6].map((i) => inputWords(en, undefined, 6, i))).toEqual(['query 1', 'query 6', 'item 1']);
  });

  it('a part of a task that is not there is not shown; the one gate is everybody’s', () => {
    const some = (kind: RunSpec['model']['kind']) => ({ ...subject({ kind }).model, present: [0, 2] });
    const shown = (kind: RunSpec['model']['kind'], part: 'gate' | 'tower' | 'expert') =>
      [0, 1, 2].map((index) => isPresent({ kind: part, index }, some(kind)));
    expect(shown('mmoe', 'gate')).toEqual([true, false, true]);
    expect(shown('mmoe', 'tower')).toEqual([true, false, true]);
    expect(shown('omoe', 'tower')).toEqual([true, false, true]);
    expect(shown('mmoe', 'expert')).toEqual([true, true, true]);
    expect(isPresent({ kind: 'gate', index: 0 }, { ...some('omoe'), present: [1, 2] })).toBe(true);
    expect(learningPartName(en, subject().model, { kind: 'tower', index: 2 })).toBe('Tower of like');
    expect(learningPartName(en, subject().model, { kind: 'expert', index: 2 })).toBe('Expert 3');
  });
});

describe('the optimizer’s rule with the numbers of one parameter', () => {
  const changed = (more: Partial<ChangedParameter>): ChangedParameter => ({
    part: { kind: 'shallow', index: 0 },
    block: 'shallow/table',
    index: [13],
    before: -0.75,
    after: -0.5,
    gradient: -0.5,
    first: NaN,
    second: NaN,
    rate: 0.5,
    ...more,
  });

  it.each([
    // −0.75 + 0.25
    ['sgd', 0, changed({}), '−0.750 − 0.500 · (−0.500)', -0.5],
    // 0.1 + 0.5² = 0.35
    ['adagrad', 0, changed({ first: 0.35, after: -0.3274 }), '−0.750 − 0.500 · (−0.500) ÷ √0.350', -0.3274],
    // The first step: m = 0.1 · −0.5, v = 0.001 · 0.25; unbiased they are −0.5 and 0.25.
    ['adam', 0, changed({ first: -0.05, second: 0.00025, after: -0.25 }), '−0.750 − 0.500 · (−0.500) ÷ √0.250', -0.25],
    // The second with the same gradient: m = 0.9 · −0.05 − 0.05 = −0.095 over 0.19, v = 0.00049975 over 0.001999.
    ['adam', 1, changed({ first: -0.095, second: 0.00049975 }), '−0.750 − 0.500 · (−0.500) ÷ √0.250', -0.25],
    // A positive gradient stands without brackets, and moves down.
    ['sgd', 3, changed({ gradient: 0.2, after: -0.85 }), '−0.750 − 0.500 · 0.200', -0.85],
  ] as const)('%s at step %i', (optimizer, step, one, words, after) => {
    const rule = ruleWords(en, { optimizer }, step, one);
    expect(rule).toBe(words);
    // Done as it is written, it comes to what the parameter is then.
    const [, from, rate, slope, root] = /^(\S+) − (\S+) · \(?([^\s)]+)\)?(?: ÷ √(\S+))?$/
      .exec(rule)!
      .map((text) => Number((text ?? '1').replace('−', '-')));
    expect(from - (rate * slope) / Math.sqrt(root)).toBeCloseTo(after, 4);
  });

  it('what no gradient moves has no rule', () => {
    expect(ruleWords(en, { optimizer: 'adam' }, 3, changed({ gradient: NaN }))).toBe('');
  });
});
