/** What is said of a table before it is trained on. */
import { describe, expect, it } from 'vitest';
import { readTable } from './readTable.ts';
import type { ColumnMapping, EncodedLog, Table } from './types.ts';
import { warningsOf, type Warning } from './warnings.ts';

type Columns = Readonly<Record<string, (row: number) => string | number>>;

async function tableOf(columns: Columns, rows: number): Promise<Table> {
  const cells = Object.values(columns);
  const lines = Array.from({ length: rows }, (_, row) => cells.map((value) => value(row)).join('\t'));
  return (await readTable(new Blob([[Object.keys(columns).join('\t'), ...lines].join('\n')]))).table;
}

const label = (name: string, rest: Partial<ColumnMapping> = {}): ColumnMapping => ({
  name,
  role: 'label',
  kind: 'binary',
  missing: [],
  ...rest,
});
const number = (name: string): ColumnMapping => ({ name, role: 'feature', kind: 'number', missing: [] });
const category = (name: string): ColumnMapping => ({ name, role: 'feature', kind: 'category', missing: [] });

/** Only which rows lie where counts. */
function encodedAs(train: number[], heldOut: number[]): EncodedLog {
  const rowOf = { train: Uint32Array.from(train), heldOut: Uint32Array.from(heldOut) };
  return { rowOf } as EncodedLog;
}
const upTo = (n: number, from = 0): number[] => Array.from({ length: n - from }, (_, i) => from + i);

async function warned(
  columns: Columns,
  rows: number,
  mapping: ColumnMapping[],
  encoded?: EncodedLog,
): Promise<Warning[]> {
  return warningsOf(await tableOf(columns, rows), { columns: mapping }, encoded);
}
/** Digits without a pattern. */
const dice = (row: number, of: number): number => ((row * 104_729 + 71 * of) >>> 5) % of;

describe('labels', () => {
  it('fewer than 200 of a kind in a part, and which', async () => {
    // Every fifth row is a 1: 400 of the first 2,000 rows, 100 of the other 500.
    const columns = { click: (r: number) => Number(r % 5 === 0), x: (r: number) => dice(r, 7) };
    const mapping = [label('click'), number('x')];
    const encoded = encodedAs(upTo(2000), upTo(2500, 2000));
    const few = (await warned(columns, 2500, mapping, encoded)).filter(({ code }) => code !== 'twins');
    expect(few).toEqual([{ code: 'few', column: 'click', value: 1, part: 'heldOut', rows: 100, limit: 200 }]);
    expect(await warned(columns, 2500, mapping)).toEqual([]);
    expect(await warned(columns, 900, mapping)).toEqual([
      { code: 'few', column: 'click', value: 1, part: 'all', rows: 180, limit: 200 },
    ]);
  });

  it('200 are enough, and those of the other kind count too', async () => {
    const columns = { click: (r: number) => Number(r >= 200), x: (r: number) => dice(r, 7) };
    expect(await warned(columns, 400, [label('click'), category('x')])).toEqual([]);
    expect(await warned(columns, 399, [label('click'), category('x')])).toEqual([
      { code: 'few', column: 'click', value: 1, part: 'all', rows: 199, limit: 200 },
    ]);
    expect(await warned(columns, 399, [label('click', { positive: '0' }), category('x')])).toMatchObject([
      { value: 0, rows: 199 },
    ]);
  });

  it('.3% of positives are rare', async () => {
    const columns = { click: (r: number) => Number(r % 1000 < 3), x: (r: number) => dice(r, 7) };
    expect(await warned(columns, 100_000, [label('click'), category('x')])).toEqual([
      { code: 'rare', column: 'click', value: 1, rate: 0.003 },
    ]);
  });

  it('all equal, or nowhere observed', async () => {
    const columns = {
      same: () => 1,
      none: () => '',
      gone: (r: number) => ['?', ''][r % 2],
      x: (r: number) => dice(r, 7),
    };
    const mapping = [label('same'), label('none'), label('gone', { missing: ['?'] }), category('x')];
    expect(await warned(columns, 500, mapping)).toEqual([
      { code: 'constantLabel', column: 'same', value: '1' },
      { code: 'unobserved', column: 'none' },
      { code: 'unobserved', column: 'gone' },
    ]);
  });

  it('an empty label is unobserved, and one that is marked: they count for neither kind', async () => {
    const columns = { click: (r: number) => ['yes', 'no', '', 'NA'][r % 4], x: (r: number) => dice(r, 7) };
    const mapping = [label('click', { missing: ['NA'], positive: 'yes' }), category('x')];
    expect(await warned(columns, 796, mapping)).toMatchObject([
      { value: 1, rows: 199 },
      { value: 0, rows: 199 },
    ]);
    expect(await warned(columns, 800, mapping)).toEqual([]);
  });
});

