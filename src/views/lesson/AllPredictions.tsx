import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import { useSay } from '../say.ts';
import { Words } from '../terms/Words.tsx';
import { givenTo, goTo, placeOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import { useLesson, type Given } from './store.ts';
import type { LessonStep, Question } from './types.ts';
import { useUnderWay } from './underWay.ts';
import { answerWords, verdictOf } from './words.ts';
import styles from './lesson.module.css';

/** Every prediction beside what came out, in the order of the steps; then the questions that were passed. */
export function AllPredictions() {
  const { t } = useTranslation();
  const given = useLesson((lesson) => lesson.given);
  const asking = STEPS.filter(({ question }) => question !== undefined);
  const told = asking.filter((step) => givenTo(step, given));
  const passed = asking.filter((step) => !givenTo(step, given));
  return (
    <>
      {told.length === 0 && <p className={styles.other}>{t('lesson.page.nothingPredicted')}</p>}
      {told.length > 0 && (
        <ol className={styles.told} aria-label={t('lesson.page.all')}>
          {told.map((step) => (
            <Told key={step.id} step={step} question={step.question!} given={givenTo(step, given)!} />
          ))}
        </ol>
      )}
      {passed.length > 0 && (
        <div role="group" className={styles.told} aria-label={t('lesson.page.passed')}>
          <h3>{t('lesson.page.passed')}</h3>
          {passed.map((step) => (
            <Way key={step.id} step={step} />
          ))}
        </div>
      )}
    </>
  );
}

/** The way to a step. */
function Way({ step }: { step: LessonStep }) {
  const { t, numbers } = useSay();
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        goTo(step);
      }}
    >
      {t('lesson.page.listed', {
        step: numbers.plain(placeOf(step.id) + 1),
        title: t(`lesson.steps.${step.id}.title`),
      })}
    </button>
  );
}

/** A question, what was predicted, and what came out or why that is not here. */
function Told({ step, question, given }: { step: LessonStep; question: Question; given: Given }) {
  const say = useSay();
  const { t } = say;
  const held = usePageView((page) => page.present) && !given.revealed;
  const isUnderWay = useUnderWay();
  const outcome = held ? undefined : given.outcome;
  const verdict = outcome && verdictOf(say, outcome, given);
  const missing = held ? 'notRevealed' : isUnderWay(step) ? 'computing' : 'nothingYet';
  return (
    <li>
      <Way step={step} />
      <p className={styles.hint}>
        <Words text={t(`lesson.steps.${step.id}.question`)} />
      </p>
      <p>
        {t('named', { name: t('lesson.page.predicted'), value: answerWords(say, step.id, question, given.answer) })}
      </p>
      <p>
        {outcome
          ? t('named', { name: t('lesson.page.came'), value: answerWords(say, step.id, question, outcome.came) })
          : t(`lesson.page.${missing}`)}
      </p>
      {verdict && (
        <p className={styles.verdict} data-right={outcome.right ?? undefined}>
          {verdict}
        </p>
      )}
    </li>
  );
}
