/** What a reader changed of the mapping that was guessed: short enough for a link, where the whole of it is not. */
import * as v from 'valibot';
import { mappingEntries } from './mappingSchema.ts';
import type { ColumnMapping, Mapping } from './types.ts';

export interface MappingChanges extends Omit<Mapping, 'columns'> {
  /** Those columns that are taken for something else than guessed. */
  columns: readonly ColumnMapping[];
}

export const changesSchema: v.GenericSchema<unknown, MappingChanges> = v.strictObject(mappingEntries);

const same = (a: ColumnMapping, b: ColumnMapping): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => {
    const [left, right] = [a, b].map((column) => JSON.stringify(column[key as keyof ColumnMapping]));
    return left === right;
  });

/** @param guess - of the same table: columns in the same order */
export const changesOf = ({ columns, ...whole }: Mapping, guess: Mapping): MappingChanges => ({
  ...whole,
  columns: columns.filter((column, i) => !same(column, guess.columns[i])),
});

/** @returns the guess with the changes; null where they name a column that there is not: they are of another table */
export function withChanges(guess: Mapping, { columns, ...whole }: MappingChanges): Mapping | null {
  const changed = new Map(columns.map((column) => [column.name, column]));
  if (columns.some(({ name }) => !guess.columns.some((each) => each.name === name))) return null;
  return { ...whole, columns: guess.columns.map((column) => changed.get(column.name) ?? column) };
}