describe('features', () => {
  const click = (r: number): number => Number(dice(r, 3) === 0);

  it('constant ones; one value or none is not constant', async () => {
    const columns = {
      click,
      same: () => 'a',
      none: () => '',
      some: (r: number) => (r % 2 ? 'a' : ''),
      kept: () => 'b',
    };
    const mapping = [
      label('click'),
      category('same'),
      category('none'),
      category('some'),
      { ...category('kept'), role: 'skip' as const },
    ];
    expect(await warned(columns, 1200, mapping)).toEqual([
      { code: 'constant', column: 'same', value: 'a' },
      { code: 'constant', column: 'none', value: '' },
    ]);
  });

  it('texts where numbers are wanted', async () => {
    const columns = { click, x: (r: number) => (r % 100 === 7 ? '10,000+' : dice(r, 9)) };
    expect(await warned(columns, 1200, [label('click'), number('x')])).toEqual([
      { code: 'notNumbers', column: 'x', rows: 12, example: '10,000+' },
    ]);
  });

  it.each<[string, (r: number) => string | number, 'number' | 'category', Partial<Warning>[]]>([
    ['a copy', (r) => (click(r) ? 'in' : 'out'), 'category', [{ code: 'determined', score: 1 }]],
    [
      'a number above and below',
      (r) => (click(r) ? 500 + dice(r, 400) : dice(r, 400)),
      'number',
      [{ code: 'determined' }],
    ],
    ['a number below and above', (r) => (click(r) ? -500 : 0) + dice(r, 400), 'number', [{ code: 'determined' }]],
    // 6% of the others are told as positives: AUC = 1 − .06 / 2.
    ['one that errs rarely', (r) => Number(click(r) === 1 || r % 17 === 0), 'number', []],
    // 2% of them: .99.
    [
      'one that hardly errs',
      (r) => Number(click(r) === 1 || r % 50 === 0),
      'number',
      [{ code: 'leak', measure: 'auc' }],
    ],
    ['noise of many texts', (r) => `w${dice(r * 31, 900)}`, 'category', []],
    ['numbers that all differ', (r) => r, 'number', []],
  ])('%s', async (_name, value, kind, wanted) => {
    const found = await warned({ click, x: value }, 3000, [label('click'), { ...number('x'), kind }]);
    expect(found).toMatchObject(wanted.map((one) => ({ column: 'x', label: 'click', ...one })));
    expect(found).toHaveLength(wanted.length);
  });

  it('a leak shows in a part of the rows of a long table, where rows alternate too', async () => {
    const every = (r: number): number => r % 2;
    const columns = { click: every, x: (r: number) => 1000 * every(r) + dice(r, 900), y: (r: number) => dice(r, 7) };
    const found = await warned(columns, 60_000, [label('click'), number('x'), number('y')]);
    expect(found).toEqual([{ code: 'determined', column: 'x', label: 'click', measure: 'auc', score: 1 }]);
  });

  it('too few rows of a kind tell nothing of a leak', async () => {
    const rare = (r: number): number => Number(r % 100 === 7);
    const found = await warned({ click: rare, x: rare }, 1500, [label('click'), category('x')]);
    expect(found.map(({ code }) => code)).toEqual(['few']);
  });

  it('of a regression by R²', async () => {
    const minutes = (r: number): number => dice(r, 600);
    const columns = {
      minutes,
      seconds: (r: number) => 60 * minutes(r),
      near: (r: number) => minutes(r) + dice(7 * r, 40),
      far: (r: number) => minutes(r) + dice(7 * r, 900),
      band: (r: number) => `b${Math.floor(minutes(r) / 10)}`,
    };
    const mapping = [
      label('minutes', { kind: 'regression' }),
      number('seconds'),
      number('near'),
      number('far'),
      category('band'),
    ];
    const found = await warned(columns, 3000, mapping);
    expect(found).toMatchObject([
      { code: 'determined', column: 'seconds', label: 'minutes', measure: 'r2' },
      // Noise's variance is 40² / 12 against 600² / 12: 1 − .0044.
      { code: 'leak', column: 'near', measure: 'r2' },
      { code: 'determined', column: 'band', measure: 'r2' },
    ]);
    expect(found).toHaveLength(3);
  });
});

describe('rows in both parts', () => {
  const columns = {
    click: (r: number) => r % 2,
    x: (r: number) => Math.floor((r % 100) / 2) * 2,
    id: (r: number) => r,
  };

  it('are those with the same features and labels; what is skipped does not count', async () => {
    const table = await tableOf(columns, 150);
    const mapping = [label('click'), number('x'), { ...number('id'), role: 'skip' as const }];
    const twins = (encoded: EncodedLog): Warning[] =>
      warningsOf(table, { columns: mapping }, encoded).filter(({ code }) => code === 'twins');
    // Row 100 + i is row i again; the rows up to 99 all differ.
    expect(twins(encodedAs(upTo(80), upTo(150, 80)))).toEqual([{ code: 'twins', column: null, rows: 50, of: 70 }]);
    expect(twins(encodedAs(upTo(50), upTo(100, 50)))).toEqual([]);
  });
});
