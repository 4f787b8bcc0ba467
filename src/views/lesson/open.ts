/** Goes from step to step: what a step is about is opened as the reader would open it, so that undo and the browser's Back lead out of it. */
import { linkTo } from '../address.ts';
import { pause, targetStep, useWishes } from '../client.ts';
import { isOpeningRun, plannedNow, setView, showLessonRun, step as takeSteps } from '../control.ts';
import { clearScope, notifyOffer } from '../notices.ts';
import { setPageView, usePageView } from '../pageView.ts';
import { stepNow, useLab } from '../store.ts';
import { bringBack, enterFrom, madeRoom, placeNow } from './before.ts';
import { answers, isRunOf } from './ofStep.ts';
import { STEPS } from './steps/index.ts';
import { cameOut, forgetAll, lockIn, opened, startClock, useLesson, type Given, type Lesson } from './store.ts';
import type { Answer, LessonStep, StepId } from './types.ts';
import { mostVoted } from './votes.ts';

/** The step of that name, if the lesson has one. */
export const stepOf = (id: string | null): LessonStep | undefined => STEPS.find((one) => one.id === id);
/** Its place, from 0. */
export const placeOf = (id: StepId): number => STEPS.findIndex((one) => one.id === id);

/** What was predicted in this step; what answers another question than the present one counts for nothing. */
export function givenTo({ id, question }: LessonStep, given = useLesson.getState().given): Given | undefined {
  const one = given[id];
  return one && question && answers(question, one.answer) ? one : undefined;
}

/** What would be locked in: to a class what most hands were raised for, else what was chosen. Null: nothing has been. */
export function answerOf(
  { id, question }: LessonStep,
  present: boolean,
  { drafts, votes }: Pick<Lesson, 'drafts' | 'votes'> = useLesson.getState(),
): Answer | null {
  if (!question) return null;
  if (present && question.kind === 'choice') {
    const choice = mostVoted(question.choices, votes[id]);
    return choice === null ? null : { kind: 'choice', choice };
  }
  const draft = drafts[id];
  return draft && answers(question, draft) ? draft : null;
}

/** Whether a run is the reader's own work: neither the one that the page opens with nor one of the lesson. */
function isOwn(fromOutside: boolean): boolean {
  const course = plannedNow();
  if (fromOutside && stepNow() > 0) return true;
  return !isOpeningRun(course) && !STEPS.some((one) => one.run && isRunOf(one, course));
}

/** Opens what a step is about. @returns whether that took the place of the run that was open, be it that this starts over */
function openRun(step: LessonStep, arrives: boolean): boolean {
  step.prepares?.();
  const view = { chapter: step.chapter, ...step.view };
  const at = step.at ?? 0;
  const asks = step.question !== undefined && givenTo(step) === undefined;
  // A page that comes with a run has no picture of it yet.
  const taken = arrives ? Math.max(stepNow(), targetStep()) : stepNow();
  const here = isRunOf(step, plannedNow()) && useLab.getState().status !== 'failed';
  // What is asked about must not have been seen: a run that is beyond it starts over.
  if (step.run && !(here && (taken <= at || !asks)) && !(here && arrives && at === 0)) {
    showLessonRun(step.run(), view, at, arrives);
    return true;
  }
  setView(view);
  // A step without a run needs none that is still being prepared for the step before.
  if ((asks && step.run) || (!step.run && useWishes.getState().until > 0)) pause();
  if (taken < at) takeSteps(at - taken);
  return false;
}

/**
 * Opens a step.
 * @param arrives - the page opens with it: there was no run before that could be missed
 */
export function goTo(step: LessonStep, arrives = false): void {
  const enters = usePageView.getState().lesson === null;
  const place = placeNow();
  const own = !arrives && isOwn(enters);
  if (enters && !arrives) enterFrom(place);
  setPageView({ lesson: step.id });
  clearScope('lesson');
  const replaced = openRun(step, arrives);
  opened(step.id, Date.now());
  if (own && replaced) madeRoom(place);
}

/** Opens the step after this one, or before it; at the ends nothing. */
export function goBy(step: LessonStep, by: 1 | -1): void {
  const next = STEPS.at(placeOf(step.id) + by);
  if (next && placeOf(step.id) + by >= 0) goTo(next);
}

/** Opens the lesson where it was left. */
export function enter(): void {
  goTo(stepOf(useLesson.getState().step) ?? STEPS[0]);
}

/** There is no such step: that is said, and the first is offered. @param asked - what the address calls it */
export function refuse(asked: string): void {
  setPageView({ lesson: null });
  const action = {
    key: 'lesson.page.begin',
    run: () => {
      goTo(STEPS[0]);
    },
  };
  notifyOffer({ key: 'lesson.page.unknown', values: { step: asked }, action }, 'link');
}

/** Leaves the lesson. A run of the reader's own that made room comes back; else run, chapter and settings stay as they are. */
export function leave(): void {
  setPageView({ lesson: null, present: false });
  bringBack();
}

/** Shows the lesson to a class, or to oneself again. */
export function present(on: boolean): void {
  setPageView({ present: on });
  if (on) startClock(Date.now());
}

/** Forgets every prediction and opens the first step. */
export function restart(): void {
  forgetAll(Date.now());
  goTo(STEPS[0]);
}

/** Locks a prediction in and lets happen what was asked about. */
export function predict(step: LessonStep, answer: Answer): void {
  lockIn(step.id, answer, Date.now());
  step.begins?.();
}

/**
 * Looks whether what was asked about has come out of the run on screen, or of a study, and writes it down.
 * @param isOpen - whether the step is the one that is open. Of another step no setting may differ: there its reader was not told of it
 */
export function lookForOutcome(step: LessonStep, isOpen = true): void {
  const given = givenTo(step);
  const { course } = useLab.getState();
  if (!given || given.outcome || !step.outcome) return;
  // The frame is of the course that it came with; a run that is being opened has none yet.
  if (step.run && (!course || !isRunOf(isOpen ? step : { run: step.run, controls: [] }, course))) return;
  const outcome = step.outcome(given.answer);
  if (outcome) cameOut(step.id, outcome, linkTo(plannedNow(), stepNow(), undefined, undefined, step.chapter));
}
