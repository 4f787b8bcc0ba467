/** From four predictions to one list: the combined score, its weights, and what they give up. */
import { defaultRun } from '../../../run/runSpec.ts';
import { useChoices } from '../../serve/choices.ts';
import type { LessonStep } from '../types.ts';

export const serving: LessonStep = {
  id: 'serving',
  chapter: 'serve',
  minutes: 3,
  alone: 1.5,
  run: defaultRun,
  view: { arm: 1, speed: 0 },
  at: defaultRun().training.steps,
  marks: ['serve.list', 'serve.trade'],
  controls: [],
  watches: (changed) => useChoices.subscribe(changed),
  // The weights that the chapter begins with.
  done: () => useChoices.getState().weights.some((weight) => weight !== 1),
};
