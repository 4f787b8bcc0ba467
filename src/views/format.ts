/** Numbers in the language of the page. Formatters are kept, because making one is slow and charts ask every frame. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const kept = new Map<string, Intl.NumberFormat>();

function formatter(language: string, style: 'decimal' | 'percent', least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${style} ${String(least)} ${String(most)}`;
  let found = kept.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language === 'zh' ? 'zh-Hans' : language, {
      style,
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: 'negative', // what rounds to zero has no sign
    });
    kept.set(key, found);
  }
  return found;
}

/** A real minus sign: as wide as a digit, and no line break after it. */
const minus = (text: string): string => text.replace('-', '−');

export interface NumberWords {
  /** With exactly `digits` decimals (default 0): figures that change in place keep their width. */
  fixed(value: number, digits?: number): string;
  /** With at most `digits` decimals (default 3): values that a reader chose. */
  plain(value: number, digits?: number): string;
  /** 0.123 → "12%". */
  percent(value: number, digits?: number): string;
}

/** Number formatting of one language. A value that is not a number reads "–". */
export function numberWords(language: string): NumberWords {
  const write = (style: 'decimal' | 'percent', least: number, most: number, value: number): string =>
    Number.isFinite(value) ? minus(formatter(language, style, least, most).format(value)) : '–';
  return {
    fixed: (value, digits = 0) => write('decimal', digits, digits, value),
    plain: (value, digits = 3) => write('decimal', 0, digits, value),
    percent: (value, digits = 0) => write('percent', digits, digits, value),
  };
}

/** Number formatting of the language now shown; re-renders when it changes. */
export function useNumberWords(): NumberWords {
  const { i18n } = useTranslation();
  return useMemo(() => numberWords(i18n.language), [i18n.language]);
}
