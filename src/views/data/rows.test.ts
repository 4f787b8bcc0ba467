import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { defaultRun } from '../../run/runSpec.ts';
import type { RunTask } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import type { Input } from '../../tabular/types.ts';
import type { Impressions } from '../../world/types.ts';
import { numberWords } from '../format.ts';
import { cellsOf, labelOf } from './rows.ts';
import { cellWords, labelWords, predictionWords, tableLines } from './tableWords.ts';

const en = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const texts = { decimalComma: false, missing: [] };
const inputs: Input[] = [
  { column: 'age', kind: 'number', log: false, mean: 40, deviation: 10, ...texts },
  { column: 'gains', kind: 'number', log: true, mean: 2, deviation: 1, ...texts },
  { column: 'height', kind: 'number', log: false, mean: 170, deviation: 8, ...texts },
  { column: 'height', kind: 'missing', ...texts },
  { column: 'sex', kind: 'category', value: 'female' },
  { column: 'sex', kind: 'category', value: 'male' },
  { column: 'state', kind: 'category', value: 'Ohio' },
];

/** Two rows, each with two tasks: the first 0 or 1, the second in weeks. */
const rows: Impressions = {
  rows: 2,
  featureCount: 7,
  features: new Float32Array([1.5, Math.log(101) - 2, 0, 1, 0, 1, 0, -1, -2, -0.5, 0, 1, 0, 1]),
  position: new Uint8Array(2),
  device: new Uint8Array(2),
  query: new Uint32Array([0, 1]),
  labels: new Float32Array([1, 0.5, 0, 0, 0, -1, 0, 0]),
  observed: new Uint8Array([1, 1, 0, 0, 1, 0, 0, 0]),
};
const income: RunTask = {
  task: 'click',
  index: 0,
  kind: 'binary',
  group: 0,
  log: { name: 'income', kind: 'binary', mean: 0, deviation: 1 },
};
const weeks: RunTask = {
  task: 'watchTime',
  index: 1,
  kind: 'regression',
  group: 0,
  log: { name: 'weeks', kind: 'regression', mean: 23, deviation: 24, unit: 'weeks' },
};

describe('a row of a table', () => {
  it('says its columns in their own units, a missing number as missing, a rare category as another', () => {
    expect(cellsOf(inputs, rows, 0)).toEqual([
      { column: 'age', kind: 'number', value: 55 },
      { column: 'gains', kind: 'number', value: 100 },
      { column: 'height', kind: 'missing' },
      { column: 'sex', kind: 'category', value: 'male' },
      { column: 'state', kind: 'other' },
    ]);
    expect(cellsOf(inputs, rows, 1).map((cell) => cellWords(en, cell))).toEqual(['30', '0', '166', 'female', 'Ohio']);
    expect(cellsOf(inputs, rows, 0).map((cell) => cellWords(zh, cell))).toEqual([
      '55',
      '100',
      '缺失',
      'male',
      '其他值',
    ]);
  });

  it('says its labels in the units of their columns, and which nobody observed', () => {
    const said = (row: number) => [income, weeks].map((task) => labelWords(en, task, labelOf(task, rows, row)));
    expect(said(0)).toEqual(['1', '35 weeks']);
    expect(said(1)).toEqual(['0', 'not observed']);
    expect(labelWords(en, weeks, 1)).toBe('1 week');
    // A link may name a unit that there are no words for.
    expect(labelWords(en, { ...weeks, log: { ...weeks.log!, unit: 'parsecs' } }, 1.5)).toBe('1.5');
  });

  it('says predictions in the same units', () => {
    const output = [0, -0.5, 0, 0];
    const said = [income, weeks].map((task) => predictionWords(en, task, output));
    expect(said).toEqual(['50.0%', '11 weeks']);
  });
});

describe('the rows of a table', () => {
  const shape = {
    features: 7,
    tasks: [income.log!, weeks.log!, null, null],
    positions: false,
    devices: false,
    queries: false,
    train: 4000,
    heldOut: 1000,
  };
  const source = { name: 'own', inputs: 64, columns: 'all', own: { hash: '', name: 'my.csv', shape } } as const;
  const world = { impressions: 900, heldOut: 90, labelMean: [0.062, 0.25, NaN, NaN], labelRows: [900, 450, 0, 0] };

  it('are told in lines: how many, of how many inputs, and every task that there is', () => {
    const opened = { run: { ...defaultRun(), source }, samples: rows, world } as unknown as Opened;
    expect(tableLines(en, opened).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Training rows: 900',
      'Held-out rows: 90',
      'Inputs: 7',
      'income: 6.2% are 1; known of every training row',
      'weeks: mean 29 weeks; known of 450 training rows',
    ]);
    const silent = { ...world, labelMean: [NaN, 0.25, NaN, NaN], labelRows: [0, 900, 0, 0] };
    expect(tableLines(zh, { ...opened, world: silent } as Opened)[3].value).toBe('没有训练行有标签');
  });
});
