/** What a sentence is put together with: the words and the numbers of one language. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { numberWords, type NumberWords } from './format.ts';

export interface Say {
  t: TFunction;
  numbers: NumberWords;
}

/** The words of the language now shown; re-renders when it changes. */
export function useSay(): Say {
  const { t, i18n } = useTranslation();
  return useMemo(() => ({ t, numbers: numberWords(i18n.language) }), [t, i18n.language]);
}
