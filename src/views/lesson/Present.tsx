import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Words } from '../terms/Words.tsx';
import { clickerPress, minutesAfter, nextOf } from './clicker.ts';
import { answerOf, givenTo, goBy, placeOf, predict } from './open.ts';
import { STEPS } from './steps/index.ts';
import { reveal, useLesson } from './store.ts';
import type { LessonStep } from './types.ts';
import styles from './lesson.module.css';

/** What only a lecturer needs: notes, and how the time goes. */
export function Present({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  useClicker(step);
  return (
    <div className={styles.present}>
      <Clock step={step} />
      <details>
        <summary>{t('lesson.page.notes')}</summary>
        <p>
          <Words text={t(`lesson.steps.${step.id}.notes`)} />
        </p>
      </details>
    </div>
  );
}

/** Does what comes next. */
function goOnwards(step: LessonStep): void {
  const given = givenTo(step);
  const answer = answerOf(step, true);
  const next = nextOf({
    asks: step.question !== undefined,
    answered: answer !== null,
    locked: given !== undefined,
    revealed: given?.revealed === true,
  });
  if (next === 'reveal') reveal(step.id);
  else if (next === 'lock' && answer) predict(step, answer);
  else goBy(step, 1);
}

/** Listens for a clicker. Before anybody else: what it presses is nobody's shortcut. */
function useClicker(step: LessonStep): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      const press = clickerPress(event, (selector) => target instanceof Element && target.closest(selector) !== null);
      if (!press) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return;
      if (press === 'onwards') goOnwards(step);
      else if (press === 'back') goBy(step, -1);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
    };
  }, [step]);
}

const MINUTE_MS = 60_000;
/** How often the clock is looked at. */
const TICK_MS = 10_000;

/** The minutes since it began, beside those that are expected to come. */
function Clock({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const since = useLesson((lesson) => lesson.clock);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const gone = since === null ? 0 : Math.max(0, Math.floor((now - since) / MINUTE_MS));
  return (
    <p className={styles.hint}>
      {t('lesson.page.time', {
        gone: numbers.plain(gone),
        here: numbers.plain(step.minutes),
        left: numbers.plain(minutesAfter(STEPS, placeOf(step.id))),
      })}
    </p>
  );
}
