/** Reasons and warnings in words. */
import type { TFunction } from 'i18next';
import type { Reason } from '../../tabular/guess.ts';
import type { Warning } from '../../tabular/warnings.ts';
import { numberWords, type NumberWords } from '../format.ts';
import { ROLES } from './editing.ts';

/** Names and numbers one after the other. */
export const listIn =
  (language: string) =>
  (items: readonly string[]): string =>
    new Intl.ListFormat(language, { type: 'unit' }).format(items);

/** Why a column is taken for what it is. */
export function whyWords({ t, language }: { t: TFunction; language: string }, reason: Reason): string {
  const numbers = numberWords(language);
  const list = listIn(language);
  const filled = Object.fromEntries(
    Object.entries(reason).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'number' ? numbers.plain(value) : Array.isArray(value) ? list(value.map(String)) : String(value),
    ]),
  );
  if (reason.code === 'mostlyDistinct') filled.share = numbers.percent(reason.share);
  if (reason.code === 'unfit') {
    const role = ROLES.find((known) => known === reason.as);
    filled.as = role ? t(`mapping.role.${role}`) : reason.as;
  }
  return t(`mapping.why.${reason.code}`, filled);
}

/** What is to be known before training. */
export function warningWords(t: TFunction, numbers: NumberWords, warning: Warning): string {
  const say = (values: Record<string, string | number>): string => t(`mapping.warning.${warning.code}`, values);
  switch (warning.code) {
    case 'few':
      return say({
        count: warning.rows,
        column: warning.column,
        value: String(warning.value),
        part: t(`mapping.part.${warning.part}`),
        rows: numbers.plain(warning.rows),
        limit: numbers.plain(warning.limit),
      });
    case 'rare':
      return say({ column: warning.column, value: String(warning.value), rate: numbers.percent(warning.rate, 2) });
    case 'constant':
    case 'constantLabel':
      return say({ column: warning.column, value: warning.value });
    case 'unobserved':
      return say({ column: warning.column });
    case 'notNumbers':
      return say({
        count: warning.rows,
        column: warning.column,
        rows: numbers.plain(warning.rows),
        example: warning.example,
      });
    case 'leak':
    case 'determined':
      return say({
        column: warning.column,
        label: warning.label,
        measure: t(`mapping.measure.${warning.measure}`),
        score: numbers.fixed(warning.score, 3),
      });
    case 'twins':
      return say({ count: warning.rows, rows: numbers.plain(warning.rows), of: numbers.plain(warning.of) });
  }
}
