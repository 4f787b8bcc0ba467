/** Looks for what comes out, whatever step is open: a study goes on while its reader reads on. */
import { useEffect } from 'react';
import { feed, useLab } from '../store.ts';
import { throttled } from '../throttle.ts';
import { givenTo, lookForOutcome } from './open.ts';
import { STEPS } from './steps/index.ts';
import { useLesson } from './store.ts';
import type { StepId } from './types.ts';

const LOOK_MS = 250;

/** Steps whose prediction is locked in and whose outcome is not there. */
const waiting = (given: ReturnType<typeof useLesson.getState>['given']): StepId[] =>
  STEPS.filter((step) => {
    const one = givenTo(step, given);
    return one !== undefined && !one.outcome;
  }).map(({ id }) => id);

/** Looks as long as something is awaited: with every frame, every change of the run, and whatever else those steps watch. */
export function useOutcomes(): void {
  // As a text, so that a change that concerns none of them begins nothing anew.
  const ids = useLesson(({ given }) => waiting(given).join(' '));
  const open = useLesson(({ step }) => step);
  useEffect(() => {
    const steps = STEPS.filter(({ id }) => ids.split(' ').includes(id));
    if (steps.length === 0) return;
    const look = throttled(LOOK_MS, 'both', () => {
      for (const step of steps) lookForOutcome(step, step.id === open);
    });
    const stops = [feed.subscribe(look), useLab.subscribe(look), ...steps.map((step) => step.watches?.(look))];
    look();
    return () => {
      for (const stop of stops) stop?.();
      look.cancel();
    };
  }, [ids, open]);
}
