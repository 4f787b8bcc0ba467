/** The steps of the lesson, in their order. */
import type { LessonStep } from '../types.ts';
import { baselines } from './baselines.ts';
import { bias } from './bias.ts';
import { chance } from './chance.ts';
import { conflict } from './conflict.ts';
import { dropout } from './dropout.ts';
import { end } from './end.ts';
import { experts } from './experts.ts';
import { gates } from './gates.ts';
import { impression } from './impression.ts';
import { live } from './live.ts';
import { loop } from './loop.ts';
import { objectives } from './objectives.ts';
import { polarization } from './polarization.ts';
import { position } from './position.ts';
import { serving } from './serving.ts';

export const STEPS: readonly LessonStep[] = [
  objectives,
  conflict,
  experts,
  gates,
  impression,
  polarization,
  dropout,
  chance,
  position,
  bias,
  baselines,
  serving,
  live,
  loop,
  end,
];
