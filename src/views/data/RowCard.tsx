import { shapeOf, tasksOf } from '../../run/source.ts';
import type { Opened } from '../../session/protocol.ts';
import type { Input } from '../../tabular/types.ts';
import { DEVICES } from '../../world/spec.ts';
import { LiveText } from '../charts/LiveText.tsx';
import { NoTruth } from '../charts/NoTruth.tsx';
import { ArmSwitch } from '../charts/switches.tsx';
import { taskInk } from '../encoding.ts';
import { goToCard } from '../goToCard.ts';
import { neighbour, rowIn, useSample } from '../sample.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { cellsOf, labelOf } from './rows.ts';
import { cellWords, labelWords, predictionWords } from './tableWords.ts';
import { useModelName } from './useModelName.ts';
import { useOutputs } from './useOutputs.ts';
import panel from '../ui/panel.module.css';
import styles from './data.module.css';

interface Props {
  opened: Opened;
  inputs: readonly Input[];
}

/** One held-out row of a table that can be read: what was observed of its tasks, what the model says now, and the columns that it reads. */
export function RowCard({ opened, inputs }: Props) {
  const { t } = useSay();
  const row = useSample((state) => rowIn(opened, state.row));
  const title = t('data.table.row.title', { number: row + 1, of: opened.samples.rows });
  return (
    <Panel
      card="row"
      name={t('data.table.row.name')}
      title={title}
      subtitle={t('data.table.row.subtitle')}
      controls={
        <>
          <ArmSwitch />
          <span className={styles.moves}>
            <Move opened={opened} row={row} by={-1} />
            <Move opened={opened} row={row} by={1} />
          </span>
        </>
      }
    >
      <Tasks opened={opened} row={row} />
      <NoTruth of="clicks" />
      <Columns opened={opened} inputs={inputs} row={row} />
      <button
        type="button"
        className="button small"
        onClick={() => {
          goToCard('gates', 'card-impression');
        }}
      >
        {t('data.table.row.follow')}
      </button>
    </Panel>
  );
}

/** To the row before or after. */
function Move({ opened, row, by }: { opened: Opened; row: number; by: -1 | 1 }) {
  const { t } = useSay();
  return (
    <button
      type="button"
      className="button small square"
      aria-label={t(by < 0 ? 'data.table.row.previous' : 'data.table.row.next')}
      onClick={() => {
        useSample.setState({ row: neighbour(opened, row, by) });
      }}
    >
      {by < 0 ? '‹' : '›'}
    </button>
  );
}

/** Each task of the row: its label, and what the shown model predicts. */
function Tasks({ opened, row }: { opened: Opened; row: number }) {
  const say = useSay();
  const { t } = say;
  const model = useModelName();
  const outputs = useOutputs(opened);
  return (
    <TableScroll label={t('data.table.row.tasks')}>
      <table className={panel.table}>
        <thead>
          <tr>
            <th scope="col">{t('data.table.row.task')}</th>
            <th scope="col">{t('data.table.row.label')}</th>
            <th scope="col">{model}</th>
          </tr>
        </thead>
        <tbody>
          {tasksOf(opened.run).map((task) => (
            <tr key={task.task}>
              <th scope="row" style={{ color: taskInk(task.task) }}>
                {task.log?.name}
              </th>
              <td>{labelWords(say, task, labelOf(task, opened.samples, row))}</td>
              <td>
                <LiveText
                  text={() => {
                    const output = outputs(row);
                    return output ? predictionWords(say, task, output) : '';
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Where and on what the row was shown, as far as its table says. */
function Shown({ opened: { run, samples }, row }: { opened: Opened; row: number }) {
  const { t } = useSay();
  const shape = shapeOf(run);
  const placeOf = (position: number): string => (position > 0 ? String(position) : t('data.table.cell.missing'));
  const shown = [
    ...(shape?.positions ? [[t('data.table.row.position'), placeOf(samples.position[row])] as const] : []),
    ...(shape?.devices ? [[t('data.table.row.device'), t(`device.${DEVICES[samples.device[row]]}`)] as const] : []),
  ];
  return shown.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

/** The columns that models read of the row. */
function Columns({ opened, inputs, row }: Props & { row: number }) {
  const say = useSay();
  const { t } = say;
  return (
    <section aria-label={t('data.table.row.columns')}>
      <h3>{t('data.table.row.columns')}</h3>
      <dl className={styles.cells}>
        <Shown opened={opened} row={row} />
        {cellsOf(inputs, opened.samples, row).map((cell) => (
          <div key={cell.column} data-kind={cell.kind}>
            <dt>{cell.column}</dt>
            <dd>{cellWords(say, cell)}</dd>
          </div>
        ))}
      </dl>
      <p className={panel.note}>{t('data.table.row.columnsNote')}</p>
    </section>
  );
}
