/** Sentences one after another, as the language joins them: with a blank in English, without one in Chinese. */
import type { TFunction } from 'i18next';

/** @param all - whole sentences; empty ones are left out */
export const inSentences = (t: TFunction, ...all: readonly string[]): string =>
  all.filter((one) => one !== '').reduce((first, second) => (first ? t('sentences', { first, second }) : second), '');
