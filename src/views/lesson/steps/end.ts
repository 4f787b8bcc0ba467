/** All predictions beside what came out. */
import type { LessonStep } from '../types.ts';

export const end: LessonStep = { id: 'end', chapter: 'train', minutes: 2, alone: 1, marks: [], controls: [] };
