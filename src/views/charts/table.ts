/** The numbers behind a chart. Pure. */
import { csvFormatRow } from 'd3';
import { thinned } from './domain.ts';

export interface Column {
  label: string;
  /** Decimals on the screen; the file has them all. Absent for words and whole numbers. */
  digits?: number;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly (string | number)[])[];
  /** Step that its numbers are of, its last rows where they are of several; absent: that of the newest frame. */
  step?: number;
  /** Rows that belong together, one step's tasks say: all of them are shown or none. Default 1. */
  together?: number;
}

/** Rows shown on the screen; the file has them all. */
const SHOWN_ROWS = 80;

/** As a file for spreadsheets (RFC 4180): full precision, empty where there is no number. */
export const toCsv = ({ columns, rows }: Table): string =>
  [
    columns.map(({ label }) => label),
    ...rows.map((row) => row.map((cell) => (typeof cell === 'number' && !Number.isFinite(cell) ? '' : String(cell)))),
  ]
    .map(csvFormatRow)
    .join('\r\n');

/** The rows to show: all of a short table, an even choice of a long one. */
export const shownRows = ({ rows, together = 1 }: Table): Table['rows'] =>
  thinned(rows.length / together, Math.floor(SHOWN_ROWS / together)).flatMap((i) =>
    rows.slice(i * together, (i + 1) * together),
  );

/** A table of one of the two models says in its last column which. @param model - its name; null: there is but one, and nothing to say */
export const ofModel = (table: Table, { label, model }: { label: string; model: string | null }): Table =>
  model === null
    ? table
    : { ...table, columns: [...table.columns, { label }], rows: table.rows.map((row) => [...row, model]) };
