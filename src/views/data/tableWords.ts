/** What the page says of a table: data in, words out. Pure. */
import { sigmoid } from '../../model/losses.ts';
import { shapeOf, tasksOf, type RunTask } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import { inOwnUnits, withUnit } from '../ownUnits.ts';
import type { Say } from '../say.ts';
import type { Cell } from './rows.ts';
import type { LogLine } from './words.ts';

/** At most so many decimals of a number as it is recorded. */
const DECIMALS = 3;

/** A label, or that nobody observed it. */
export function labelWords(say: Say, task: RunTask, label: number): string {
  if (Number.isNaN(label)) return say.t('data.table.unknown');
  if (task.kind === 'binary') return say.t(`data.table.binary.${label === 1 ? 'yes' : 'no'}`);
  return withUnit(say, task.log?.unit, label, DECIMALS);
}

/** What a model predicts for a task: the probability of 1, or a value in the column's own units. @param output - [T] as a model gives it */
export const predictionWords = (say: Say, task: RunTask, output: ArrayLike<number>): string =>
  task.kind === 'binary'
    ? say.numbers.percent(sigmoid(output[task.index]), 1)
    : inOwnUnits(say, task, output[task.index]);

/** What a column holds. */
export function cellWords({ t, numbers }: Say, cell: Cell): string {
  if (cell.kind === 'number') return numbers.plain(cell.value, DECIMALS);
  return cell.kind === 'category' ? cell.value : t(`data.table.cell.${cell.kind}`);
}

/** How often a label is 1, or its mean, over the training rows that have it, and how many those are. */
function taskLine(say: Say, task: RunTask, { impressions, labelMean, labelRows }: Opened['world']): LogLine {
  const { t, numbers } = say;
  const rows = labelRows[task.index];
  const name = task.log?.name ?? '';
  if (rows === 0) return { name, value: t('data.table.log.none') };
  const mean = labelMean[task.index];
  const value =
    task.kind === 'binary'
      ? t('data.table.log.rate', { rate: numbers.percent(mean, 1) })
      : t('data.table.log.mean', { mean: inOwnUnits(say, task, mean) });
  const all = rows === impressions;
  return { name, value: t(`data.table.log.${all ? 'ofAll' : 'ofSome'}`, { value, rows: numbers.fixed(rows) }) };
}

/** The rows in a few lines: how many of what the table has, and each task. */
export function tableLines(say: Say, opened: Pick<Opened, 'world' | 'run' | 'samples'>): LogLine[] {
  const { t, numbers } = say;
  const { world, run, samples } = opened;
  const shape = shapeOf(run);
  if (!shape) return [];
  return [
    { name: t('data.table.log.train'), value: numbers.fixed(world.impressions) },
    { name: t('data.table.log.heldOut'), value: numbers.fixed(world.heldOut) },
    ...(shape.split ? [{ name: t('data.table.log.by'), value: t(`data.table.log.split.${shape.split}`) }] : []),
    { name: t('data.table.log.inputs'), value: numbers.fixed(samples.featureCount) },
    ...tasksOf(run).map((task) => taskLine(say, task, world)),
  ];
}
