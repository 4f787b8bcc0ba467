import { useTranslation } from 'react-i18next';
import type { RaggedLine } from '../../tabular/readRefusals.ts';
import type { TableFacts } from '../../tabular/readTable.ts';
import { numberWords, useNumberWords } from '../format.ts';
import { listIn } from './words.ts';

/** The lines by their numbers in the file. */
export const linesOf = (lines: readonly RaggedLine[], language: string): string =>
  listIn(language)(lines.map(({ line }) => numberWords(language).plain(line)));

/** Rows that were left out because nobody knows which cell is whose. */
export function Ragged({ ragged }: Pick<TableFacts, 'ragged'>) {
  const { t, i18n } = useTranslation();
  const numbers = useNumberWords();
  const { short, long, quotes, lines } = ragged;
  if (short + long + quotes === 0) return null;
  const values = {
    short: numbers.plain(short),
    long: numbers.plain(long),
    quotes: numbers.plain(quotes),
    lines: linesOf(lines, i18n.language),
  };
  return <p>{t('mapping.ragged', values)}</p>;
}
