import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import { useSay, type Say } from '../say.ts';
import { givenTo, goTo, placeOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import { useLesson, type Given } from './store.ts';
import type { LessonStep, Question } from './types.ts';
import { useUnderWay } from './underWay.ts';
import { answerWords, saidWords, verdictOf } from './words.ts';
import styles from './lesson.module.css';

/** At the end of the lesson: everything that was predicted beside what came out, each with the way to its step. */
export function Predictions() {
  const { t } = useTranslation();
  return (
    <ol className={styles.all} aria-label={t('lesson.steps.end.title')}>
      {STEPS.map((step) => step.question && <One key={step.id} step={step} question={step.question} />)}
    </ol>
  );
}

interface Props {
  step: LessonStep;
  question: Question;
}

/** Why an outcome is not shown. */
type Absent = 'held' | 'computing' | 'notYetOut';

/** Prediction and outcome in words; a curve is too long for that, so that what is said of it stands for it. */
function linesOf(say: Say, { id }: LessonStep, question: Question, given: Given, absent: Absent): string[] {
  const { t } = say;
  const { outcome, answer } = given;
  const named = (name: string, value: string): string => t('named', { name, value });
  const isCurve = question.kind === 'curve';
  const predicted = isCurve ? [] : [named(t('lesson.page.predicted'), answerWords(say, id, question, answer))];
  if (absent === 'held' || !outcome) return [...predicted, t(`lesson.page.${absent}`)];
  const came = isCurve
    ? outcome.said.slice(0, 1).map((said) => saidWords(say, id, said))
    : [named(t('lesson.page.came'), answerWords(say, id, question, outcome.came))];
  return [...predicted, ...came];
}

function One({ step, question }: Props) {
  const say = useSay();
  const { t, numbers } = say;
  const given = useLesson((lesson) => givenTo(step, lesson.given));
  const present = usePageView((page) => page.present);
  const held = present && !given?.revealed;
  const isUnderWay = useUnderWay();
  const absent = held ? 'held' : isUnderWay(step) ? 'computing' : 'notYetOut';
  const verdict = given?.outcome && !held ? verdictOf(say, given.outcome, given) : null;
  return (
    <li>
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
      {!given && <p>{t('lesson.page.notPredicted')}</p>}
      {given && linesOf(say, step, question, given, absent).map((line) => <p key={line}>{line}</p>)}
      {verdict && (
        <p className={styles.verdict} data-right={given?.outcome?.right ?? undefined}>
          {verdict}
        </p>
      )}
    </li>
  );
}
