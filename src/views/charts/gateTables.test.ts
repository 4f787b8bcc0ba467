import { describe, expect, it } from 'vitest';
import { HISTOGRAM_BINS } from '../../engine/types.ts';
import { wordsOf } from '../../i18n/testing.ts';
import type { ArmView, HistoryPoint } from '../../session/protocol.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { gateHistoryTable, gatesTable } from './gateTables.ts';
import { polarizationTable } from './polarizationTable.ts';
import { toCsv } from './table.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };

/** Two experts; every example gives the first nothing and the second all. */
const histogram = new Float32Array(4 * 2 * HISTOGRAM_BINS);
for (let gate = 0; gate < 4; gate++) {
  histogram[2 * gate * HISTOGRAM_BINS] = 100;
  histogram[(2 * gate + 2) * HISTOGRAM_BINS - 1] = 100;
}
const arm = {
  utilization: Float64Array.of(0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75),
  histogram,
  effectivePerExample: [1.5, 1.5, 1.5, 1.5],
  effectiveOfMean: [1.75, 1.75, 1.75, 1.75],
} as unknown as ArmView;
const history = [0, 4].map((step) => ({ step, arms: [arm] })) as unknown as HistoryPoint[];

describe('a model with one gate', () => {
  it('has one gate in the table of its weights', () => {
    expect(gatesTable(en, { kind: 'omoe', experts: 2 }, arm).rows).toEqual([
      ['all tasks', 1, 0.25, 1, 0, 0, 0, 0, 1.5, 1.75],
      ['all tasks', 2, 0.75, 0, 0, 0, 0, 1, 1.5, 1.75],
    ]);
  });

  it('has one row a step in the table of its history', () => {
    const { rows, together, step } = gateHistoryTable(en, { kind: 'omoe', experts: 2 }, history, 0);
    expect(rows).toEqual([
      [0, 'all tasks', 0.25, 0.75, 1.5, 1.75],
      [4, 'all tasks', 0.25, 0.75, 1.5, 1.75],
    ]);
    expect([together, step]).toEqual([1, 4]);
  });
});

describe('a model with a gate a task', () => {
  it('has them all', () => {
    const first = (row: readonly (string | number)[]) => row[0];
    const now = gatesTable(en, { kind: 'mmoe', experts: 2 }, arm);
    expect(now.rows.map(first)).toEqual(['click', 'watch time', 'like', 'rating'].flatMap((task) => [task, task]));
    const past = gateHistoryTable(en, { kind: 'mmoe', experts: 2 }, history, 0);
    expect(past.rows.map((row) => row[1])).toEqual([0, 4].flatMap(() => ['click', 'watch time', 'like', 'rating']));
    expect(past.together).toBe(4);
  });

  it('has no rows before the first frame', () => {
    expect(gatesTable(en, { kind: 'mmoe', experts: 0 }, null).rows).toEqual([]);
  });
});

describe('where a gate may not use an expert', () => {
  // Engagement may use the first, satisfaction both.
  const model = { kind: 'mmoe', experts: 2, visible: [0b01, 0b01, 0b11, 0b11] } as const;
  it('the table of weights has no row, that of the history and of the maps no number', () => {
    expect(gatesTable(en, model, arm).rows.map((row) => row.slice(0, 3))).toEqual([
      ['click', 1, 0.25],
      ['watch time', 1, 0.25],
      ...['like', 'rating'].flatMap((task) => [
        [task, 1, 0.25],
        [task, 2, 0.75],
      ]),
    ]);
    expect(gateHistoryTable(en, model, history, 0).rows[0].slice(0, 4)).toEqual([0, 'click', 0.25, NaN]);
    const { rows } = polarizationTable(en, {
      arms: [{ utilization: arm.utilization, dead: new Uint8Array(2) }],
      model,
      threshold: 0.5,
      names: ['A'],
      gates: ['click', 'watch time', 'like', 'rating'],
      oneGate: false,
    });
    // Columns: model, gate, two weights, how many are under a half, polarized, dead. The only expert is none too few.
    expect(rows.map((row) => row.slice(1, 6))).toEqual([
      ['click', 0.25, NaN, 1, 'no'],
      ['watch time', 0.25, NaN, 1, 'no'],
      ['like', 0.25, 0.75, 1, 'yes'],
      ['rating', 0.25, 0.75, 1, 'yes'],
    ]);
    expect(toCsv({ columns: [], rows: rows.slice(0, 1) }).split('\r\n')[1]).toBe('A,click,0.25,,1,no,0');
  });
});
