import { useMemo } from 'react';
import { meanDistance } from '../../serving/diversity.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { shownOf } from './ranking.ts';
import { useList, useWorth, type ShownList } from './useList.ts';
import { diversityTitle } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** Pairs grow with the square: so many candidates stand for all of a long list, drawn alike as they are. */
const SOME = 200;

/** Mean distance in this query: of the model's nine, of the truth's, and of two candidates at random. */
function distancesOf({ ask, list, ranking, best }: ShownList): Record<'mine' | 'oracle' | 'random', number> {
  const { queryFeatures } = ask.world;
  const some = Array.from({ length: Math.min(SOME, list.log.rows) }, (_, row) => row);
  return {
    mine: ranking ? meanDistance(list.log, shownOf(ranking), queryFeatures) : NaN,
    oracle: best ? meanDistance(list.log, shownOf(best), queryFeatures) : NaN,
    random: meanDistance(list.log, some, queryFeatures),
  };
}

/** How unlike each other the nine shown are. */
export function DiversityCard() {
  const say = useSay();
  const { t, numbers } = say;
  const shown = useList();
  const answer = useWorth();
  const worth = answer?.value;
  const [ask, list, ranking, best] = [shown?.ask, shown?.list, shown?.ranking, shown?.best];
  const here = useMemo(
    () => (shown ? distancesOf(shown) : null),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what of the list it reads, and not the object around it
    [ask, list, ranking, best],
  );
  const name = t('serve.diversity.name');
  const title = worth ? diversityTitle(say, worth.diversity) : answer ? t('serve.diversity.unranked') : name;
  const distance = (value: number | undefined): string => numbers.fixed(value ?? NaN, 2);
  return (
    <Panel name={name} title={title} subtitle={t('serve.diversity.subtitle')}>
      <div className={styles.costs}>
        {worth && (
          <TableScroll label={name}>
            <table className={panel.table}>
              <thead>
                <tr>
                  <th scope="col">{t('serve.diversity.column.who')}</th>
                  <th scope="col">{t('serve.diversity.column.here')}</th>
                  <th scope="col">{t('serve.diversity.column.mean', { queries: numbers.fixed(worth.queries) })}</th>
                </tr>
              </thead>
              <tbody>
                {(['mine', 'oracle', 'random'] as const).map((row) => (
                  <tr key={row}>
                    <th scope="row">{t(`serve.trade.row.${row}`)}</th>
                    <td>{distance(here?.[row])}</td>
                    <td>{distance(worth.diversity[row])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </div>
    </Panel>
  );
}
