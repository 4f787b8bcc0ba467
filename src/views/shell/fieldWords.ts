/** Fields and their values in words. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELDS, type Field, type FieldValue } from '../../run/fields.ts';
import { isSynthetic } from '../../run/source.ts';
import { numberWords } from '../format.ts';
import { useLab } from '../store.ts';

export interface FieldWords {
  label(field: Field): string;
  /** The label where it stands alone, away from the field's group: with the group where it could be another's. */
  named(field: Field): string;
  hint(field: Field): string;
  /** Which way it acts; not of what changes the view alone. */
  effect(field: Field): string;
  /** What the paper calls it. */
  paper(field: Field): string;
  /** A value with its unit: "10%", "8 experts", "shallow tower". */
  value(field: Field, value: FieldValue): string;
}

/** Percentages are kept as fractions and shown times a hundred. */
export const shownNumber = (unit: string, value: number): number =>
  unit === 'percent' ? Number((value * 100).toPrecision(12)) : value;

/** Of a table these two are the most rows that are drawn. */
const ROWS = { 'run.world.impressions': 'impressions', 'run.world.heldOut': 'heldOut' } as const;
const rowsOf = ({ path }: Field): 'impressions' | 'heldOut' | null =>
  path in ROWS ? ROWS[path as keyof typeof ROWS] : null;

/** @param table - whether the run is on a table: it has rows, where the synthetic platform has impressions */
export function wordsIn(language: string, t: TFunction, table = false): FieldWords {
  const numbers = numberWords(language);
  const one = (unit: string, value: number): string =>
    t(`unit.${table && unit === 'impressions' ? 'rows' : unit}`, { value: numbers.plain(shownNumber(unit, value), 4) });
  /** The words of the cures are in an area of their own. */
  const keyOf = (field: Field): string => `${field.group === 'cures' ? 'hint.' : ''}field.${field.path}`;
  const ofRows = (field: Field) => (table ? rowsOf(field) : null);
  const labels = new Map<string, string>();
  const label = (field: Field): string => {
    const rows = ofRows(field);
    const known = labels.get(field.path) ?? t(rows ? `field.rows.${rows}` : `${keyOf(field)}.label`);
    labels.set(field.path, known); // a name that stands alone is held against those of all fields
    return known;
  };
  const said = (field: Field, what: 'is' | 'effect' | 'paper'): string | null => {
    const rows = ofRows(field);
    return rows && t(`hint.rows.${rows}.${what}`);
  };
  return {
    label,
    named(field) {
      const alone = label(field);
      // "Data" and "Dropout" say little without the word that they are seeds.
      const clear = field.group !== 'seeds' && !FIELDS.some((other) => other !== field && label(other) === alone);
      if (clear || field.group === 'view') return alone;
      return t('notice.link.inGroup', { group: t(`shell.controls.group.${field.group}`), field: alone });
    },
    hint: (field) => said(field, 'is') ?? t(`hint.${field.path}`),
    effect: (field) => said(field, 'effect') ?? t(`hint.effect.${field.path}`),
    paper: (field) => said(field, 'paper') ?? t(`hint.paper.${field.path}`),
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
          return t(`${keyOf(field)}.choice.${String(value)}`);
      }
    },
  };
}

/** Field words in the language now shown. */
export function useFieldWords(): FieldWords {
  const { t, i18n } = useTranslation();
  const table = useLab(({ state }) => !isSynthetic(state.run));
  return useMemo(() => wordsIn(i18n.language, t, table), [i18n.language, t, table]);
}
