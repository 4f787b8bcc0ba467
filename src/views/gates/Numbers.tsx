import { useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { useLive } from '../charts/live.ts';
import styles from './gates.module.css';

interface Props {
  /** What the numbers are, for screen readers. */
  name: string;
  /** Name of each row; its colour tints the row's numbers. */
  rows: readonly { head: ReactNode; color?: string }[];
  columns: readonly string[];
  /** Heads of rows and columns, for screen readers and (columns) above the numbers. */
  corner: string;
  /** The numbers of the newest frame; null while there are none. */
  read: () => readonly ArrayLike<number>[] | null;
  /** How strongly a number is tinted, 0..1. */
  tint: (value: number) => number;
  digits?: number;
  /** Writes a number another way. */
  write?: (value: number, row: number, column: number) => string;
  /** Makes the numbers a grid whose cells can be chosen. */
  choice?: Choice;
}

export interface Choice {
  row: number;
  column: number;
  /** What a cell is, without its number: "click, expert 3: gate logit, 10% gate dropout". */
  cellName: (row: number, column: number) => string;
  onChoose: (row: number, column: number) => void;
}

/** A table of live numbers, each on a ground that is the stronger the larger it is. React makes the cells; what changes is written into them. */
export function Numbers({ name, rows, columns, corner, read, tint, digits = 2, write, choice }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const words = useNumberWords();
  useLive(() => {
    const values = read();
    body.current?.querySelectorAll<HTMLElement>('[data-cell]').forEach((cell, at) => {
      const [r, c] = [Math.floor(at / columns.length), at % columns.length];
      const value = values?.[r]?.[c] ?? NaN;
      const text = write ? write(value, r, c) : words.fixed(value, digits);
      if (choice) {
        const label = t('gates.cell', { cell: choice.cellName(r, c), value: text });
        if (cell.parentElement?.getAttribute('aria-label') !== label)
          cell.parentElement?.setAttribute('aria-label', label);
      }
      if (cell.textContent === text) return;
      cell.textContent = text;
      cell.style.setProperty(
        '--tint',
        Number.isFinite(value) ? `${(100 * Math.min(1, Math.max(0, tint(value)))).toFixed(0)}%` : '0%',
      );
      cell.toggleAttribute('data-zero', value === 0);
    });
  });
  return (
    <table className={styles.numbers} data-picture="" aria-label={name} role={choice && 'grid'}>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {columns.map((column) => (
            <th key={column} scope="col" title={column}>
              <span className={styles.taskHead}>{column}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map(({ head, color }, r) => (
          <tr key={r} style={color ? ({ '--ground': color } as CSSProperties) : undefined}>
            <th scope="row">{head}</th>
            {choice ? (
              <Cells row={r} rows={rows.length} columns={columns} choice={choice} />
            ) : (
              columns.map((column) => (
                <td key={column}>
                  <span data-cell="" />
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a key leads from a cell; null for keys that mean nothing here. */
function cellAfter(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  [row, column]: readonly [number, number],
  rows: number,
  columns: number,
): [number, number] | null {
  switch (key) {
    case 'ArrowUp':
      return [Math.max(0, row - 1), column];
    case 'ArrowDown':
      return [Math.min(rows - 1, row + 1), column];
    case 'ArrowLeft':
      return [row, Math.max(0, column - 1)];
    case 'ArrowRight':
      return [row, Math.min(columns - 1, column + 1)];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}

interface CellsProps {
  row: number;
  rows: number;
  columns: readonly string[];
  choice: Choice;
}

/** One row of a grid. The whole grid is one stop of Tab, the chosen cell; the arrow keys lead to the others and choose them. */
function Cells({ row, rows, columns, choice }: CellsProps) {
  const go = (event: KeyboardEvent<HTMLTableCellElement>, column: number): void => {
    const to = cellAfter(event, [row, column], rows, columns.length);
    if (!to || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choice.onChoose(...to);
    event.currentTarget.closest('tbody')?.rows[to[0]].querySelectorAll('td')[to[1]].focus();
  };
  return columns.map((column, c) => {
    const chosen = choice.row === row && choice.column === c;
    return (
      <td
        key={column}
        role="gridcell"
        tabIndex={chosen ? 0 : -1}
        aria-selected={chosen}
        data-chosen={chosen || undefined}
        onKeyDown={(event) => {
          go(event, c);
        }}
        onClick={() => {
          choice.onChoose(row, c);
        }}
      >
        <span data-cell="" />
      </td>
    );
  });
}

/** Tints for weights, and for values that may be negative or large: never so strong that the number on them is hard to read. */
export const byWeight = (weight: number): number => 0.45 * weight;
export const bySize = (value: number): number => 0.4 * Math.min(1, Math.abs(value) / 3);
