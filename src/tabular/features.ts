/** Rows of a table as a model reads them. */
import { readTexts } from './columns.ts';
import { logarithm, readNumber } from './inputs.ts';
import { everyRow } from './shuffle.ts';
import type { Input, Table, TextColumn } from './types.ts';

/** What one input is for each text of its column. @returns [dictionary] */
function valuesOf(input: Input, column: TextColumn): Float64Array {
  if (input.kind === 'category') return readTexts(column, (text) => (text === input.value ? 1 : 0));
  if (input.kind === 'missing') return readTexts(column, (text) => (Number.isNaN(readNumber(text, input)) ? 1 : 0));
  const { mean, deviation, log } = input;
  return readTexts(column, (text) => {
    const value = readNumber(text, input);
    return Number.isNaN(value) ? 0 : ((log ? logarithm(value) : value) - mean) / deviation;
  });
}

/**
 * Applies an encoding to rows of a table, the one that it was made from or another with these columns. A value that has no input of its own
 * is 0 in all of its column's; a missing number is 0.
 * @param rows - of the table, from 0; default all of them
 * @returns [rows × D] features
 * @throws RangeError naming a column that the table does not have
 */
export function applyEncoding(
  inputs: readonly Input[],
  table: Table,
  rows: Uint32Array = everyRow(table.rows),
): Float32Array {
  const features = new Float32Array(rows.length * inputs.length);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  for (const [d, input] of inputs.entries()) {
    const column = byName.get(input.column);
    if (!column) throw new RangeError(`the table has no column "${input.column}"`);
    const values = valuesOf(input, column);
    const { codes } = column;
    for (let i = 0, at = d; i < rows.length; i++, at += inputs.length) features[at] = values[codes[rows[i]]];
  }
  return features;
}
