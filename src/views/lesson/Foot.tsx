import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import { HandoutWay } from './HandoutWay.tsx';
import { goBy, leave, placeOf, present, restart } from './open.ts';
import { STEPS } from './steps/index.ts';
import type { LessonStep } from './types.ts';
import styles from './lesson.module.css';

/** Back and on; and beginning anew, which asks first, for it forgets every prediction. */
export function Foot({ step, folded }: { step: LessonStep; folded: boolean }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const toClass = usePageView((page) => page.present);
  const place = placeOf(step.id);
  const last = place === STEPS.length - 1;
  return (
    <footer className={styles.foot}>
      <div className={styles.ways}>
        <button
          type="button"
          className="button"
          disabled={place === 0}
          onClick={() => {
            goBy(step, -1);
          }}
        >
          {t('lesson.page.previous')}
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            if (last) leave();
            else goBy(step, 1);
          }}
        >
          {t(last ? 'lesson.page.finish' : 'lesson.page.next')}
        </button>
      </div>
      {!folded && (
        <div className={styles.more}>
          <button
            type="button"
            className={styles.link}
            aria-expanded={asking}
            onClick={() => {
              setAsking(!asking);
            }}
          >
            {t('lesson.page.restart')}
          </button>
          <HandoutWay />
          <label className={styles.switch} title={t('lesson.page.presentHint')}>
            <input
              type="checkbox"
              role="switch"
              checked={toClass}
              onChange={(event) => {
                present(event.target.checked);
              }}
            />
            {t('lesson.page.present')}
          </label>
        </div>
      )}
      {asking && !folded && (
        <p className={styles.other}>
          {t('lesson.page.restartAsks')}
          <button type="button" className="button small" onClick={restart}>
            {t('lesson.page.restartDoes')}
          </button>
        </p>
      )}
    </footer>
  );
}
