import { useRef, type CSSProperties, type ReactNode } from 'react';
import { useNumberWords } from '../format.ts';
import { useLive } from '../charts/live.ts';

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
  /** Number of the chosen cell. */
  chosen?: { row: number; column: number };
  onChoose?: (row: number, column: number) => void;
}

/** A few times a second: faster than that nobody reads numbers. */
const MS = 150;

/** A table of live numbers, each on a ground as dark as it is large. React makes the cells; what changes is written into them. */
export function Numbers({ name, rows, columns, corner, read, tint, digits = 2, chosen, onChoose }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const words = useNumberWords();
  useLive(() => {
    const values = read();
    const cells = body.current?.querySelectorAll<HTMLElement>('[data-cell]');
    cells?.forEach((cell, at) => {
      const value = values?.[Math.floor(at / columns.length)]?.[at % columns.length] ?? NaN;
      const text = words.fixed(value, digits);
      if (cell.textContent === text) return;
      cell.textContent = text;
      cell.style.setProperty(
        '--tint',
        Number.isFinite(value) ? `${(100 * Math.min(1, Math.max(0, tint(value)))).toFixed(0)}%` : '0%',
      );
      cell.toggleAttribute('data-zero', value === 0);
    });
  }, MS);
  return (
    <table className="num" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map(({ head, color }, r) => (
          <tr key={r} style={color ? ({ '--ground': color } as CSSProperties) : undefined}>
            <th scope="row">{head}</th>
            {columns.map((column, c) => (
              <td key={column} data-chosen={(chosen?.row === r && chosen.column === c) || undefined}>
                {onChoose ? (
                  <button
                    type="button"
                    data-cell=""
                    aria-pressed={chosen?.row === r && chosen.column === c}
                    onClick={() => {
                      onChoose(r, c);
                    }}
                  />
                ) : (
                  <span data-cell="" />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Tints for weights, and for values that may be negative or large: never so dark that the number on them is hard to read. */
export const byWeight = (weight: number): number => 0.45 * weight;
export const bySize = (value: number): number => 0.4 * Math.min(1, Math.abs(value) / 3);
