import type { Mapping, TextColumn, ColumnMapping, ColumnRole, Table } from './types.ts';

/** A column of a table, and what it is taken for. */
export interface MappedColumn {
  column: TextColumn;
  as: ColumnMapping;
}

/** @returns the columns that are taken for one of these, in the order of the mapping; those that the table does not have are passed over */
export function columnsOf(table: Table, mapping: Pick<Mapping, 'columns'>, ...roles: ColumnRole[]): MappedColumn[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  return mapping.columns.flatMap((as) => {
    const column = byName.get(as.name);
    return column && roles.includes(as.role) ? [{ column, as }] : [];
  });
}

/** What a column's codes stand for, asked once of each text. @returns [dictionary] */
export function readTexts(
  { dictionary }: Pick<TextColumn, 'dictionary'>,
  read: (text: string) => number,
): Float64Array {
  const values = new Float64Array(dictionary.length);
  for (let code = 0; code < values.length; code++) values[code] = read(dictionary[code]);
  return values;
}
