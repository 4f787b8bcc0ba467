import type { TFunction } from 'i18next';
import { FIELDS, getField } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import type { Notice } from '../store.ts';
import type { FieldWords } from './fieldWords.ts';

/** A notice as a sentence. A path is put into words only here, in the language of now. */
export function noticeWords(key: string, values: Notice['values'], t: TFunction, words: FieldWords): string {
  const field = FIELDS.find(({ path }) => path === values.field);
  if (!field) return t(key, values);
  // Three curves of nine numbers are no help to anybody.
  const curves = field.kind === 'numbers' && field.rows > 1;
  const fallback = curves ? t('notice.link.usualCurves') : words.value(field, getField(defaultState(), field));
  const other = FIELDS.find(({ path }) => path === values.other);
  return t(key, { ...values, field: words.named(field), fallback, ...(other && { other: words.named(other) }) });
}
