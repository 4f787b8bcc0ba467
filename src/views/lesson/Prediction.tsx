import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGoesOn } from '../focus.ts';
import { hushLead } from '../lead/leads.ts';
import { usePageView } from '../pageView.ts';
import { Words } from '../terms/Words.tsx';
import { answerOf, givenTo, predict } from './open.ts';
import { Locked } from './Locked.tsx';
import type { Veil } from './ofStep.ts';
import { clearDraft, drafted, useLesson } from './store.ts';
import type { LessonStep, Question } from './types.ts';
import { Asked } from './widgets/Asked.tsx';
import { useHides, useVeils } from './useMarks.ts';
import styles from './lesson.module.css';

interface Props {
  step: LessonStep;
  question: Question;
}

/** What a step asks, and what was predicted beside what came out. @param veil - what covers its pictures meanwhile */
export function Prediction({ step, question, veil }: Props & { veil: Veil }) {
  const { t } = useTranslation();
  const given = useLesson((lesson) => givenTo(step, lesson.given));
  useHides(veil ? step.hides : undefined);
  useVeils(veil ? step.veils : undefined, t(`lesson.page.${veil ?? 'veiled'}`));
  useHushedLead(veil && step.veils ? step.chapter : null);
  return (
    <section className={styles.question} aria-label={t('lesson.page.question')}>
      <h3>
        <Words text={t(`lesson.steps.${step.id}.question`)} />
      </h3>
      {given ? <Locked step={step} question={question} given={given} /> : <Open step={step} question={question} />}
    </section>
  );
}

/** What a chapter says of itself may tell what came out elsewhere. */
function useHushedLead(chapter: LessonStep['chapter'] | null): void {
  useEffect(() => {
    hushLead(chapter);
    return () => {
      hushLead(null);
    };
  }, [chapter]);
}

/** Where what was just predicted stands. */
const lockedPlace = (): HTMLElement | null => document.querySelector('.lesson-locked');

/** The question before it is answered: nothing of the outcome is there. */
function Open({ step, question }: Props) {
  const { t } = useTranslation();

  const present = usePageView((page) => page.present);
  const drafts = useLesson((lesson) => lesson.drafts);
  const votes = useLesson((lesson) => lesson.votes);
  const answer = useMemo(() => answerOf(step, present, { drafts, votes }), [step, present, drafts, votes]);
  const box = useRef<HTMLDivElement>(null);
  useFocusGoesOn(box, lockedPlace);
  return (
    <div ref={box} className={styles.open}>
      <Asked
        step={step}
        question={question}
        present={present}
        value={answer}
        onChange={(draft) => {
          drafted(step.id, draft);
        }}
        onClear={() => {
          clearDraft(step.id);
        }}
      />
      <button
        type="button"
        className="button primary"
        disabled={answer === null}
        onClick={() => {
          if (answer) predict(step, answer);
        }}
      >
        {t('lesson.page.lock')}
      </button>
      <p className={styles.hint}>{t('lesson.page.lockHint')}</p>
    </div>
  );
}
