import type { ReactNode } from 'react';
import type { CardName } from '../cards.ts';
import { useLab } from '../store.ts';
import { TakeOutMenu } from '../takeout/TakeOutMenu.tsx';
import { Words } from '../terms/Words.tsx';
import { useCard } from '../ui/useCard.ts';
import { DataButton } from './DataDialog.tsx';
import { LiveText } from './LiveText.tsx';
import type { Table } from './table.ts';
import styles from './chart.module.css';

export interface ChartProps {
  /** Its stable name: see ../cards.ts. */
  card: CardName;
  /** What the chart is, whatever it shows now: its name for screen readers and on its data table. */
  name: string;
  /** What it shows now, in a sentence computed from the newest frame. */
  title: () => string;
  /** What is drawn, in which units. */
  subtitle?: ReactNode;
  /** Switches in the head. */
  controls?: ReactNode;
  /** The numbers of the newest frame. Should keep its identity while nothing but the frame changes. */
  table: () => Table;
  /** Why there is nothing to draw; takes the place of the picture. */
  empty?: string | null;
  className?: string;
  /** Under the picture, and there even when there is nothing to draw. */
  foot?: ReactNode;
  children: ReactNode;
}

/** The frame of every chart: a title that states what is seen, units, switches, the picture, and the numbers behind it. */
export function Chart({
  card,
  name,
  title,
  subtitle,
  controls,
  table,
  empty,
  className = '',
  foot,
  children,
}: ChartProps) {
  const open = useLab((lab) => lab.opened !== null);
  return (
    <figure className={`chart ${className}`} aria-label={name} {...useCard(card)}>
      <figcaption className={styles.head}>
        <h2 className="chart-title">
          <LiveText text={title} />
        </h2>
        <div className={styles.controls}>
          {controls}
          {!empty && <DataButton name={name} table={table} />}
          {!empty && <TakeOutMenu name={name} />}
        </div>
        {subtitle !== undefined && !empty && (
          <p className="chart-subtitle" data-early={!open || undefined}>
            <Words text={subtitle} />
          </p>
        )}
      </figcaption>
      <div className="chart-body">{empty ? <p className={styles.empty}>{empty}</p> : open && children}</div>
      {foot}
    </figure>
  );
}
