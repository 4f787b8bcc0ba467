import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Found } from '../../session/importing/importer.ts';
import type { Mapping } from '../../tabular/types.ts';
import { useNumberWords } from '../format.ts';
import { useInTurn } from '../ui/useInTurn.ts';
import { ColumnCard } from './ColumnCard.tsx';
import { labelIsFree } from './editing.ts';
import styles from './mapping.module.css';

/** Of many columns, so many are shown at once. */
const PAGE = 32;
/** A column takes about 5 ms to be drawn. */
const AT_A_TIME = 4;

/** Every column: what is found in it, and what it is taken for. */
export function Columns({ found, mapping }: { found: Found; mapping: Mapping }) {
  const { t } = useTranslation();
  const [page, setPage] = useState(0);
  const { profiles, guess } = found;
  const from = page * PAGE;
  const made = useInTurn(PAGE, AT_A_TIME);
  return (
    <section aria-label={t('mapping.columns')}>
      <Pages count={profiles.length} page={page} onPage={setPage} />
      <ul className={styles.columns}>
        {profiles.slice(from, from + made).map((profile, i) => (
          <ColumnCard
            key={profile.name}
            index={from + i}
            profile={profile}
            reason={guess.reasons[from + i]}
            guessed={guess.mapping.columns[from + i]}
            column={mapping.columns[from + i]}
            mayBeLabel={labelIsFree(mapping, from + i)}
          />
        ))}
      </ul>
    </section>
  );
}

function Pages({ count, page, onPage }: { count: number; page: number; onPage: (page: number) => void }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  if (count <= PAGE) return null;
  return (
    <div className={styles.actions} role="group" aria-label={t('mapping.pages.name')}>
      {Array.from({ length: Math.ceil(count / PAGE) }, (_, p) => (
        <button
          key={p}
          type="button"
          className="button small"
          aria-pressed={p === page}
          onClick={() => {
            onPage(p);
          }}
        >
          {t('mapping.pages.show', {
            from: numbers.plain(p * PAGE + 1),
            to: numbers.plain(Math.min(count, (p + 1) * PAGE)),
          })}
        </button>
      ))}
    </div>
  );
}
