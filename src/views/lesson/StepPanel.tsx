import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import { plannedNow } from '../control.ts';
import { usePageView } from '../pageView.ts';
import { useLab } from '../store.ts';
import { FieldControl } from '../shell/controls/FieldControl.tsx';
import { NARROW, useMedia } from '../shell/useMedia.ts';
import { Words } from '../terms/Words.tsx';
import { Foot, More } from './Foot.tsx';
import { OpenHandout } from './HandoutWay.tsx';
import { Head } from './Head.tsx';
import { isRunOf, veilOf } from './ofStep.ts';
import { useKeepPictures } from './handout/useKeepPictures.ts';
import { givenTo, goTo } from './open.ts';
import { Prediction } from './Prediction.tsx';
import { Predictions } from './Predictions.tsx';
import { Present } from './Present.tsx';
import { useLesson } from './store.ts';
import { STEP_IDS, type LessonStep } from './types.ts';
import { standingOf } from './underWay.ts';
import { useLeaves, useMarks } from './useMarks.ts';
import { useDone } from './useDone.ts';
import { useOpenedFields } from './useOpenedFields.ts';
import { useRunBar } from './useRunBar.ts';
import styles from './lesson.module.css';

/** A phone held sideways: the sheet would leave nothing of the pictures. */
const SIDEWAYS = '(max-width: 799px) and (max-height: 479px)';
/** Whether its reader has last folded the sheet there. */
let foldedThere = true;
const beginsFolded = (): boolean => foldedThere && matchMedia(SIDEWAYS).matches;

/** The open step: what it says, what it asks, what came out, and the ways on. */
export function StepPanel({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  const [folded, setFolded] = useState(beginsFolded);
  const present = usePageView((page) => page.present);
  const narrow = useMedia(NARROW);
  useRunBar(folded || step.plays === true);
  useLeaves(step.leaves);
  useOpenedFields(step);
  const given = useLesson((lesson) => givenTo(step, lesson.given));
  const held = present && !given?.revealed;
  const veil = veilOf(step, given, held);
  useMarks(step.marks, veil);
  const standing = standingOf(step, given, held);
  useKeepPictures(step, !given || held);
  return (
    <section
      className={styles.panel}
      aria-label={t('lesson.page.name')}
      data-folded={folded || undefined}
      data-present={present || undefined}
    >
      <Head
        step={step}
        folded={folded}
        onFold={(fold) => {
          foldedThere = fold;
          setFolded(fold);
        }}
      />
      {/* It scrolls: by key as well where nothing in it can have the focus. Before a class those keys are the clicker's. */}
      <div className={styles.body} hidden={folded} tabIndex={present ? undefined : 0}>
        <Title>{t(`lesson.steps.${step.id}.title`)}</Title>
        <p>
          <Words text={t(`lesson.steps.${step.id}.text`)} />
        </p>
        <OtherRun step={step} />
        {step.done && <Done step={step} />}
        {standing === 'done' && <StepControls paths={step.controls} />}
        {step.question && <Prediction step={step} question={step.question} veil={veil} />}
        {step.id === STEP_IDS.at(-1) && <Predictions />}
        {present && <Present step={step} />}
        {narrow && <More />}
      </div>
      <Foot step={step} folded={folded} />
      <OpenHandout />
    </section>
  );
}

/** What was asked for has been done: that is said, and the way on stands out. */
function Done({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  const done = useDone(step);
  return (
    <div role="status">
      {done && (
        <p className={styles.verdict} data-right="true">
          {t(`lesson.steps.${step.id}.said.done`)}
        </p>
      )}
    </div>
  );
}

/** A step's title takes the focus when it is opened: its words are the next to be read. */
function Title({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h2 ref={title} tabIndex={-1} className={styles.title}>
      {children}
    </h2>
  );
}

/** What may be tried in this step, where it is spoken of; beside a question only once it has its outcome, which trying would give away. */
function StepControls({ paths }: { paths: readonly string[] }) {
  const { t } = useTranslation();
  if (paths.length === 0) return null;
  return (
    <div role="group" aria-label={t('lesson.page.controls')} className={styles.controls}>
      {paths.map((path) => (
        <FieldControl key={path} field={fieldOf(path)} />
      ))}
    </div>
  );
}

/** Where another run is open than the step is about, that is said, with the way to it. */
function OtherRun({ step }: { step: LessonStep }) {
  const { t } = useTranslation();
  // Renders anew with every setting, and with every run that is opened.
  useLab((lab) => lab.state.run);
  useLab((lab) => lab.course);
  if (isRunOf(step, plannedNow())) return null;
  return (
    <p className={styles.other}>
      {t('lesson.page.otherRun')}
      <button
        type="button"
        className="button small"
        onClick={() => {
          goTo(step);
        }}
      >
        {t('lesson.page.openRun')}
      </button>
    </p>
  );
}
