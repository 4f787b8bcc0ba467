import { describe, expect, it } from 'vitest';
import type { HistoryArm, HistoryPoint } from '../../session/protocol.ts';
import { curveDomain, panelsOf } from './curveMarks.ts';
import {
  biasFigures,
  curvesFact,
  curveValue,
  gateHistoryFact,
  gatesFact,
  polarizationFact,
  unusedCounts,
} from './facts.ts';
import { shownRows, toCsv } from './table.ts';

const gates = (effectivePerExample: number[], effectiveOfMean = effectivePerExample) => ({
  effectivePerExample,
  effectiveOfMean,
});

const mmoe = (experts: number) => ({ kind: 'mmoe', experts }) as const;

describe('what stands out in the gates', () => {
  it.each([
    ['spread', gates([7.8, 7.5, 7.9, 7.2]), { kind: 'even' }],
    ['one concentrates', gates([6, 5.5, 6.2, 2.2]), { kind: 'narrowest', task: 3, perExample: 2.2 }],
    ['satisfaction concentrates', gates([6.9, 7.1, 3.4, 2.2]), { kind: 'groups', few: 'satisfaction', manyCount: 7 }],
    ['engagement concentrates', gates([2, 3, 6, 7]), { kind: 'groups', few: 'engagement', fewCount: 2.5 }],
    [
      'a uniform mean of one-hot examples',
      gates([6, 6, 1.1, 6], [7, 7, 7.9, 7]),
      { kind: 'hidden', task: 2, perExample: 1.1, ofMean: 7.9 },
    ],
  ])('%s', (_, arm, fact) => {
    expect(gatesFact(arm, mmoe(8))).toMatchObject(fact);
  });
  it.each([
    // Hidden: the mean looks at least 1.8 times as broad, and an example uses at most half of the experts.
    [[2, 8, 8, 8], [3.6, 8, 8, 8], { kind: 'hidden', task: 0, perExample: 2, ofMean: 3.6 }],
    [[2, 8, 8, 8], [3.59, 8, 8, 8], { kind: 'narrowest', task: 0, perExample: 2 }],
    [[4, 8, 8, 8], [7.2, 8, 8, 8], { kind: 'hidden', task: 0, perExample: 4, ofMean: 7.2 }],
    [[4.1, 8, 8, 8], [7.9, 8, 8, 8], { kind: 'narrowest', task: 0, perExample: 4.1 }],
    // Even: no gate uses less than 85% of the experts, 6.8 of 8.
    [[7, 8, 6.8, 7], [8, 8, 8, 8], { kind: 'even', perExample: 7.2 }],
    [[7, 8, 6.79, 7], [8, 8, 8, 8], { kind: 'narrowest', task: 2, perExample: 6.79 }],
    // Of equals the first is named.
    [[8, 2, 2, 8], [8, 4, 4, 8], { kind: 'hidden', task: 1, perExample: 2, ofMean: 4 }],
    [[8, 5, 5, 8], [8, 5, 5, 8], { kind: 'narrowest', task: 1, perExample: 5 }],
    // A value that is not known is not the smallest.
    [[NaN, 5, 4.5, 5], [NaN, 5, 5, 5], { kind: 'narrowest', task: 2, perExample: 4.5 }],
  ])('of eight experts, case %#', (each, whole, fact) => {
    expect(gatesFact(gates(each, whole), mmoe(8))).toEqual(fact);
  });
  it('calls groups apart from a sixth of the experts on', () => {
    const fact = (each: number[]) => gatesFact(gates(each), mmoe(6));
    expect(fact([2.5, 3, 4, 4.5])).toEqual({ kind: 'groups', few: 'engagement', fewCount: 2.75, manyCount: 4.25 });
    expect(fact([2.5, 3, 3.99, 4.5])).toEqual({ kind: 'narrowest', task: 0, perExample: 2.5 });
    expect(fact([4, 4.5, 2.5, 3])).toEqual({ kind: 'groups', few: 'satisfaction', fewCount: 2.75, manyCount: 4.25 });
    expect(fact([3.99, 4.5, 2.5, 3])).toEqual({ kind: 'narrowest', task: 2, perExample: 2.5 });
  });
  it('speaks of one gate where there is one', () => {
    expect(gatesFact(gates([3, 3, 3, 3]), { kind: 'omoe', experts: 8 })).toEqual({ kind: 'one', perExample: 3 });
  });
});

