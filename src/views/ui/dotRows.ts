/**
 * Rows of dots, the form of most pictures of the chapter Compare: a row a model, a column a quantity; a dot for every seed, below it the mean with its
 * interval. Columns stand side by side where there is room, else below each other. Pure.
 */
import { scaleLinear, scaleLog } from 'd3';
import { circle, flag, group, label, segment, type Mark } from '../charts/marks.ts';
import { linesOf } from '../takeout/lines.ts';

export interface Dot {
  seed: number;
  value: number;
  /** A run that went wrong: drawn as an open ring. */
  stuck?: boolean;
}

export interface Cell {
  dots: readonly Dot[];
  /** NaN: not known. */
  mean: number;
  low: number;
  high: number;
  /** Beside the row, in words: how often. */
  text?: string;
}

export interface Row {
  id: string;
  name: string;
  /** Below the name. */
  detail?: string;
  /** Why there is nothing to draw. */
  instead?: string;
}

export interface RowGroup {
  id: string;
  title: string;
  rows: readonly Row[];
}

export interface Column {
  id: string;
  title: string;
  /** Below the title: the unit, and which side is better. */
  note: string;
  /** Of its marks, and of its title. */
  color: string;
  ink: string;
  log?: boolean;
  /** Values that must be in sight; what lies beyond the ends stands at them. */
  domain: readonly [number, number];
  ticks: readonly { value: number; text: string }[];
  /** Where there is a line: no difference, a limit. */
  reference?: number;
  /** By the row's id. */
  cells: Readonly<Record<string, Cell | undefined>>;
}

export interface DotPicture {
  columns: readonly Column[];
  groups: readonly RowGroup[];
  /** Seed whose dots stand out. */
  chosen?: number | null;
  /** Of a text in the picture, in pixels. */
  textWidth: (text: string) => number;
}

const ROW = 34;
/** A group's title on one line; and every further line of it. */
const GROUP = 22;
const LINE = 15;
const HEAD = 42;
const FOOT = 26;
const GAP = 20;
/** Narrowest column that still shows how values spread. */
const LEAST_COLUMN = 118;
const MOST_NAMES = 210;
/** Within a row: its dots, and the mean with its interval. */
const DOTS = 11;
const MEAN = 24;
const RADIUS = 3;

interface Placed {
  column: Column;
  x0: number;
  x1: number;
  /** Where its title and its note begin: left of the column where they are wider than it. */
  titleX: number;
  noteX: number;
  /** Of the block that it stands in. */
  top: number;
  /** With names at its left. */
  first: boolean;
  scale: (value: number) => number;
}

export interface DotLayout {
  width: number;
  height: number;
  columns: Placed[];
  /** Top of each row below its block's, by group and row. */
  rows: { row: Row; group: string; y: number }[];
  /** With its title as lines that are no wider than the picture. */
  heads: { group: RowGroup; lines: string[]; y: number }[];
  bottom: number;
}

/** Room that the names at the left take. */
function namesWidth({ groups, textWidth }: DotPicture): number {
  const texts = groups.flatMap(({ rows }) => rows.flatMap(({ name, detail = '' }) => [name, detail]));
  return Math.min(MOST_NAMES, Math.max(0, ...texts.map(textWidth)) + 14);
}

function scaleOf({ log, domain }: Column, x0: number, x1: number): (value: number) => number {
  const scale = (log ? scaleLog : scaleLinear)(domain, [x0 + RADIUS + 1, x1 - RADIUS - 1]).clamp(true);
  return (value) => scale(value);
}

const textRoom = ({ cells }: Column, textWidth: DotPicture['textWidth']): number => {
  const texts = Object.values(cells).flatMap((cell) => (cell?.text ? [textWidth(cell.text) + 8] : []));
  return Math.max(0, ...texts);
};

/** As many columns side by side as there is room for: all, or half of them, or fewer. */
function sideBySide(count: number, room: number): number {
  for (let lines = 1; lines < count; lines++) {
    const columns = Math.ceil(count / lines);
    if (columns * LEAST_COLUMN + (columns - 1) * GAP <= room) return columns;
  }
  return 1;
}

/** Where everything stands. */
export function layoutOf(width: number, picture: DotPicture): DotLayout {
  const { columns, groups, textWidth } = picture;
  const names = namesWidth(picture);
  const perLine = sideBySide(columns.length, width - names);
  const each = (width - names - (perLine - 1) * GAP) / perLine;
  let y = HEAD;
  const rows: DotLayout['rows'] = [];
  const heads: DotLayout['heads'] = [];
  for (const one of groups) {
    const lines = linesOf(one.title, width, textWidth);
    heads.push({ group: one, lines, y });
    y += GROUP + (lines.length - 1) * LINE;
    for (const row of one.rows) {
      rows.push({ row, group: one.id, y });
      y += ROW;
    }
  }
  const block = y + FOOT;
  const lines = Math.ceil(columns.length / perLine);
  return {
    width,
    height: lines * block,
    bottom: y,
    rows,
    heads,
    columns: columns.map((column, i) => {
      const x0 = names + (i % perLine) * (each + GAP);
      const x1 = x0 + each - textRoom(column, textWidth);
      const startOf = (words: string): number => Math.max(0, Math.min(x0, x0 + each - textWidth(words)));
      const top = Math.floor(i / perLine) * block;
      return {
        column,
        x0,
        x1,
        titleX: startOf(column.title),
        noteX: startOf(column.note),
        top,
        first: i % perLine === 0,
        scale: scaleOf(column, x0, x1),
      };
    }),
  };
}

