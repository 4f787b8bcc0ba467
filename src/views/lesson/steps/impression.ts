/** One impression followed through the gates of the run that has just been trained. */
import type { LessonStep } from '../types.ts';
import { gatesRun } from './gates.ts';

export const impression: LessonStep = {
  id: 'impression',
  chapter: 'gates',
  minutes: 3,
  alone: 1.5,
  run: gatesRun,
  view: { arm: 0, speed: 0 },
  at: gatesRun().training.steps,
  marks: ['gates.impression'],
  controls: [],
};
