import { multiplications, type ModelSpec } from '../../model/spec.ts';
import { logLists, scorings, type Way } from '../../serving/cost.ts';
import type { Timed } from '../../serving/server.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { timeAgain } from './served.ts';
import { useTimed } from './useList.ts';
import { costTitle, timeWords } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** What serving costs: point-wise as measured here, and what pairs and lists of the same candidates would take. */
export function CostCard() {
  const say = useSay();
  const { t, numbers } = say;
  const timed = useTimed();
  const name = t('serve.cost.name');
  if (!timed)
    return (
      <Panel card="cost" name={name} title={t('serve.cost.waits')}>
        <div className={styles.costs} />
      </Panel>
    );
  const { model } = timed.ask;
  const most = timed.value[timed.value.length - 1].candidates;
  return (
    <Panel
      card="cost"
      name={name}
      title={costTitle(say, timed.value)}
      subtitle={t('serve.cost.subtitle', { multiplications: numbers.fixed(multiplications(model)) })}
      controls={
        <button type="button" className="button small" onClick={timeAgain}>
          {t('serve.cost.again')}
        </button>
      }
    >
      <div className={styles.costs}>
        <Costs model={model} timed={timed.value} />
        <p className={panel.note}>
          {t('serve.cost.note', { candidates: numbers.fixed(most), power: numbers.fixed(logLists(most) / Math.LN10) })}
        </p>
        <p className={panel.note}>{t('serve.cost.claim')}</p>
      </div>
    </Panel>
  );
}

function Costs({ model, timed }: { model: ModelSpec; timed: readonly Timed[] }) {
  const say = useSay();
  const { t, numbers } = say;
  const other = (way: Way, { candidates, ms }: Timed): string => {
    const count = scorings(way, candidates);
    return t('serve.cost.cell', { scorings: numbers.fixed(count), time: timeWords(say, (ms / candidates) * count) });
  };
  return (
    <TableScroll label={t('serve.cost.name')}>
      <table className={panel.table}>
        <thead>
          <tr>
            {(['candidates', 'multiplications', 'time', 'each', 'pair', 'list'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`serve.cost.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {timed.map((one) => (
            <tr key={one.candidates}>
              <th scope="row">{numbers.fixed(one.candidates)}</th>
              <td>{numbers.fixed(multiplications(model) * one.candidates)}</td>
              <td>{timeWords(say, one.ms)}</td>
              <td>{timeWords(say, one.ms / one.candidates)}</td>
              <td>{other('pair', one)}</td>
              <td>{other('list', one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
