import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type Field } from '../../../run/fields.ts';
import { currentLanguage, wordsInAll } from '../../../i18n/index.ts';
import { wordsIn } from '../fieldWords.ts';
import { find, type Findable, type Match } from '../../search.ts';
import { SETTINGS } from './stages.ts';

/** What a setting can be found by, in the given languages. */
export function findable(field: Field, languages: readonly TFunction[]): Findable {
  // Numbers are not looked for, so whose they are does not matter.
  const spoken = languages.map((t) => ({ t, words: wordsIn(currentLanguage(), t) }));
  const choices = 'choices' in field ? field.choices : [];
  return {
    id: field.path,
    key: field.key,
    // "Dropout" and "Data" are said of more than the seeds.
    names: spoken.map(({ words }) => (field.group === 'seeds' ? words.named(field) : words.label(field))),
    terms: spoken.flatMap(({ t, words }) => [
      t(`shell.controls.group.${field.group}`),
      ...choices.map((choice) => words.value(field, choice)),
      words.paper(field),
    ]),
    sentences: spoken.flatMap(({ words }) => [words.hint(field), words.effect(field)]),
  };
}

/** The settings that are looked for and why, in the language shown at once, in the others as soon as their words have come. */
export function useFound(query: string): { field: Field; why: Match | null }[] {
  const { t } = useTranslation();
  const [all, setAll] = useState<readonly TFunction[] | null>(null);
  const asked = query.trim() !== '';
  useEffect(() => {
    if (!asked || all) return;
    void wordsInAll('hint').then(setAll);
  }, [asked, all]);
  const settings = useMemo(
    // The language of the page first: in it is said why.
    () => (asked ? SETTINGS.map((field) => findable(field, [t, ...(all ?? [])])) : []),
    [asked, all, t],
  );
  return useMemo(() => find(settings, query).map(({ id, why }) => ({ field: fieldOf(id), why })), [settings, query]);
}
