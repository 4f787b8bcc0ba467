/** What the pictures of predictions say beside their lines. */
import { useMemo } from 'react';
import { useSay, type Say } from '../../say.ts';
import type { Question } from '../types.ts';
import { valueWords } from '../words.ts';
import type { CurvePicture } from './curveMarks.ts';
import { gridOf } from './drawing.ts';
import type { EndPicture } from './endMarks.ts';

type Asked<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>;

/** Of a line whose end is asked for. */
export function endWords(say: Say, { unit, from, to }: Asked<'end'>): EndPicture['words'] {
  const { t, numbers } = say;
  const value = (one: number): string => valueWords(numbers, say, unit, one, gridOf(from, to).step);
  return {
    unit: t(`lesson.page.units.${unit}`),
    along: t('lesson.page.stepAxis'),
    value: (one) => numbers.plain(unit === 'percent' ? 100 * one : one, 3),
    step: (step) => numbers.plain(step, 0),
    name: (role, one) => t('named', { name: t(`lesson.page.short.${role}`), value: value(one) }),
  };
}

/** Of a curve over the positions. */
export function curveWords({ t, numbers }: Say, { unit }: Asked<'curve'>): CurvePicture['words'] {
  return {
    unit: t(`lesson.page.units.${unit}`),
    along: t('lesson.page.positionAxis'),
    value: (one) => numbers.plain(unit === 'percent' ? 100 * one : one, 3),
    position: (position) => numbers.plain(position),
    name: (role) => t(`lesson.page.short.${role}`),
  };
}

export function useEndWords(question: Asked<'end'>): EndPicture['words'] {
  const say = useSay();
  return useMemo(() => endWords(say, question), [say, question]);
}

export function useCurveWords(question: Asked<'curve'>): CurvePicture['words'] {
  const say = useSay();
  return useMemo(() => curveWords(say, question), [say, question]);
}
