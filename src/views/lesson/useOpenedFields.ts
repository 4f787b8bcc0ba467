/** The settings that the lesson has opened so far: while it is on, the controls show these first. */
import { useEffect } from 'react';
import { openFields } from '../shell/controls/opened.ts';
import { placeOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import type { LessonStep } from './types.ts';

/** Every setting that a step up to this one lets its reader change, each once. */
const fieldsUpTo = (steps: readonly Pick<LessonStep, 'controls'>[], place: number): string[] => [
  ...new Set(steps.slice(0, place + 1).flatMap(({ controls }) => controls)),
];

export function useOpenedFields({ id }: LessonStep): void {
  useEffect(() => {
    openFields(fieldsUpTo(STEPS, placeOf(id)));
    return () => {
      openFields(null);
    };
  }, [id]);
}
