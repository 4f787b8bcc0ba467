/** Whether what a step waits for is on its way: the run on screen, or a study of a card. */
import { useLab } from '../store.ts';
import { useStudies } from '../studies.ts';
import type { Owner } from '../studyClient.ts';
import { isRunOf } from './ofStep.ts';
import type { Given } from './store.ts';
import type { LessonStep } from './types.ts';

/**
 * @param running - whose study runs
 * @param trains - whether the run on screen trains, or is being opened
 * @returns whether what this step asked about is being computed now
 */
export const isUnderWay = ({ study }: Pick<LessonStep, 'study'>, running: Owner | null, trains: boolean): boolean =>
  study ? running === study : trains;

/** For any step, whether what it asked about is being computed now. */
export function useUnderWay(): (step: LessonStep) => boolean {
  const study = useStudies(({ running }) => running);
  const runs = useLab(({ status }) => status === 'running' || status === 'opening');
  const course = useLab((lab) => lab.course);
  return (step) => isUnderWay(step, study, runs && (!course || isRunOf(step, course)));
}

/** How a step stands: its question is open, its outcome is awaited, or nothing of it is. */
export type Standing = 'asks' | 'waits' | 'done';

/** @param held - to a class, an outcome that has not been revealed is still awaited */
export function standingOf(step: Pick<LessonStep, 'question'>, given: Given | undefined, held: boolean): Standing {
  if (!step.question) return 'done';
  if (!given) return 'asks';
  return given.outcome && !held ? 'done' : 'waits';
}

/**
 * The step that ends what another one waits for: a study goes on behind every step, a run until a step opens another.
 * @param steps - all, in their order
 * @returns its index; null: none does
 */
export function endsAt(step: LessonStep, steps: readonly LessonStep[]): number | null {
  if (step.study || !step.run) return null;
  const own = { run: step.run(), timeline: [] };
  const at = steps.findIndex(({ run }, i) => i > steps.indexOf(step) && run && !isRunOf({ run, controls: [] }, own));
  return at < 0 ? null : at;
}

/** What going on does to what a step waits for. */
export interface GoingOn {
  /** Of the sentence: it outlives the lesson's other steps, it goes on for some of them, or the next one ends it. */
  key: 'goesOn' | 'goesOnTo' | 'stops';
  /** Numbers of steps, from 1: the last behind which it goes on, and the one that ends it. */
  to: number;
  ends: number;
}

/** @param steps - all, in their order */
export function goingOn(step: LessonStep, steps: readonly LessonStep[]): GoingOn {
  const at = endsAt(step, steps) ?? steps.length;
  const next = steps.indexOf(step) + 1;
  return { key: at === steps.length ? 'goesOn' : at > next ? 'goesOnTo' : 'stops', to: at, ends: at + 1 };
}
