/** The numbers behind a chart. Pure. */
import { thinned } from './domain.ts';

export interface Column {
  label: string;
  /** Decimals on the screen; the file has them all. Absent for words and whole numbers. */
  digits?: number;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly (string | number)[])[];
}

/** Rows shown on the screen; the file has them all. */
const SHOWN_ROWS = 80;

const cell = (value: string | number): string => {
  const text = typeof value === 'number' ? (Number.isFinite(value) ? String(value) : '') : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** As a file for spreadsheets (RFC 4180): full precision, empty where there is no number. */
export const toCsv = ({ columns, rows }: Table): string =>
  [columns.map(({ label }) => label), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** The rows to show: all of a short table, an even choice of a long one. */
export const shownRows = ({ rows }: Table): Table['rows'] => thinned(rows.length, SHOWN_ROWS).map((i) => rows[i]);
