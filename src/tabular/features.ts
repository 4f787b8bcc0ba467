/** Rows of a table as a model reads them. */
import { logarithm, rememberNumbers, type ReadNumbers } from './inputs.ts';
import { everyRow } from './shuffle.ts';
import type { Input, Table, TextColumn } from './types.ts';

function rounded<T>(values: ArrayLike<T>, of: (value: T) => number): Float32Array {
  const all = new Float32Array(values.length);
  for (let i = 0; i < all.length; i++) all[i] = of(values[i]);
  return all;
}

/** What one input is for each text of its column. @returns [dictionary] rounded as features are */
function valuesOf(input: Input, column: TextColumn, numbersOf: ReadNumbers): Float32Array {
  if (input.kind === 'category') return rounded(column.dictionary, (text) => (text === input.value ? 1 : 0));
  const numbers = numbersOf(column, input);
  if (input.kind === 'missing') return rounded(numbers, (value) => (Number.isNaN(value) ? 1 : 0));
  const { mean, deviation, log } = input;
  return rounded(numbers, (value) => (Number.isNaN(value) ? 0 : ((log ? logarithm(value) : value) - mean) / deviation));
}

/** An encoding that has been read for one table. @param rows - of the table, from 0 @returns [rows × D] features */
type Encoder = (rows: Uint32Array) => Float32Array;

/**
 * Reads an encoding for a table, every text of it once: for rows in several parts.
 * @param numbersOf - how numbers are read
 * @throws RangeError naming a column that the table does not have
 */
export function encoderFor(
  inputs: readonly Input[],
  table: Table,
  numbersOf: ReadNumbers = rememberNumbers(),
): Encoder {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const read = inputs.map((input) => {
    const column = byName.get(input.column);
    if (!column) throw new RangeError(`the table has no column "${input.column}"`);
    return { codes: column.codes, values: valuesOf(input, column, numbersOf) };
  });
  return (rows) => {
    const width = inputs.length;
    const features = new Float32Array(rows.length * width);
    for (const [d, { codes, values }] of read.entries())
      for (let i = 0; i < rows.length; i++) features[i * width + d] = values[codes[rows[i]]];
    return features;
  };
}

/**
 * Applies an encoding to rows of a table, the one that it was made from or another with these columns. A value that has no input of its own
 * is 0 in all of its column's; a missing number is 0.
 * @param rows - of the table, from 0; default all of them
 * @returns [rows × D] features
 * @throws RangeError naming a column that the table does not have
 */
export const applyEncoding = (
  inputs: readonly Input[],
  table: Table,
  rows: Uint32Array = everyRow(table.rows),
): Float32Array => encoderFor(inputs, table)(rows);
