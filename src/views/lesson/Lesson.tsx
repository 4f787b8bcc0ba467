import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { plannedNow, isOpeningRun } from '../control.ts';
import { usePageView } from '../pageView.ts';
import { goTo, refuse, stepOf } from './open.ts';
import { isRunOf } from './ofStep.ts';
import { StepPanel } from './StepPanel.tsx';
import { opened, startClock } from './store.ts';
import { useOutcomes } from './useOutcomes.ts';

/** The step that the address names. One that there is not is said, and the first is offered. */
export function Lesson() {
  const asked = usePageView((page) => page.lesson);
  const step = stepOf(asked);
  useArrival();
  useOutcomes();
  useEffect(() => {
    // The browser's Back leads here too: the run came back by itself.
    if (step) opened(step.id, Date.now());
    else if (asked !== null) refuse(asked);
  }, [step, asked]);
  return step ? <StepPanel key={step.id} step={step} /> : <Loading />;
}

function Loading() {
  const { t } = useTranslation();
  return <p>{t('shell.loading')}</p>;
}

/** Whether this page has opened a step of its address. */
let arrived = false;

/** A page that opens with a step shows what the step is about, unless its link has a run of its own. */
function useArrival(): void {
  useEffect(() => {
    const { lesson } = usePageView.getState();
    const step = stepOf(lesson);
    if (arrived || !step) return;
    arrived = true;
    if (usePageView.getState().present) startClock(Date.now());
    const course = plannedNow();
    if (isRunOf(step, course) || isOpeningRun(course)) goTo(step, true);
  }, []);
}
