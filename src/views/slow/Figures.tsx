import type { CSSProperties, ReactNode } from 'react';
import { TableScroll } from '../ui/TableScroll.tsx';
import styles from './slow.module.css';

/** A number as it is written. */
export interface Figure {
  text: string;
  /** How strongly its ground is tinted, 0..1. */
  tint?: number;
  /** Dropout has taken it. */
  dropped?: boolean;
}

interface Props {
  /** What the table is; stands above it. */
  name: string;
  corner: string;
  columns: readonly string[];
  /** A row's colour tints its numbers. */
  rows: readonly { head: ReactNode; color?: string; cells: readonly Figure[] }[];
  /** Under the table. */
  foot?: ReactNode;
  /** Words instead of numbers: set to the left, in lines of their own. */
  wordy?: boolean;
}

/** A small table of numbers with its name above it. */
export function Figures({ name, corner, columns, rows, foot, wordy = false }: Props) {
  return (
    <section className={styles.block} aria-label={name}>
      <h3>{name}</h3>
      <TableScroll label={name}>
        <table className={styles.figures} data-wordy={wordy || undefined} aria-label={name}>
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
          <tbody>
            {rows.map(({ head, color, cells }, r) => (
              <tr key={r} style={color ? ({ '--ground': color } as CSSProperties) : undefined}>
                <th scope="row">{head}</th>
                {cells.map(({ text, tint, dropped }, c) => (
                  <td
                    key={c}
                    data-dropped={dropped || undefined}
                    style={tint ? ({ '--tint': `${(100 * tint).toFixed(0)}%` } as CSSProperties) : undefined}
                  >
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {foot}
    </section>
  );
}
