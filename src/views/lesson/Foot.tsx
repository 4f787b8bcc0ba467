import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { usePageView } from '../pageView.ts';
import { NARROW, useMedia } from '../shell/useMedia.ts';
import { useDone } from './useDone.ts';
import { HandoutWay } from './HandoutWay.tsx';
import { givenTo, goBy, leave, placeOf, present, restart } from './open.ts';
import { STEPS } from './steps/index.ts';
import { useLesson } from './store.ts';
import type { LessonStep } from './types.ts';
import { goingOn, standingOf, useUnderWay } from './underWay.ts';
import styles from './lesson.module.css';

/** Back and on; on a wide page below it what concerns the lesson as a whole. */
export function Foot({ step, folded }: { step: LessonStep; folded: boolean }) {
  const narrow = useMedia(NARROW);
  return (
    <footer className={styles.foot}>
      <Ways step={step} folded={folded} />
      {!folded && !narrow && <More />}
    </footer>
  );
}

/** Beginning anew, which asks first, for it forgets every prediction; the hand-out; the class. On a phone after the words: there they leave the pictures room. */
export function More() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const toClass = usePageView((page) => page.present);
  const narrow = useMedia(NARROW);
  return (
    <>
      <div className={styles.more}>
        {narrow && (
          <button type="button" className={styles.link} title={t('lesson.page.exploreHint')} onClick={leave}>
            {t('lesson.page.explore')}
          </button>
        )}
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
      {asking && (
        <p className={styles.other}>
          {t('lesson.page.restartAsks')}
          <button type="button" className="button small" onClick={restart}>
            {t('lesson.page.restartDoes')}
          </button>
        </p>
      )}
    </>
  );
}

/** Back and on. What is asked stands out more than the way past it: a prediction that is locked in before the outcome is what teaches. */
function Ways({ step, folded }: { step: LessonStep; folded: boolean }) {
  const { t } = useTranslation();
  const given = useLesson((lesson) => givenTo(step, lesson.given));
  const held = usePageView((page) => page.present) && !given?.revealed;
  const place = placeOf(step.id);
  const last = place === STEPS.length - 1;
  const standing = standingOf(step, given, held);
  const undone = useDone(step) === false;
  const onwards = last ? 'finish' : standing === 'asks' ? 'skip' : 'next';
  const isUnderWay = useUnderWay();
  return (
    <>
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
          className={standing === 'done' && !undone ? 'button primary' : 'button'}
          onClick={() => {
            if (last) leave();
            else goBy(step, 1);
          }}
        >
          {t(`lesson.page.${onwards}`)}
        </button>
      </div>
      {given && !given.outcome && !folded && isUnderWay(step) && <GoingOn step={step} />}
    </>
  );
}

/** Whether what is awaited is lost by going on. */
function GoingOn({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { key, to, ends } = goingOn(step, STEPS);
  const values = { last: numbers.plain(STEPS.length), to: numbers.plain(to), ends: numbers.plain(ends) };
  return <p className={styles.hint}>{t(`lesson.page.${key}`, values)}</p>;
}
