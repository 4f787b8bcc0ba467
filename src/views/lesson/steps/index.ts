/** The steps of the lesson, in their order. */
import type { LessonStep } from '../types.ts';
import { conflict } from './conflict.ts';
import { experts } from './experts.ts';
import { objectives } from './objectives.ts';

export const STEPS: readonly LessonStep[] = [objectives, conflict, experts];
