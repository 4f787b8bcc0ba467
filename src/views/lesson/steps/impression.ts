/** One impression followed through the gates of the run that has just been trained. */
import { defaultRun } from '../../../run/runSpec.ts';
import type { LessonStep } from '../types.ts';

export const impression: LessonStep = {
  id: 'impression',
  chapter: 'gates',
  minutes: 3,
  alone: 1.5,
  run: defaultRun,
  view: { arm: 0, speed: 0 },
  at: defaultRun().training.steps,
  marks: ['gates.impression'],
  controls: [],
};
