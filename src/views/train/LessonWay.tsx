import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { setField } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { leftAt } from '../lesson/left.ts';
import { STEP_IDS } from '../lesson/types.ts';
import { usePageView } from '../pageView.ts';
import { enterLesson } from '../shell/LateLesson.tsx';
import styles from './train.module.css';

/** For whoever is here for the first time: the lesson; for whoever left it, the way on. Not where it is open already. */
export function LessonWay() {
  const { t } = useTranslation();
  const open = usePageView((page) => page.lesson !== null);
  const place = useMemo(() => (open ? null : leftAt()), [open]);
  const numbers = useNumberWords();
  if (open) return null;
  if (place === STEP_IDS.length - 1) return <Finished />;
  const at = place !== null && { step: numbers.plain(place + 1), steps: numbers.plain(STEP_IDS.length) };
  return (
    <p className={styles.lesson}>
      <strong>{t(at ? 'lead.lesson.left' : 'lead.lesson.title')}</strong>
      <span>{at ? t('lead.lesson.leftAt', at) : t('lead.lesson.text')}</span>
      <button type="button" className="button small" onClick={enterLesson}>
        {t(at ? 'lead.lesson.goOn' : 'lead.lesson.begin')}
      </button>
    </p>
  );
}

/** For whoever has come to its last step: what was predicted, and what to look at next. */
function Finished() {
  const { t } = useTranslation();
  return (
    <p className={styles.lesson}>
      <strong>{t('lead.lesson.done')}</strong>
      <span>{t('lead.lesson.doneText')}</span>
      <button type="button" className="button small" onClick={enterLesson}>
        {t('lead.lesson.predictions')}
      </button>
      <button
        type="button"
        className="button small"
        onClick={() => {
          setField('view.chapter', 'cures');
        }}
      >
        {t('lead.lesson.then')}
      </button>
    </p>
  );
}
