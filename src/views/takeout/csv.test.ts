import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { plainCell } from './csv.ts';
import { csvFile } from './tables.ts';

describe('numbers as CSV', () => {
  it('come back cell by cell, whatever the words', () => {
    const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\uFEFF'));
    const rows = fc.array(fc.tuple(words, words, fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, rows, (label, cells) => {
        const file = csvFile({ columns: [{ label }, { label: 'b' }, { label: 'c' }], rows: cells });
        expect(file.startsWith('\uFEFF')).toBe(true);
        const { data } = Papa.parse<string[]>(file.slice(1), { delimiter: ',', newline: '\r\n' });
        expect(data).toEqual([[label, 'b', 'c'], ...cells.map((row) => row.map(String))]);
      }),
    );
  });

  it.each([
    ['1,234.5', '1234.5'],
    ['−0.12', '-0.12'],
    ['+0.65', '+0.65'],
    ['12,345,678', '12345678'],
    ['–', ''],
    ['12%', '12%'],
    ['0.35 [−0.13, 0.84]', '0.35 [−0.13, 0.84]'],
    ['1,23', '1,23'],
    ['expert 1', 'expert 1'],
  ])('%s is written as %s', (shown, cell) => {
    expect(plainCell(shown)).toBe(cell);
  });
});