/** One arm's part of a point; what a test does not care about is empty. */
const arm = (more: Partial<HistoryArm>): HistoryArm => ({
  loss: [1, 1, 1, 1],
  auc: [0.5, NaN, 0.5, NaN],
  utilization: new Float64Array(),
  effectivePerExample: [8, 8, 8, 8],
  effectiveOfMean: [8, 8, 8, 8],
  rmse: NaN,
  ...more,
});
const history = (...arms: Partial<HistoryArm>[]): HistoryPoint[] =>
  arms.map((more, i) => ({ step: i * 100, arms: [arm(more), arm(more)] }));

describe('what has become of the gates', () => {
  it('names the gate that changed most', () => {
    expect(gateHistoryFact(history({}), 0)).toEqual({ kind: 'start' });
    expect(gateHistoryFact(history({}, {}), 0)).toEqual({ kind: 'steady', steps: 100 });
    expect(gateHistoryFact(history({}, { effectivePerExample: [7, 5, 2, 6] }), 0)).toEqual({
      kind: 'narrowed',
      task: 2,
      from: 8,
      to: 2,
    });
    expect(
      gateHistoryFact(history({ effectivePerExample: [2, 2, 2, 2] }, { effectivePerExample: [2, 4, 2, 2] }), 1),
    ).toEqual({ kind: 'widened', task: 1, from: 2, to: 4 });
  });
  it('is nothing to speak of below three tenths of an expert, or where nothing is known', () => {
    const rating = (from: number, to: number) =>
      gateHistoryFact(history({ effectivePerExample: [2, 2, 2, from] }, { effectivePerExample: [2, 2, 2, to] }), 0);
    expect(rating(1, 1.29)).toEqual({ kind: 'steady', steps: 100 });
    expect(rating(1, 1.31)).toEqual({ kind: 'widened', task: 3, from: 1, to: 1.31 });
    expect(rating(2, 1.6)).toEqual({ kind: 'narrowed', task: 3, from: 2, to: 1.6 });
    const two = history({}, { effectivePerExample: [8, 6, 6, 8] });
    expect(gateHistoryFact(two, 0)).toEqual({ kind: 'narrowed', task: 1, from: 8, to: 6 });
    const unknown = { effectivePerExample: [NaN, NaN, NaN, NaN] };
    expect(gateHistoryFact(history(unknown, unknown), 0)).toEqual({ kind: 'steady', steps: 100 });
  });
});

describe('which model polarized', () => {
  const fair = Float64Array.from({ length: 32 }, () => 1 / 8);
  const rating = fair.slice();
  rating.set([0.5, 0.4, 0.08, 0.004, 0.004, 0.004, 0.004, 0.004], 24);
  it.each([
    [fair, fair, false, { kind: 'neither' }],
    [rating, fair, false, { kind: 'without', tasks: [[3], []] }],
    [fair, rating, false, { kind: 'with', tasks: [[], [3]] }],
    [rating, rating, false, { kind: 'both', tasks: [[3], [3]] }],
    [rating, rating, true, { kind: 'same' }],
  ])('case %#', (a, b, same, fact) => {
    expect(polarizationFact([{ utilization: a }, { utilization: b }], { experts: 8 }, 0.01, same)).toEqual(fact);
  });
  it('counts by the threshold', () => {
    expect(unusedCounts(rating, { experts: 8 }, 0.01)).toEqual([0, 0, 0, 5]);
    expect(unusedCounts(rating, { experts: 8 }, 0.1)).toEqual([0, 0, 0, 6]);
    expect(polarizationFact([{ utilization: rating }, { utilization: fair }], { experts: 8 }, 0.003, false)).toEqual({
      kind: 'neither',
    });
  });
});

