import { useMemo } from 'react';
import { meanDistance } from '../../serving/diversity.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { shownOf, type Ranking } from './ranking.ts';
import { useListLater, useWorth, type ShownList } from './useList.ts';
import { diversityTitle } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** Pairs grow with the square: so many candidates stand for all of a long list, drawn alike as they are. */
const SOME = 200;

/** Of two candidates at random, by their log: the same whatever the weights are. */
const atRandom = new WeakMap<object, number>();

function randomDistance({ ask, list: { log } }: ShownList): number {
  const known = atRandom.get(log);
  if (known !== undefined) return known;
  const some = Array.from({ length: Math.min(SOME, log.rows) }, (_, row) => row);
  const distance = meanDistance(log, some, ask.world.queryFeatures);
  atRandom.set(log, distance);
  return distance;
}

/** Mean distance in this query: of the model's nine, of the truth's, and of two candidates at random. */
function distancesOf(shown: ShownList): Record<'mine' | 'oracle' | 'random', number> {
  const { ask, list, ranking, best } = shown;
  const of = (by: Ranking | null): number => (by ? meanDistance(list.log, shownOf(by), ask.world.queryFeatures) : NaN);
  return { mine: of(ranking), oracle: of(best), random: randomDistance(shown) };
}

/** How unlike each other the nine shown are. */
export function DiversityCard() {
  const say = useSay();
  const { t, numbers } = say;
  const shown = useListLater();
  const answer = useWorth();
  const worth = answer?.value;
  const here = useMemo(() => shown && distancesOf(shown), [shown]);
  const name = t('serve.diversity.name');
  const title = worth ? diversityTitle(say, worth.diversity) : answer ? t('serve.diversity.unranked') : name;
  const distance = (value: number | undefined): string => numbers.fixed(value ?? NaN, 2);
  return (
    <Panel card="diversity" name={name} title={title} subtitle={t('serve.diversity.subtitle')}>
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
