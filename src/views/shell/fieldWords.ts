/** Fields and their values in words. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldValue } from '../../run/fields.ts';
import { numberWords } from '../format.ts';

export interface FieldWords {
  label(field: Field): string;
  hint(field: Field): string;
  /** A value with its unit: "10%", "8 experts", "shallow tower". */
  value(field: Field, value: FieldValue): string;
}

/** Percentages are kept as fractions and shown times a hundred. */
export const shownNumber = (unit: string, value: number): number =>
  unit === 'percent' ? Number((value * 100).toPrecision(12)) : value;

function wordsIn(language: string, t: TFunction): FieldWords {
  const numbers = numberWords(language);
  const one = (unit: string, value: number): string =>
    t(`unit.${unit}`, { value: numbers.plain(shownNumber(unit, value), 4) });
  return {
    label: (field) => t(`field.${field.path}.label`),
    hint: (field) => t(`field.${field.path}.hint`),
    value(field, value) {
      switch (field.kind) {
        case 'number':
          return one(field.unit, value as number);
        case 'numbers':
          return (value as number[]).map((item) => one(field.unit, item)).join(', ');
        case 'switch':
          return value === true ? t('shell.controls.on') : t('shell.controls.off');
        case 'choice':
        case 'numberChoice':
          return t(`field.${field.path}.choice.${String(value)}`);
      }
    },
  };
}

/** Field words in the language now shown. */
export function useFieldWords(): FieldWords {
  const { t, i18n } = useTranslation();
  return useMemo(() => wordsIn(i18n.language, t), [i18n.language, t]);
}
