import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
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
