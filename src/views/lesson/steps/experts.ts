/** Experts and gates: the network, and a few steps of training. */
import { defaultRun } from '../../../run/runSpec.ts';
import { stepNow } from '../../store.ts';
import type { LessonStep } from '../types.ts';

export const experts: LessonStep = {
  id: 'experts',
  chapter: 'train',
  minutes: 3,
  alone: 1,
  run: defaultRun,
  view: { speed: 30, arm: 0 },
  marks: ['train.network'],
  controls: [],
  plays: true,
  done: () => stepNow() > 0,
};
