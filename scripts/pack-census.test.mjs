import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackTable } from '../src/tabular/pack.ts';
import { root } from './lib.mjs';
import { readCensus, sortRows, tableOf } from './pack-census.mjs';

describe('the sample is packed', () => {
  it('from lines of cells, with names without what stands behind their colons', () => {
    expect(readCensus('split,det_ind_code:category,age\ntrain,0,14\nheldout,33,75\n')).toEqual({
      names: ['split', 'det_ind_code', 'age'],
      rows: [
        ['train', '0', '14'],
        ['heldout', '33', '75'],
      ],
    });
  });

  it('not from what it would read wrongly', () => {
    expect(() => readCensus('a,b\n"x,y",1\n')).toThrow('quoted');
    expect(() => readCensus('a,b\nx,1\ny\n')).toThrow('line 3');
  });

  it('with training rows first, and rows of one trade side by side', () => {
    const names = ['age', 'det_ind_code', 'split'];
    const rows = [
      ['1', 'b', 'heldout'],
      ['2', 'b', 'train'],
      ['3', 'a', 'train'],
      ['4', 'a', 'heldout'],
      ['5', 'b', 'train'],
    ];
    expect(sortRows(names, rows).map(([age]) => age)).toEqual(['3', '2', '5', '4', '1']);
  });

  it('as codes into the texts of each column, in the order of their first rows', () => {
    const { rows, columns } = tableOf(
      ['a', 'b'],
      [
        ['x', '1'],
        ['y', '1'],
        ['x', '2'],
      ],
    );
    expect(rows).toBe(3);
    expect(columns.map(({ name, dictionary, codes }) => [name, dictionary, [...codes]])).toEqual([
      ['a', ['x', 'y'], [0, 1, 0]],
      ['b', ['1', '2'], [0, 0, 1]],
    ]);
  });

  const csv = join(root, '../shared/data/census-income/census-income.csv.gz');
  it.skipIf(!existsSync(csv))('as it lies in the checkout, where the CSV is beside it', async () => {
    const { names, rows } = readCensus(gunzipSync(readFileSync(csv)).toString('utf8'));
    const packed = await unpackTable(new Uint8Array(readFileSync(join(root, 'src/tabular/samples/census-income.bin'))));
    const sorted = tableOf(names, sortRows(names, rows));
    expect(packed.columns.map(({ name, dictionary }) => [name, dictionary])).toEqual(
      sorted.columns.map(({ name, dictionary }) => [name, dictionary]),
    );
    for (const [c, { codes }] of packed.columns.entries())
      expect(codes.every((code, row) => code === sorted.columns[c]?.codes[row])).toBe(true);
  });
});
