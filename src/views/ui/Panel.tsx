import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardName } from '../cards.ts';
import type { CardId } from '../goToCard.ts';
import { TakeOutMenu } from '../takeout/TakeOutMenu.tsx';
import { Words } from '../terms/Words.tsx';
import { Gap } from './Gap.tsx';
import panel from './panel.module.css';
import type { Source } from './source.ts';
import { useCard } from './useCard.ts';
import { TableScroll } from './TableScroll.tsx';

export interface PanelTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

interface Props {
  /** Its stable name: see ../cards.ts. */
  card: CardName;
  /** Where words elsewhere lead here: see goToCard.ts. */
  id?: CardId;
  /** Name for screen readers. */
  name: string;
  /** What is seen now. */
  title: ReactNode;
  subtitle?: ReactNode;
  /** Whose results are shown. */
  source?: Source;
  /** What is shown was made with other settings than the present ones. */
  other?: boolean;
  controls?: ReactNode;
  /**
   * It has no picture and no numbers: there is nothing to take out. `now`: it may come to have some, without a press; the menu's place is kept,
   * so that nothing moves then.
   */
  wordsOnly?: boolean | 'now';
  /** The numbers behind a picture, folded away. */
  table?: PanelTable;
  children: ReactNode;
}

/** A card of the chapters that show studies: as charts/Chart.tsx, for numbers that do not come from the live run. */
export function Panel({ card, id, name, title, subtitle, source, controls, table, children, ...rest }: Props) {
  const { t } = useTranslation();
  const { other = false, wordsOnly = false } = rest;
  return (
    <section id={id} className={panel.panel} aria-label={name} data-source={source} {...useCard(card)}>
      <header className="ui-head">
        <h2>
          {title}
          <MadeBy source={source} other={other} />
        </h2>
        {controls && <div className="ui-controls">{controls}</div>}
        {wordsOnly !== true && <TakeOutMenu name={name} empty={wordsOnly === 'now'} />}
        {subtitle && (
          <p className={panel.subtitle}>
            <Words text={subtitle} />
          </p>
        )}
      </header>
      {children}
      {table && table.rows.length > 0 && (
        <details className={panel.data}>
          <summary>{t('panel.data')}</summary>
          <TableScroll label={t('panel.dataOf', { name })}>
            <Table {...table} />
          </TableScroll>
        </details>
      )}
    </section>
  );
}

/** After a heading: whose results these are, and whether the settings were others than the present ones. */
export function MadeBy({ source, other }: { source: Source | undefined; other: boolean }) {
  const { t } = useTranslation();
  if (!source && !other) return null;
  return (
    <em className={panel.other}>
      <Gap />
      {!source ? t('study.other') : t(`study.source.${source}.${other ? 'other' : 'present'}`)}
    </em>
  );
}

/** A plain table; its first column names the rows. */
export function Table({ columns, rows }: PanelTable) {
  return (
    <table className={panel.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map((cell, c) =>
              c === 0 ? (
                <th key={c} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={c}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
