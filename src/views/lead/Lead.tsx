import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../run/labState.ts';
import { Words } from '../terms/Words.tsx';
import { foldLead, useFolded, useIsHushed } from './leads.ts';
import styles from './lead.module.css';

interface Props {
  chapter: Chapter;
  /** What will be seen, and what to do, in two or three sentences. */
  text: ReactNode;
  /** What a reader may do first; folded away with the text. */
  children?: ReactNode;
}

/** What a chapter is about: its question, what will be seen and what to do, and where the paper says it. Folds to one line once it has been read. */
export function Lead({ chapter, text, children }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const hushed = useIsHushed(chapter);
  const folded = useFolded(chapter) || hushed;
  return (
    <section className={`steady ${styles.lead}`} aria-label={t('lead.name')} data-folded={folded || undefined}>
      <div className={styles.head}>
        <h2>{t(`shell.question.${chapter}`)}</h2>
        {!folded && <span className={styles.source}>{t(`lead.${chapter}.source`)}</span>}
        {!hushed && (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={!folded}
            aria-controls={id}
            onClick={() => {
              foldLead(chapter, !folded);
            }}
          >
            {t(folded ? 'lead.unfold' : 'lead.fold')}
          </button>
        )}
      </div>
      <div id={id} hidden={folded}>
        <p>
          <Words text={text} />
        </p>
        {children}
      </div>
    </section>
  );
}
