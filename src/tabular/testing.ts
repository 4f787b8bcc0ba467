/** Small tables for tests. */
import type { ColumnMapping, Mapping, Table } from './types.ts';

/** A table out of lines of cells, the first with the names. */
export function tableOf(lines: readonly (readonly string[])[]): Table {
  const [names, ...rows] = lines;
  return {
    rows: rows.length,
    columns: names.map((name, c) => {
      const dictionary = [...new Set(rows.map((row) => row[c]))];
      return { name, dictionary, codes: Uint16Array.from(rows, (row) => dictionary.indexOf(row[c])) };
    }),
  };
}

/** A table out of text: cells parted by commas, lines by line feeds. */
export const csv = (text: string): Table =>
  tableOf(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.trim())),
  );

/** What a column is taken for, by its role and kind. */
export const column = (
  name: string,
  role: ColumnMapping['role'],
  rest: Partial<ColumnMapping> = {},
): ColumnMapping => ({ name, role, kind: 'category', missing: [], ...rest });

export const mapping = (columns: readonly ColumnMapping[], rest: Partial<Mapping> = {}): Mapping => ({
  columns,
  inputs: 64,
  split: 'column',
  seed: 7,
  ...rest,
});
