import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Modal } from '../shell/Modal.tsx';
import { feed } from '../store.ts';
import { throttled } from '../throttle.ts';
import { TableScroll } from '../ui/TableScroll.tsx';
import { takeOutOf } from '../takeout/TakeOutMenu.tsx';
import { offerTable } from '../takeout/tables.ts';
import { shownRows, type Table } from './table.ts';
import styles from './chart.module.css';

interface Props {
  /** Name of the chart. */
  name: string;
  table: () => Table;
}

/** The button that opens the numbers behind a chart. */
export function DataButton({ name, table }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (button.current) offerTable(button.current, table);
  }, [table]);
  return (
    <>
      <button
        ref={button}
        type="button"
        data-numbers=""
        className={styles.data}
        aria-label={t('charts.data.open', { chart: name })}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('charts.data.button')}
      </button>
      <Modal
        open={open}
        onClose={() => {
          setOpen(false);
        }}
        className={styles.dialog}
        title={t('charts.data.title', { chart: name })}
        close={t('charts.data.close')}
      >
        <DataTable name={name} table={table} />
      </Modal>
    </>
  );
}

/** A table and the step that its numbers are of. */
const measured = (table: Table): { table: Table; step: number } => ({
  table,
  step: table.step ?? feed.frame?.step ?? 0,
});

/** The numbers of the newest frame, brought up to date once a second at most. */
function DataTable({ name, table }: Props) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const [now, setNow] = useState(() => measured(table()));
  useEffect(() => {
    const later = throttled(1000, 'both', () => {
      setNow(measured(table()));
    });
    const stop = feed.subscribe(later);
    return () => {
      stop();
      later.cancel();
    };
  }, [table]);
  const { columns, rows } = now.table;
  const shown = shownRows(now.table);
  const write = (value: string | number, digits: number | undefined): string =>
    typeof value === 'string' ? value : digits === undefined ? numbers.plain(value) : numbers.fixed(value, digits);
  return (
    <>
      <TableScroll className={styles.dialogScroll} label={name}>
        <table>
          <caption>
            {shown.length < rows.length
              ? t('charts.data.captionThinned', {
                  step: numbers.fixed(now.step),
                  shown: numbers.fixed(shown.length),
                  rows: numbers.fixed(rows.length),
                })
              : t('charts.data.caption', { step: numbers.fixed(now.step) })}
          </caption>
          <thead>
            <tr>
              {columns.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, r) => (
              <tr key={r}>
                {row.map((value, c) => {
                  const text = write(value, columns[c].digits);
                  return c === 0 ? (
                    <th key={c} scope="row">
                      {text}
                    </th>
                  ) : (
                    <td key={c} data-number={typeof value === 'number' || undefined}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <div className={styles.dialogFoot}>
        <button type="button" className="button" onClick={takeOutOf('svg')}>
          {t('charts.take.svg')}
        </button>
        <button type="button" className="button" onClick={takeOutOf('png')}>
          {t('charts.take.png')}
        </button>
        <button type="button" className="button primary" onClick={takeOutOf('csv')}>
          {t('charts.data.download')}
        </button>
      </div>
    </>
  );
}
