import { describe, expect, it } from 'vitest';
import { chooseInputs } from './inputs.ts';
import { column, csv, mapping, tableOf } from './testing.ts';
import type { ColumnMapping, Input, Table } from './types.ts';

const every = ({ rows }: Table): Uint32Array => Uint32Array.from({ length: rows }, (_, row) => row);
const choose = (table: Table, columns: ColumnMapping[], inputs = 64) =>
  chooseInputs(table, mapping(columns, { inputs }), every(table));
const said = (inputs: readonly Input[]): string[] =>
  inputs.map((input) =>
    input.kind === 'category' ? `${input.column}=${input.value}` : `${input.column}:${input.kind}`,
  );
const color = column('color', 'feature');
const size = column('size', 'feature');
const x = column('x', 'feature', { kind: 'number' });

describe('categories', () => {
  const table = csv(`
    color,size
    red,S
    red,M
    blue,S
    blue,L
    green,L
    red,L
    teal,L`);

  it('are the most frequent values, among equals the first column’s and there by their letters, column by column in the result', () => {
    // size=L 4, color=red 3, color=blue 2, size=S 2, and once green, teal, M.
    const { inputs, facts } = choose(table, [color, size], 3);
    expect(said(inputs)).toEqual(['color=red', 'color=blue', 'size=L']);
    expect(facts).toMatchObject({ categories: 3, numbers: 0, valuesLeft: 4, copies: [] });
    expect(said(choose(table, [color, size], 4).inputs)).toEqual(['color=red', 'color=blue', 'size=L', 'size=S']);
  });

  it('do not follow, among equals, from which row came first', () => {
    const values = (...cells: string[]) =>
      said(choose(tableOf([['color'], ...cells.map((cell) => [cell])]), [color], 2).inputs);
    expect(values('zinc', 'iron', 'gold')).toEqual(['color=gold', 'color=iron']);
    expect(values('gold', 'zinc', 'iron')).toEqual(['color=gold', 'color=iron']);
  });

  it('leave out what copies a value that is taken, or its complement, and say so', () => {
    const twin = csv('a,b,c,d\nx,1,p,k\nx,1,q,k\ny,2,q,k\ny,2,p,k\ny,2,p,k');
    const { inputs, facts } = choose(
      twin,
      ['a', 'b', 'c', 'd'].map((name) => column(name, 'feature')),
    );
    expect(said(inputs)).toEqual(['a=y', 'c=p']);
    expect(
      facts.copies.map(({ column, value, of, correlation }) => [
        `${column}=${value}`,
        `${of.column}=${String(of.value)}`,
        Math.round(correlation),
      ]),
    ).toEqual([
      ['b=2', 'a=y', 1],
      ['a=x', 'a=y', -1],
      ['b=1', 'a=y', -1],
      ['c=q', 'c=p', -1],
    ]);
    expect(facts.constant).toEqual(['d']);
  });

  it('of two that differ in some rows are both taken below a correlation of .98', () => {
    // 50 and 49 of 100 rows: φ = (100·49 − 50·49) / √(50·50·49·51) = .980; 50 and 48: .961.
    const rows = (second: number): Table =>
      tableOf([['a', 'b'], ...Array.from({ length: 100 }, (_, i) => [i < 50 ? 'x' : 'y', i < second ? '1' : '2'])]);
    const both = [column('a', 'feature'), column('b', 'feature')];
    expect(choose(rows(49), both).facts.categories).toBe(1);
    expect(choose(rows(48), both).facts.categories).toBe(2);
  });

  it('are no empty text, no mark of a missing value and no value of all rows', () => {
    const gaps = csv('a,b\n,k\n?,k\nx,k\nx,k\ny,k\ny,k\nz,k');
    expect(said(choose(gaps, [column('a', 'feature', { missing: ['?'] }), column('b', 'feature')]).inputs)).toEqual([
      'a=x',
      'a=y',
      'a=z',
    ]);
  });
});

describe('numbers', () => {
  it('are standardised by the rows that have one, by the logarithm where asked for', () => {
    const table = csv('x\n1\n3\n3\n5\n');
    const [plain] = choose(table, [x]).inputs;
    // Mean 3, squares 4 + 0 + 0 + 4 over 4 rows.
    expect(plain).toEqual({
      column: 'x',
      kind: 'number',
      log: false,
      decimalComma: false,
      missing: [],
      mean: 3,
      deviation: Math.SQRT2,
    });
    const tail = csv(`x\n0\n${String(Math.E ** 2 - 1)}`);
    const [logged] = choose(tail, [{ ...x, log: true }]).inputs;
    expect(logged).toMatchObject({ log: true });
    expect(logged.kind === 'number' && logged.mean).toBeCloseTo(1, 12);
    expect(logged.kind === 'number' && logged.deviation).toBeCloseTo(1, 12);
  });

  it('come before categories in what there is room for', () => {
    const table = csv('color,x,y,z\nred,1,2,1\nblue,2,1,7\nred,3,1,4\n');
    const numbers = ['x', 'y', 'z'].map((name) => column(name, 'feature', { kind: 'number' }));
    expect(said(choose(table, [color, ...numbers], 4).inputs)).toEqual([
      'color=red',
      'x:number',
      'y:number',
      'z:number',
    ]);
    const { inputs, facts } = choose(table, [color, ...numbers], 2);
    expect(said(inputs)).toEqual(['x:number', 'y:number']);
    expect(facts).toMatchObject({ numbersLeft: ['z'], valuesLeft: 2, categories: 0 });
  });

  it('that are missing in more than 1% of the rows have an input that says so, once for columns that are missing together', () => {
    const rows = (missing: number): Table =>
      tableOf([
        ['x', 'y'],
        ...Array.from({ length: 100 }, (_, i) => (i < missing ? ['-1', ''] : [String(i), String(i % 7)])),
      ]);
    const columns = [{ ...x, missing: ['-1'] }, column('y', 'feature', { kind: 'number' })];
    expect(said(choose(rows(1), columns).inputs)).toEqual(['x:number', 'y:number']);
    const { inputs, facts } = choose(rows(2), columns);
    expect(said(inputs)).toEqual(['x:number', 'x:missing', 'y:number']);
    expect(facts).toMatchObject({ numbers: 2, missing: 1 });
    // −1 stands for nothing: the mean of 2 … 99.
    expect(inputs[0]).toMatchObject({ mean: 50.5, missing: ['-1'] });
  });

  it('that are all the same are no input, but that they are missing is one', () => {
    expect(choose(csv('x,y\n5,1\n5,2'), [x, column('y', 'feature', { kind: 'number' })])).toMatchObject({
      inputs: [{ column: 'y' }],
      facts: { constant: ['x'] },
    });
    expect(said(choose(csv('x,y\n5,1\n,2\n5,2'), [x]).inputs)).toEqual(['x:missing']);
  });
});
