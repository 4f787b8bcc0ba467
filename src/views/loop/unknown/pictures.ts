/** The picture of a search: a row a column, a dot a world. Pure. */
import { t95 } from '../../../metrics/student.ts';
import { meanInterval } from '../../../metrics/intervals.ts';
import type { Gain } from '../../../experiments/unknown-bias/gain.ts';
import type { SearchedWorld } from '../../../experiments/unknown-bias/search.ts';
import { CONTEXT_COLUMNS, type ContextColumn } from '../../../world/context.ts';
import type { Table } from '../../charts/table.ts';
import type { Cell, Column, DotPicture } from '../../ui/dotRows.ts';
import { evenScale } from '../../ui/scales.ts';
import type { Say } from '../../say.ts';
import type { PanelTable } from '../../ui/Panel.tsx';
import { intervalWords } from '../pictures.ts';
import type { ShownSearch } from './searches.ts';

/** Gains are shown in thousandths of a nat. */
const UNIT = 1000;
type RowId = ContextColumn | 'device';
/** Only columns that are held against the device alone are called: the device itself comes last. */
const ROWS: readonly RowId[] = [...CONTEXT_COLUMNS, 'device'];
/** Columns that go with relevance whether or not they bias clicks. */
const WITH_RELEVANCE: readonly ContextColumn[] = ['position', 'thumbnail'];

const inUnit = ({ mean, error, degrees }: Gain): { mean: number; low: number; high: number } => {
  const half = t95(degrees) * error;
  return { mean: UNIT * mean, low: UNIT * (mean - half), high: UNIT * (mean + half) };
};

/** Of one world its own interval, over held-out queries; of several that over worlds. */
export function cellOf(worlds: readonly SearchedWorld[], gain: (world: SearchedWorld) => Gain): Cell {
  const dots = worlds.map((world) => ({ seed: world.seed, value: UNIT * gain(world).mean }));
  if (worlds.length === 1) return { dots, ...inUnit(gain(worlds[0])) };
  const { mean, low, high } = meanInterval(dots.map(({ value }) => value));
  return { dots, mean, low, high };
}

const overNothing =
  (row: RowId) =>
  (world: SearchedWorld): Gain =>
    row === 'device' ? world.device : world.columns[CONTEXT_COLUMNS.indexOf(row)].gain;
const beyondDevice =
  (row: ContextColumn) =>
  (world: SearchedWorld): Gain =>
    world.columns[CONTEXT_COLUMNS.indexOf(row)].beyond;

const key = (row: RowId): string => `all ${row}`;

function columnOf({ t, numbers }: Say, id: 'nothing' | 'device', cells: Column['cells']): Column {
  const values = Object.values(cells).flatMap((cell) => cell?.dots.map(({ value }) => value) ?? []);
  const { domain, ticks } = evenScale(values, 0);
  return {
    id,
    title: t(`unknown.picture.${id}`),
    note: t('unknown.picture.note'),
    color: 'var(--estimate)',
    ink: 'var(--ink)',
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    reference: 0,
    cells,
  };
}

/** What is said of a row below its name. */
function detailOf({ t }: Say, row: RowId, { culprit }: ShownSearch['asked'], hidden: boolean): string {
  if (!hidden && row === culprit) return t('unknown.culprit');
  if (row === 'device') return t('unknown.control');
  return WITH_RELEVANCE.includes(row) ? t('unknown.relevance') : t('unknown.unrelated');
}

/** @param hidden - the culprit is not told */
export function searchPicture(
  say: Say,
  { asked, worlds }: ShownSearch,
  hidden: boolean,
): Omit<DotPicture, 'textWidth' | 'chosen'> {
  const { t } = say;
  const calls = (row: ContextColumn): number => worlds.filter(({ flagged }) => flagged === row).length;
  return {
    groups: [
      {
        id: 'all',
        title: t('unknown.picture.group'),
        rows: ROWS.map((row) => ({
          id: row,
          name: row === 'device' ? t('unknown.device') : t(`unknown.column.${row}`),
          detail: detailOf(say, row, asked, hidden),
        })),
      },
    ],
    columns: [
      columnOf(say, 'device', {
        ...Object.fromEntries(
          CONTEXT_COLUMNS.map((row) => [
            key(row),
            {
              ...cellOf(worlds, beyondDevice(row)),
              text: t('unknown.picture.calls', { k: calls(row), n: worlds.length }),
            },
          ]),
        ),
      }),
      columnOf(say, 'nothing', Object.fromEntries(ROWS.map((row) => [key(row), cellOf(worlds, overNothing(row))]))),
    ],
  };
}

/** The same in numbers, mean and interval. */
export function searchSummary(say: Say, { worlds }: ShownSearch): PanelTable {
  const { t } = say;
  return {
    columns: [t('unknown.table.column'), t('unknown.table.beyond'), t('unknown.table.gain'), t('unknown.table.called')],
    rows: ROWS.map((row) => [
      row === 'device' ? t('unknown.device') : t(`unknown.column.${row}`),
      row === 'device' ? '–' : intervalWords(say, cellOf(worlds, beyondDevice(row)), 2),
      intervalWords(say, cellOf(worlds, overNothing(row)), 2),
      row === 'device'
        ? '–'
        : t('unknown.picture.calls', { k: worlds.filter(({ flagged }) => flagged === row).length, n: worlds.length }),
    ]),
  };
}

/** World by world, in full precision. */
export function searchTable({ t }: Say, { worlds, asked }: ShownSearch): Table {
  return {
    columns: [
      { label: t('unknown.table.world') },
      { label: t('unknown.table.column') },
      { label: t('unknown.table.beyond'), digits: 3 },
      { label: t('unknown.table.error'), digits: 3 },
      { label: t('unknown.table.gain'), digits: 3 },
      { label: t('unknown.table.called') },
    ],
    rows: worlds.flatMap(({ seed, columns, flagged }) =>
      columns.map(({ column, gain, beyond }) => [
        seed,
        t(`unknown.column.${column}`),
        UNIT * beyond.mean,
        UNIT * beyond.error,
        UNIT * gain.mean,
        t(flagged === column ? 'unknown.table.yes' : 'unknown.table.no'),
      ]),
    ),
    step: asked.base.training.steps,
    together: CONTEXT_COLUMNS.length,
  };
}
