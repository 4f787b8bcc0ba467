import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpoken } from '../announce.ts';
import { usePageView } from '../pageView.ts';
import { useSay } from '../say.ts';
import { useJob } from '../studies.ts';
import type { Owner } from '../studyClient.ts';
import { Words } from '../terms/Words.tsx';
import { SameQuestionWay } from '../ui/SameQuestionWay.tsx';
import { jobWords, shareOf } from '../ui/jobWords.ts';
import { Beside } from './Beside.tsx';
import { reveal, type Given } from './store.ts';
import type { LessonStep, Outcome, Question } from './types.ts';
import { useUnderWay } from './underWay.ts';
import { saidWords, verdictOf } from './words.ts';
import styles from './lesson.module.css';

interface Props {
  step: LessonStep;
  question: Question;
  given: Given;
}

/** A prediction that was locked in, and beside it what came out, as soon as it has and, to a class, has been revealed. */
export function Locked({ step, question, given }: Props) {
  const { t } = useTranslation();
  const present = usePageView((page) => page.present);
  const held = present && !given.revealed;
  const outcome = held ? undefined : given.outcome;
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className={`lesson-locked ${styles.locked}`} tabIndex={-1}>
      <Beside id={step.id} question={question} given={given} outcome={outcome} />
      {outcome ? (
        <CameOut step={step} outcome={outcome} given={given} />
      ) : (
        <>
          <p className={styles.hint}>{t('lesson.page.locked')}</p>
          {!given.outcome && <Waiting step={step} />}
        </>
      )}
      {held && (
        <button
          type="button"
          className="button primary"
          onClick={() => {
            reveal(step.id);
          }}
        >
          {t('lesson.page.reveal')}
        </button>
      )}
    </div>
  );
}

/** What it waits for; where nothing is on its way, the way to let it happen. */
function Waiting({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  const isUnderWay = useUnderWay();
  if (isUnderWay(step))
    return (
      <>
        <p className={styles.waits}>{t('lesson.page.waits')}</p>
        {step.study && <HowFar of={step.study} />}
      </>
    );
  return (
    step.begins && (
      <button type="button" className="button" onClick={step.begins}>
        {t('lesson.page.letHappen')}
      </button>
    )
  );
}

/** How far a study is; its card's own line is folded with its settings. */
function HowFar({ of }: { of: Owner }) {
  const say = useSay();
  const job = useJob(of);
  if (!job) return null;
  return (
    <p className={styles.waits}>
      <progress className={styles.far} max={1} value={shareOf(job)} aria-label={say.t('study.progress')} />
      {jobWords(say, job, 0)}
    </p>
  );
}

/** Whether it was right, and why it came out like this: from the run's own numbers. */
function CameOut({ step, outcome, given }: { step: LessonStep; outcome: Outcome; given: Given }) {
  const say = useSay();
  const { t } = say;
  const said = outcome.said.map((one) => saidWords(say, step.id, one));
  const verdict = verdictOf(say, outcome, given);
  useSpoken(given.lockedAt.toString(), [verdict, ...said].filter(Boolean).join(t('comma')));
  return (
    <div className={styles.came}>
      {verdict && (
        <p className={styles.verdict} data-right={outcome.right ?? undefined}>
          {verdict}
        </p>
      )}
      {said.map((text) => (
        <p key={text}>
          <Words text={text} />
        </p>
      ))}
      {step.compares && <SameQuestionWay />}
      {given.link !== undefined && (
        <a className={styles.link} href={given.link} target="_blank" rel="noopener">
          {t('lesson.page.link')}
        </a>
      )}
    </div>
  );
}