describe('the learned bias in figures', () => {
  const bias = {
    learned: [
      [1, 0, -1],
      [0, 0, 0],
      [0, 0, 0],
    ],
    truth: [
      [1, 0, -1],
      [0.3, 0, -0.3],
      [0, 0, 0],
    ],
    rmse: 0.5,
    r: 0.9,
    slope: 1,
    missing: [],
    missingError: 0,
  };
  it('are of all devices or of one', () => {
    expect(biasFigures(bias)).toEqual({ rmse: 0.5, r: 0.9 });
    expect(biasFigures(bias, 0).rmse).toBe(0);
    expect(biasFigures(bias, 0).r).toBeCloseTo(1);
    expect(biasFigures(bias, 1).rmse).toBeCloseTo(Math.sqrt(0.06));
    expect(biasFigures(bias, 1).r).toBeNaN();
  });
});

describe('what the losses have done', () => {
  it('names the extremes', () => {
    expect(curvesFact(history({}), 0)).toEqual({ kind: 'start' });
    expect(curvesFact(history({ loss: [1, 2, 1, 2] }, { loss: [0.9, 0.5, 0.8, 1] }), 0)).toEqual({
      kind: 'fell',
      most: 1,
      mostTo: 0.25,
      least: 0,
      leastTo: 0.9,
    });
    expect(curvesFact(history({}, { loss: [1.02, 1, 1.01, 1.04] }), 0)).toEqual({ kind: 'flat', step: 100 });
    expect(curvesFact(history({}, { loss: [0.9, 0.5, 1.5, 1] }), 0)).toEqual({ kind: 'rose', task: 2, by: 0.5 });
  });
  it('forgives a rise of a twentieth, and calls a loss that stays no fall', () => {
    const fact = (...loss: number[]) => curvesFact(history({}, { loss }), 0);
    expect(fact(1.05, 1, 1.02, 1.04)).toEqual({ kind: 'flat', step: 100 });
    expect(fact(1.0625, 1, 0.5, 1)).toEqual({ kind: 'rose', task: 0, by: 0.0625 });
    expect(fact(1.05, 0.99, 1, 1)).toEqual({ kind: 'fell', most: 1, mostTo: 0.99, least: 0, leastTo: 1.05 });
    expect(fact(0.5, 0.9, 0.5, 0.9)).toEqual({ kind: 'fell', most: 0, mostTo: 0.5, least: 1, leastTo: 0.9 });
    expect(fact(NaN, 0.9, 0.8, NaN)).toEqual({ kind: 'fell', most: 2, mostTo: 0.8, least: 1, leastTo: 0.9 });
    expect(fact(NaN, NaN, NaN, NaN)).toEqual({ kind: 'start' });
  });
  it('has three measures, each with the tasks and the range that fit', () => {
    const point = arm({ loss: [0.5, 3, 1, 1], auc: [0.8, NaN, 0.7, NaN] });
    expect(curveValue('relative', point, [1, 2, 1, 1], 1)).toBe(1.5);
    expect(curveValue('loss', point, [1, 2, 1, 1], 1)).toBe(3);
    expect(curveValue('auc', point, [1, 2, 1, 1], 0)).toBe(0.8);
    expect(curveValue('auc', point, [1, 2, 1, 1], 1)).toBeNaN();
    expect([panelsOf('relative'), panelsOf('loss'), panelsOf('auc')]).toEqual([
      [[0, 1, 2, 3]],
      [
        [0, 2],
        [1, 3],
      ],
      [[0, 2]],
    ]);
    expect(curveDomain('relative', history({}, { loss: [9, 1, 1, 1] }), [0, 1])).toEqual([0, 1.25]);
    expect(curveDomain('auc', history({ auc: [0.43, NaN, 0.5, NaN] }), [0, 2])).toEqual([0.4, 1]);
    expect(curveDomain('loss', [], [0])).toEqual([0, 1.25]);
  });
});

