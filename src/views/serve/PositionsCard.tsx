import { SERVED_POSITIONS } from '../../serving/positions.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { useChoices } from './choices.ts';
import { useWorth } from './useList.ts';
import { meanWords, positionsTitle } from './words.ts';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** What a wrong position at serving does to the ranking, and to the clicks. */
export function PositionsCard() {
  const say = useSay();
  const { t, numbers } = say;
  const answer = useWorth();
  const position = useChoices((choices) => choices.position);
  const worth = answer?.value;
  const name = t('serve.positions.name');
  const title = !answer
    ? name
    : worth
      ? positionsTitle(say, answer.ask.model, answer.ask.world.logging, worth.servings)
      : t('serve.positions.unranked');
  return (
    <Panel card="positions" name={name} title={title} subtitle={t('serve.positions.subtitle')}>
      <div className={styles.positions}>
        {worth && answer.ask.world.logging !== 'none' && (
          <>
            <TableScroll label={name}>
              <table className={panel.table}>
                <thead>
                  <tr>
                    {(['told', 'clicks', 'likes', 'change', 'replaced'] as const).map((column) => (
                      <th key={column} scope="col">
                        {t(`serve.positions.column.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {SERVED_POSITIONS.map((each) => {
                    const { worth: own, clicksLift, replaced } = worth.servings[each];
                    return (
                      <tr key={each} data-told={each === position || undefined}>
                        <th scope="row">{t(`serve.position.${each}`)}</th>
                        <td>{meanWords(say, own.clicks)}</td>
                        <td>{meanWords(say, own.likes)}</td>
                        <td>{each === 'missing' ? '–' : meanWords(say, clicksLift, 3)}</td>
                        <td>{each === 'missing' ? '–' : meanWords(say, replaced)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </TableScroll>
            <p className={panel.note}>{t('serve.positions.note', { queries: numbers.fixed(worth.queries) })}</p>
          </>
        )}
      </div>
    </Panel>
  );
}
