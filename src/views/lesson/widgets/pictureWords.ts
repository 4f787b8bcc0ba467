/** What the pictures of predictions say beside their lines. */
import { useMemo } from 'react';
import { useSay } from '../../say.ts';
import type { Question } from '../types.ts';
import { valueWords } from '../words.ts';
import type { CurvePicture } from './curveMarks.ts';
import { gridOf } from './drawing.ts';
import type { EndPicture } from './endMarks.ts';

export function useEndWords({ unit, from, to }: Extract<Question, { kind: 'end' }>): EndPicture['words'] {
  const say = useSay();
  return useMemo(() => {
    const { t, numbers } = say;
    const value = (one: number): string => valueWords(numbers, say, unit, one, gridOf(from, to).step);
    return {
      unit: t(`lesson.page.units.${unit}`),
      along: t('lesson.page.stepAxis'),
      value: (one) => numbers.plain(unit === 'percent' ? 100 * one : one, 3),
      step: (step) => numbers.plain(step, 0),
      name: (role, one) => t('named', { name: t(`lesson.page.short.${role}`), value: value(one) }),
    };
  }, [say, unit, from, to]);
}

export function useCurveWords({ unit }: Extract<Question, { kind: 'curve' }>): CurvePicture['words'] {
  const say = useSay();
  return useMemo(() => {
    const { t, numbers } = say;
    return {
      unit: t(`lesson.page.units.${unit}`),
      along: t('lesson.page.positionAxis'),
      value: (one) => numbers.plain(unit === 'percent' ? 100 * one : one, 3),
      position: (position) => numbers.plain(position),
      name: (role) => t(`lesson.page.short.${role}`),
    };
  }, [say, unit]);
}
