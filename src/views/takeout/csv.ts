/** The tables of a card as they stand on the page. */
import type { Table } from '../charts/table.ts';
import { wordsIn } from './card.ts';
import { tablesIn } from './offers.ts';
import { csvFile, offeredBy } from './tables.ts';

const NUMBER = /^[−+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^[−+-]?\d+(?:\.\d+)?$/;

/** A number as programs read it: no marks between thousands, a minus sign that they know. Everything else as it is; "–" stands for nothing. */
export const plainCell = (text: string): string => {
  if (text === '–') return '';
  return NUMBER.test(text) ? text.replaceAll(',', '').replace('−', '-') : text;
};

/** Cells of a row; one that spans several columns is in the first of them. */
const cellsOf = (row: HTMLTableRowElement): string[] =>
  Array.from(row.cells).flatMap((cell) => [
    plainCell(wordsIn(cell)),
    ...Array.from({ length: Math.max(0, cell.colSpan - 1) }, () => ''),
  ]);

function tableOf(element: HTMLTableElement): Table {
  const [head = [], ...rows] = Array.from(element.rows, cellsOf);
  const width = Math.max(head.length, ...rows.map(({ length }) => length));
  const filled = (cells: string[]): string[] => [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  return { columns: filled(head).map((label) => ({ label })), rows: rows.map(filled) };
}

export interface CsvFile {
  /** Behind the card's name, where it has several tables: "-2". */
  suffix: string;
  csv: string;
}

/** @returns a file a table; none where the card has no numbers */
export function csvOf(card: Element): CsvFile[] {
  const live = offeredBy(card)?.();
  if (live) return live.rows.length > 0 ? [{ suffix: '', csv: csvFile(live) }] : [];
  return tablesIn(card).map((table, i) => ({
    suffix: i === 0 ? '' : `-${String(i + 1)}`,
    csv: csvFile(tableOf(table)),
  }));
}

/** A live chart's numbers; of any other card the tables that are seen on screen, not those that are folded away. */
export function tablesShown(card: Element): Table[] {
  const live = offeredBy(card)?.();
  if (live) return live.rows.length > 0 ? [live] : [];
  return tablesIn(card)
    .filter((table) => table.getBoundingClientRect().width > 0)
    .map(tableOf);
}
