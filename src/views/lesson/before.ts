/** What was open before the lesson, as long as this page knows it: leaving the lesson brings it back. */
import type { LabState } from '../../run/labState.ts';
import { courseKey } from '../../run/link.ts';
import type { Course } from '../../run/timeline.ts';
import { plannedNow, setView, showAgain } from '../control.ts';
import { notifyOffer } from '../notices.ts';
import { stepNow, useLab } from '../store.ts';

/** A run, how far it had come, and what was shown of it. */
export interface Place {
  course: Course;
  step: number;
  view: LabState['view'];
}

interface Before {
  /** What was looked at, and how fast it trained: steps choose for themselves. */
  looks: Pick<LabState['view'], 'speed' | 'arm' | 'device'>;
  /** The reader's own run that made room first; null: none did, or it was gone back to. */
  own: Place | null;
}

let before: Before | null = null;

const looksOf = ({ speed, arm, device }: LabState['view']): Before['looks'] => ({ speed, arm, device });

export const placeNow = (): Place => ({ course: plannedNow(), step: stepNow(), view: useLab.getState().state.view });

/** The lesson is entered from what is open now. */
export function enterFrom({ view }: Place): void {
  before = { looks: looksOf(view), own: null };
}

/** The reader's own run made room. That is said, with the way back to it. */
export function madeRoom(own: Place): void {
  before ??= { looks: looksOf(own.view), own: null };
  before.own ??= own;
  const back = (): void => {
    if (before?.own === own) before.own = null;
    showAgain(own.course, {}, own.step);
  };
  notifyOffer(
    { key: 'lesson.page.kept', values: {}, action: { key: 'lesson.page.back', run: back }, passes: true },
    'run',
  );
}

/** Whether a run is open, and has come at least as far. */
const isOpen = ({ course, step }: Place): boolean => courseKey(plannedNow()) === courseKey(course) && stepNow() >= step;

/** The lesson is left: what made room comes back as it was, and that is said; where nothing did, what was looked at and how fast. */
export function bringBack(): void {
  if (!before) return;
  const { own, looks } = before;
  before = null;
  if (!own || isOpen(own)) {
    setView(looks);
    return;
  }
  const { course, step, view } = placeNow();
  const toLesson = (): void => {
    showAgain(course, view, step);
  };
  showAgain(own.course, own.view, own.step);
  notifyOffer({ key: 'lesson.page.again', values: {}, action: { key: 'lesson.page.toLesson', run: toLesson } }, 'run');
}
