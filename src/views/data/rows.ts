/** What a row of a table says, read back from what the models read of it. Pure. */
import type { RunTask } from '../../run/source.ts';
import type { Input } from '../../tabular/types.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** A column of a row, as far as its inputs tell: a category that has no input of its own is one of the others. */
export type Cell = { column: string } & (
  | { kind: 'category'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'missing' | 'other' }
);

/** Single precision knows no more digits of a number. */
const DIGITS = 6;
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** What one input says of its column, if it says anything: a category that is not there says nothing. */
function cellOf(input: Input, x: number): Cell | null {
  const { column } = input;
  if (input.kind !== 'number') {
    if (x !== 1) return null;
    return input.kind === 'missing' ? { column, kind: 'missing' } : { column, kind: 'category', value: input.value };
  }
  const value = input.mean + input.deviation * x;
  return { column, kind: 'number', value: rounded(input.log ? Math.sign(value) * Math.expm1(Math.abs(value)) : value) };
}

/**
 * The columns of a row in the order of their inputs, each with its value in the column's own units.
 * @param inputs - [D]
 */
export function cellsOf(
  inputs: readonly Input[],
  { features, featureCount }: Pick<Impressions, 'features' | 'featureCount'>,
  row: number,
): Cell[] {
  const cells = new Map<string, Cell>();
  inputs.forEach((input, i) => {
    const cell = cellOf(input, features[row * featureCount + i]);
    const known = cells.get(input.column);
    // A missing number is given the mean: that it is missing says more.
    if (!known || known.kind === 'other' || cell?.kind === 'missing')
      cells.set(input.column, cell ?? known ?? { column: input.column, kind: 'other' });
  });
  return [...cells.values()];
}

/** A label in the column's own units. */
const inUnits = ({ kind, log }: RunTask, value: number): number =>
  kind === 'binary' || !log ? value : rounded(log.mean + log.deviation * value);

/** The label of a task on a row, 0 or 1 or in the column's own units; NaN where nobody observed it. */
export const labelOf = (task: RunTask, { labels, observed }: Impressions, row: number): number => {
  const at = row * TASK_COUNT + task.index;
  return observed[at] === 0 ? NaN : inUnits(task, labels[at]);
};
