import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../experiments/compare/summary.ts';
import { GROUP_OF_TASK, TASK_GROUPS, TASKS, type Task } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { isRegression } from './metrics.ts';
import { fullName, keyOf } from './models.ts';
import { PAPER_REFERENCE, PAPER_SIZES, paperRows, paperTitle } from './paper.ts';
import { signed } from '../signed.ts';
import { withShown, type Shown } from './withShown.tsx';
import panel from '../ui/panel.module.css';

/** Table 1 of the paper, from live experiments at the site, beside the same comparison on held-out impressions here. */
export const PaperCard = withShown(function PaperCard({ shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Panel
      card="paper"
      name={t('compare.paper.name')}
      title={paperTitle(say, shown, live)}
      source={source}
      other={other}
      subtitle={t('compare.paper.subtitle')}
    >
      <TableScroll label={t('compare.paper.name')}>
        <table className={`${panel.table} ${panel.claims}`}>
          <Head />
          <tbody>
            {paperRows(shown).map(({ id, millions, engagement, satisfaction, ours }) => (
              <tr key={keyOf(id)}>
                <th scope="row">
                  {fullName(say, PAPER_SIZES, id)}
                  <small>{t('compare.paper.millions', { millions: say.numbers.fixed(millions, 1) })}</small>
                </th>
                {[engagement, satisfaction].map((lift, i) => (
                  <td key={i} data-claim="">
                    {lift === undefined
                      ? t('compare.paper.reference')
                      : t('compare.paper.lift', { lift: signed(say.numbers, lift, 2) })}
                  </td>
                ))}
                {TASKS.map((task) => (
                  <td key={task}>
                    <Ours pair={ours} reference={keyOf(id) === keyOf(PAPER_REFERENCE)} task={task} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className={panel.note}>{t('compare.paper.caution')}</p>
    </Panel>
  );
});

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('compare.column.model')}</th>
        {(['engagement', 'satisfaction'] as const).map((group) => (
          <th key={group} scope="col">
            {t('compare.paper.column', { group: t(`group.${group}`) })}
            <small>{t('compare.paper.claim')}</small>
          </th>
        ))}
        {TASKS.map((task, k) => (
          <th key={task} scope="col">
            {t(`compare.metric.${isRegression(task) ? 'mse' : 'auc'}`, { task: t(`task.${task}`) })}
            <small>
              {t(isRegression(task) ? 'compare.paper.oursMse' : 'compare.paper.oursAuc', {
                group: t(`group.${TASK_GROUPS[GROUP_OF_TASK[k]]}`),
              })}
            </small>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Difference of one task's metric, with its interval. */
function Ours({ pair, reference, task }: { pair: Comparison | undefined; reference: boolean; task: Task }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  if (reference) return t('compare.paper.reference');
  if (!pair) return <span className={panel.claim}>{'–'}</span>;
  const { mean, low, high } = pair.tasks[task];
  return (
    <>
      {signed(numbers, mean, 3)}
      {Number.isFinite(low) && (
        <small>{t('compare.bounds', { low: signed(numbers, low, 3), high: signed(numbers, high, 3) })}</small>
      )}
    </>
  );
}
