/** The labels of a column's rows as numbers, before anything is split. */
import type { LabelValues } from './alone.ts';
import { readLabels } from './labels.ts';
import { everyRow } from './shuffle.ts';
import type { ColumnMapping, TextColumn } from './types.ts';

/** @param as - what the column is taken for: a label. Those of a regression are standardised. */
export function labelValues(column: TextColumn, as: ColumnMapping): LabelValues {
  const every = { train: everyRow(column.codes.length), heldOut: new Uint32Array() };
  const { values } = readLabels({ column, as }, every);
  const ofRows = new Float64Array(column.codes.length);
  for (let row = 0; row < ofRows.length; row++) ofRows[row] = values[column.codes[row]];
  return { values: ofRows, binary: as.kind !== 'regression' };
}
