/** What the page says of a table: data in, words out. Pure. */
import { isSynthetic, tasksOf, type RunTask } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import type { Say } from '../say.ts';
import type { Cell } from './rows.ts';
import { inUnits } from './rows.ts';
import type { LogLine } from './words.ts';

/** Units that the catalogue has a word for. */
const UNITS = ['weeks', 'years'] as const;

/** At most so many decimals of a number in a column's own units. */
const DECIMALS = 3;

/** A number of a column with its unit, where it has one. @param digits - exactly so many decimals; default: as many as it has */
export function valueWords({ t, numbers }: Say, { log }: RunTask, value: number, digits?: number): string {
  const words = digits === undefined ? numbers.plain(value, DECIMALS) : numbers.fixed(value, digits);
  const unit = UNITS.find((one) => one === log?.unit);
  return unit && Number.isFinite(value) ? t(`tabular.unit.${unit}`, { value: words }) : words;
}

/** A label, or that nobody observed it. */
export function labelWords(say: Say, task: RunTask, label: number): string {
  if (Number.isNaN(label)) return say.t('data.table.unknown');
  return task.kind === 'binary'
    ? say.t(`data.table.binary.${label === 1 ? 'yes' : 'no'}`)
    : valueWords(say, task, label);
}

/** A prediction: of a binary task the probability of 1, else a value. */
export const predictionWords = (say: Say, task: RunTask, value: number): string =>
  task.kind === 'binary' ? say.numbers.percent(value, 1) : valueWords(say, task, value, 1);

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
  const mean = inUnits(task, labelMean[task.index]);
  const value =
    task.kind === 'binary'
      ? t('data.table.log.rate', { rate: numbers.percent(mean, 1) })
      : t('data.table.log.mean', { mean: valueWords(say, task, mean, 1) });
  const all = rows === impressions;
  return { name, value: t(`data.table.log.${all ? 'ofAll' : 'ofSome'}`, { value, rows: numbers.fixed(rows) }) };
}

/** The rows in a few lines: how many of what the table has, and each task. */
export function tableLines(say: Say, opened: Pick<Opened, 'world' | 'run' | 'samples'>): LogLine[] {
  const { t, numbers } = say;
  const { world, run, samples } = opened;
  if (isSynthetic(run)) return [];
  return [
    { name: t('data.table.log.train'), value: numbers.fixed(world.impressions) },
    { name: t('data.table.log.heldOut'), value: numbers.fixed(world.heldOut) },
    { name: t('data.table.log.inputs'), value: numbers.fixed(samples.featureCount) },
    ...tasksOf(run).map((task) => taskLine(say, task, world)),
  ];
}
