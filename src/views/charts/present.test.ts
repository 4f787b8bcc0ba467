/** Pictures and sentences of a table with fewer than four tasks, or with tasks of other kinds: what is not there is nowhere. */
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { polarizedTasks } from '../../metrics/gates.ts';
import type { RunTask } from '../../run/source.ts';
import type { HistoryPoint } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import { panelsOf } from './curveMarks.ts';
import { curvesTable } from './curvesTable.ts';
import { curvesFact, gateHistoryFact, gatesFact } from './facts.ts';
import { gateHistoryTable } from './gateTables.ts';
import { heatArms } from './heatMarks.ts';
import { countWords, curvesTitle, gateHistoryTitle, gatesTitle } from './titles.ts';

const en = { t: await wordsOf('en'), numbers: numberWords('en') };
/** Two numbers and a yes or no, at places that the platform gives to others; no third task. */
const TASKS: RunTask[] = [
  { task: 'click', index: 0, kind: 'regression', group: 0 },
  { task: 'watchTime', index: 1, kind: 'binary', group: 0 },
  { task: 'rating', index: 3, kind: 'regression', group: 1 },
];
const model = { kind: 'mmoe' as const, experts: 2, present: [0, 1, 3] };
/** [4 × 2] mean weights: only the gate of the task that is not there is polarized. */
const utilization = Float64Array.of(0.5, 0.5, 0.6, 0.4, 1, 0, 0.5, 0.5);
const point = (step: number, loss: number[], effectivePerExample: number[]): HistoryPoint => {
  const arm = {
    loss,
    auc: [NaN, 0.75, NaN, NaN],
    utilization,
    effectivePerExample,
    effectiveOfMean: effectivePerExample,
    rmse: NaN,
  };
  return { step, arms: [arm, arm] };
};
const HISTORY = [point(0, [1, 0.7, NaN, 1], [2, 2, 2, 2]), point(50, [0.4, 0.63, NaN, 0.8], [1.9, 2, 1, 1.2])];

describe('a task that is not there', () => {
  it('has no gate that could be polarized, narrow or changed', () => {
    expect(polarizedTasks(utilization, model, 0.01)).toEqual([]);
    expect(polarizedTasks(utilization, { experts: 2 }, 0.01)).toEqual([2]);
    const gates = { effectivePerExample: [1.9, 2, 1, 1.2], effectiveOfMean: [1.9, 2, 1, 1.2] };
    expect(gatesFact(gates, model)).toEqual({ kind: 'narrowest', task: 3, perExample: 1.2 });
    expect(gateHistoryFact(HISTORY, 0, model)).toEqual({ kind: 'narrowed', task: 3, from: 2, to: 1.2 });
    expect(countWords({ ...model, visible: [3, 3, 1, 3] })).toBe('2');
  });

  it('has no row in tables and maps', () => {
    const words = { arms: ['A', 'B'], polarized: 'yes', notPolarized: 'no', count: String };
    const [map] = heatArms([{ utilization, dead: new Uint8Array(2) }], model, 0.01, words);
    expect(map.verdict).toBe('no');
    expect(map.counts.map(({ text }) => text)).toEqual(['0', '0', '0']);
    expect(gateHistoryTable(en, model, HISTORY, 0).rows.map((row) => row[1])).toEqual([
      ...['click', 'watch time', 'rating'],
      ...['click', 'watch time', 'rating'],
    ]);
  });

  it('has no curve; the others stand with those of their kind', () => {
    expect(panelsOf('relative', TASKS)).toEqual([[0, 1, 3]]);
    expect(panelsOf('loss', TASKS)).toEqual([[1], [0, 3]]);
    expect(panelsOf('auc', TASKS)).toEqual([[1]]);
    expect(panelsOf('loss', TASKS.slice(0, 1))).toEqual([[0]]);
    expect(curvesFact(HISTORY, 0)).toMatchObject({ kind: 'fell', most: 0, least: 1 });
  });

  it('has no numbers: squared errors stand beside R², a yes or no beside its AUC', () => {
    const table = curvesTable(en.t, ['A'], HISTORY, TASKS, [0.8, NaN, NaN, 1.6]);
    expect(table.columns.map(({ label }) => label).slice(4)).toEqual([
      'click, A (R²)',
      'watch time, A (AUC)',
      'rating, A (R²)',
    ]);
    expect(table.rows[1]).toEqual([50, 0.4, 0.63, 0.8, 0.5, 0.75, 0.5]);
  });
});

describe('titles', () => {
  it('speak of AUC where there is a yes or no', () => {
    expect(curvesTitle(en, 'auc', HISTORY, 0, TASKS)).toBe('AUC: watch time 0.750');
    expect(curvesTitle(en, 'auc', HISTORY, 0, TASKS.slice(0, 1))).toBe('No task here is yes or no: there is no AUC');
  });

  it('name a single task once', () => {
    const one = [point(0, [NaN, 0.8, NaN, NaN], [2, 2, 2, 2]), point(9, [NaN, 0.4, NaN, NaN], [2, 2, 2, 2])];
    expect(curvesTitle(en, 'relative', one, 0, TASKS.slice(1, 2))).toBe('Loss: watch time down to 50%');
  });

  it('rank no gate where there is one task', () => {
    const alone = { ...model, present: [3] };
    const now = (own: number) => ({ effectivePerExample: [1, 1, 1, own], effectiveOfMean: [1, 1, 1, own] });
    expect(gatesTitle(en, alone, now(1.2))).toBe('The rating gate uses 1.2 of 2 experts per example');
    expect(gatesTitle(en, alone, now(2))).toBe('The rating gate uses 2.0 of 2 experts per example');
    expect(gateHistoryTitle(en, alone, HISTORY, 0)).toBe(
      'The one gate has narrowed from 2.0 to 1.2 experts per example',
    );
  });

  it('count the gates that there are, and name no groups that have no meaning', () => {
    const even = { effectivePerExample: [2, 2, 1, 2], effectiveOfMean: [2, 2, 1, 2] };
    expect(gatesTitle(en, model, even)).toBe('All gates (3) still use nearly every expert: 2.0 of 2 per example');
    const split = { effectivePerExample: [2, 2, 1, 1.2], effectiveOfMean: [2, 2, 1, 1.2] };
    expect(gatesTitle(en, { ...model, present: [0, 1, 2, 3] }, split)).toContain('The like gate');
  });
});
