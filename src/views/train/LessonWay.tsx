import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import { enterLesson } from '../shell/LateLesson.tsx';
import styles from './train.module.css';

/** For whoever is here for the first time: the lesson. Not where it is open already. */
export function LessonWay() {
  const { t } = useTranslation();
  const open = usePageView((page) => page.lesson !== null);
  if (open) return null;
  return (
    <p className={styles.lesson}>
      <strong>{t('lead.lesson.title')}</strong>
      <span>{t('lead.lesson.text')}</span>
      <button type="button" className="button small" onClick={enterLesson}>
        {t('lead.lesson.begin')}
      </button>
    </p>
  );
}