/** Dots of one place are set apart from each other a little, by their order. */
const lifted = (i: number): number => ((i % 3) - 1) * 4;

function cellMarks({ column, scale, x1 }: Placed, key: string, y: number, cell: Cell, chosen: number | null): Mark {
  const known = cell.dots.flatMap((dot, i) => (Number.isFinite(dot.value) ? [{ ...dot, i }] : []));
  const spread = Number.isFinite(cell.low + cell.high);
  return group(
    key,
    [
      ...known.map(({ seed, value, stuck = false, i }) =>
        circle(`seed ${String(seed)}`, scale(value), y + DOTS + lifted(i), RADIUS, {
          class: 'cmp-dot',
          'data-stuck': flag(stuck),
          'data-chosen': flag(seed === chosen),
        }),
      ),
      ...(spread
        ? [segment('interval', scale(cell.low), y + MEAN, scale(cell.high), y + MEAN, { class: 'cmp-interval' })]
        : []),
      ...(Number.isFinite(cell.mean) ? [circle('mean', scale(cell.mean), y + MEAN, 4, { class: 'cmp-mean' })] : []),
      ...(cell.text === undefined
        ? []
        : [label('text', x1 + 8, y + MEAN, cell.text, { class: 'cmp-tick', dy: '0.32em' })]),
    ],
    { style: `--mark: ${column.color}` },
  );
}

function columnMarks(placed: Placed, layout: DotLayout, chosen: number | null): Mark {
  const { column, x0, x1, top, scale, titleX, noteX } = placed;
  const [upper, lower] = [top + HEAD - 2, top + layout.bottom];
  return group(column.id, [
    label('title', titleX, top + 14, column.title, { class: 'cmp-title', fill: column.ink }),
    label('note', noteX, top + 30, column.note, { class: 'cmp-tick' }),
    ...column.ticks.flatMap(({ value, text }) => [
      segment(`line ${text}`, scale(value), upper, scale(value), lower, { class: 'cmp-grid' }),
      label(`tick ${text}`, scale(value), lower + 14, text, { class: 'cmp-tick', 'text-anchor': 'middle' }),
    ]),
    ...(column.reference === undefined
      ? []
      : [
          segment('reference', scale(column.reference), upper, scale(column.reference), lower, {
            class: 'cmp-reference',
          }),
        ]),
    ...layout.rows.flatMap(({ row, group: own, y }) => {
      const key = `${own} ${row.id}`;
      const cell = column.cells[key];
      if (row.instead !== undefined)
        return placed.first
          ? [label(key, x0, top + y + ROW / 2, row.instead, { class: 'cmp-tick cmp-instead', dy: '0.32em' })]
          : [];
      return cell ? [cellMarks(placed, key, top + y, cell, chosen)] : [];
    }),
    segment('base', x0, lower, x1, lower, { class: 'cmp-grid' }),
  ]);
}

/** Names of the rows, and of their groups with a line above. */
function nameMarks({ top, column }: Placed, { rows, heads, width }: DotLayout): Mark {
  return group(`names ${column.id}`, [
    ...heads.map(({ group: one, lines, y }) =>
      group(one.id, [
        segment('line', 0, top + y + 2, width, top + y + 2, { class: 'cmp-grid' }),
        ...lines.map((line, i) =>
          label(i === 0 ? 'title' : `title, line ${String(i + 1)}`, 0, top + y + 16 + i * LINE, line, {
            class: 'cmp-group',
          }),
        ),
      ]),
    ),
    ...rows.map(({ row, group: own, y }) =>
      group(`${own} ${row.id}`, [
        label('name', 8, top + y + (row.detail === undefined ? ROW / 2 : 13), row.name, {
          class: 'cmp-name',
          dy: row.detail === undefined ? '0.32em' : null,
        }),
        ...(row.detail === undefined ? [] : [label('detail', 8, top + y + 28, row.detail, { class: 'cmp-tick' })]),
      ]),
    ),
  ]);
}

/** Columns are named by their ids, cells by group and row, dots by their seeds. */
export function dotMarks(layout: DotLayout, { chosen = null }: Pick<DotPicture, 'chosen'>): Mark[] {
  return [
    ...layout.columns.map((placed) => columnMarks(placed, layout, chosen)),
    ...layout.columns.filter(({ first }) => first).map((placed) => nameMarks(placed, layout)),
  ];
}

/** How far from a dot a press may be, in pixels. */
const REACH = 16;

/** Where a dot stands, by the ids of its group and row. */
export interface FoundDot {
  group: string;
  row: string;
  seed: number;
}

/** The dot nearest to a place, if one is near. */
export function dotAt(layout: DotLayout, x: number, y: number): FoundDot | null {
  let best = REACH;
  let found: FoundDot | null = null;
  for (const { column, scale, top } of layout.columns) {
    for (const { row, group: own, y: rowTop } of layout.rows) {
      column.cells[`${own} ${row.id}`]?.dots.forEach(({ seed, value }, i) => {
        if (!Number.isFinite(value)) return;
        const distance = Math.hypot(scale(value) - x, top + rowTop + DOTS + lifted(i) - y);
        if (distance >= best) return;
        best = distance;
        found = { group: own, row: row.id, seed };
      });
    }
  }
  return found;
}
