/** From four predictions to one list: the combined score, its weights, and what they give up. */
import { ranks } from '../../../metrics/combinedScore.ts';
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
  // Others than the chapter begins with, and not all 0: then there is no list.
  done: () => {
    const { weights } = useChoices.getState();
    return ranks(weights) && weights.some((weight) => weight !== 1);
  },
};
