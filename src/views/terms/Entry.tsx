import measures from 'virtual:formulas/measures';
import model from 'virtual:formulas/model';
import { useTranslation } from 'react-i18next';
import { MathML } from './MathML.tsx';
import { TERMS, type TermId } from './terms.ts';
import styles from './terms.module.css';

const markup = { ...model, ...measures };

/** A term's sentence, its formula, and where they are from. Only what may stand inside of a sentence: it also opens there. */
export function Entry({ id }: { id: TermId }) {
  const { t } = useTranslation();
  const { formula, source } = TERMS[id];
  return (
    <>
      <span className={styles.text}>{t(`glossary.term.${id}.text`)}</span>
      {formula && (
        <span className={styles.formula}>
          <MathML markup={markup[formula]} words={{ CLICK: t('task.click') }} />
        </span>
      )}
      <small className={styles.source}>{t('glossary.from', { source: t(`glossary.source.${source}`) })}</small>
    </>
  );
}