describe('the numbers behind a chart', () => {
  it('become a file that spreadsheets read', () => {
    expect(
      toCsv({
        columns: [{ label: 'task, or "gate"' }, { label: 'weight', digits: 2 }],
        rows: [
          ['click', 0.123456],
          ['like', NaN],
        ],
      }),
    ).toBe('"task, or ""gate""",weight\r\nclick,0.123456\r\nlike,');
  });
  it('are shown whole when few, evenly chosen when many', () => {
    const rows = Array.from({ length: 500 }, (_, i) => [i]);
    expect(shownRows({ columns: [], rows: rows.slice(0, 80) })).toHaveLength(80);
    const shown = shownRows({ columns: [], rows });
    expect(shown.length).toBeLessThanOrEqual(81);
    expect([shown[0], shown.at(-1)]).toEqual([[0], [499]]);
  });
});

describe('of gates that may not use every expert', () => {
  // Of eight experts engagement may use six, satisfaction two.
  const model = { kind: 'mmoe', experts: 8, visible: [0x3f, 0x3f, 0xc0, 0xc0] } as const;
  it('counts are seen beside how many each may use', () => {
    // 5.8 of 6 and 1.9 of 2 are nearly all; 2.4 of 6 is less than 1.3 of 2.
    expect(gatesFact(gates([5.8, 5.7, 1.9, 1.9]), model)).toMatchObject({ kind: 'even' });
    expect(gatesFact(gates([5.8, 2.4, 1.9, 1.3]), model)).toEqual({ kind: 'narrowest', task: 1, perExample: 2.4 });
    expect(gatesFact(gates([3, 3.2, 1.9, 1.8]), model)).toMatchObject({ kind: 'groups', few: 'engagement' });
    expect(gatesFact(gates([5.8, 5.7, 1, 1.9], [6, 6, 1.9, 2]), model)).toMatchObject({ kind: 'hidden', task: 2 });
    // Satisfaction's gates have no choice: engagement does not stand out beside them, nor do they.
    const half = { kind: 'mmoe', experts: 3, visible: [3, 3, 4, 4] } as const;
    expect(gatesFact(gates([1.1, 1.2, 1, 1]), half)).toEqual({ kind: 'narrowest', task: 0, perExample: 1.1 });
    expect(gatesFact(gates([1.9, 1.8, 1, 1]), half)).toMatchObject({ kind: 'even' });
    const alone = { kind: 'mmoe', experts: 2, visible: [1, 1, 2, 2] } as const;
    expect(gatesFact(gates([1, 1, 1, 1]), alone)).toEqual({ kind: 'noChoice' });
  });
  it('of two models each is judged by what its own gates may use', () => {
    // Two of its two experts, six of which another model's gate leaves unused.
    const two = { utilization: Float64Array.from({ length: 32 }, (_, i) => (i % 8 >= 6 ? 0.5 : 0)) };
    const own = [0xc0, 0xc0, 0xc0, 0xff];
    const both = { experts: 8, visibleOf: [own, undefined] };
    expect(polarizationFact([two, two], both, 0.01, false)).toEqual({ kind: 'both', tasks: [[3], [0, 1, 2, 3]] });
  });
  it('what a gate may not use is not unused', () => {
    const utilization = Float64Array.from([
      ...[0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0, 0],
      ...[1, 0, 0, 0, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 0, 0.5, 0.5],
      ...[0, 0, 0, 0, 0, 0, 1, 0],
    ]);
    expect(unusedCounts(utilization, model, 0.01)).toEqual([0, 5, 0, 1]);
    const calm = { utilization: new Float64Array(32).fill(1 / 8) };
    expect(polarizationFact([{ utilization }, calm], model, 0.01, false)).toEqual({
      kind: 'without',
      tasks: [[1, 3], []],
    });
  });
});
