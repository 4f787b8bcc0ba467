import { useSay } from '../say.ts';
import { choose } from './choices.ts';
import { shownOf } from './ranking.ts';
import type { ShownList } from './useList.ts';
import styles from './serve.module.css';

/** The nine best by the truth, each with its place in the model's list. */
export function Best({ shown }: { shown: ShownList | null }) {
  const { t } = useSay();
  return (
    <section className={styles.best} aria-label={t('serve.list.best')}>
      <h3>{t('serve.list.best')}</h3>
      <p className={styles.note}>{t('serve.list.bestHint')}</p>
      <ol>
        {shown?.best
          && shownOf(shown.best).map((row) => (
            <li key={row}>
              <button
                type="button"
                data-chosen={row === shown.chosen || undefined}
                onClick={() => {
                  choose({ chosen: row });
                }}
              >
                <span>{shown.name(row)}</span>
                <span className={styles.place}>
                  <span className="hidden-words">{t('serve.column.place')}</span>
                  {shown.ranking ? shown.ranking.place[row] + 1 : '–'}
                </span>
              </button>
            </li>
          ))}
      </ol>
    </section>
  );
}
