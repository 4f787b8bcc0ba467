import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../run/labState.ts';
import { foldLead, useLeads } from './leads.ts';
import styles from './lead.module.css';

interface Props {
  chapter: Chapter;
  /** What will be seen, and what to do, in two or three sentences. */
  text: ReactNode;
}

/** What a chapter is about: its question, what will be seen and what to do. Folds to one line once it has been read. */
export function Lead({ chapter, text }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const folded = useLeads((state) => state.folded.includes(chapter));
  return (
    <section className={styles.lead} aria-label={t('lead.name')} data-folded={folded || undefined}>
      <h2>
        <button
          type="button"
          className={styles.question}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => {
            foldLead(chapter, !folded);
          }}
        >
          {t(`shell.question.${chapter}`)}
          <span className={styles.fold}>{t(folded ? 'lead.unfold' : 'lead.fold')}</span>
        </button>
      </h2>
      <div id={id} hidden={folded}>
        <p>{text}</p>
        <p className={styles.source}>{t(`lead.${chapter}.source`)}</p>
      </div>
    </section>
  );
}
