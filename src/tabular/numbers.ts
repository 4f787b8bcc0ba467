/** Texts as numbers: only what is written as a number all through is one. */
import { readTexts } from './columns.ts';
import type { TextColumn } from './types.ts';

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i;
/**
 * Greatest magnitude: beyond it single precision, in which models calculate, knows only infinity. Hex strings such as
 * 30903e74 mostly end there too.
 */
const GREATEST = 1e38;

/**
 * The number that a text is.
 * @param text - of a cell; spaces around it do not count
 * @param decimalComma - whether a comma is the decimal point (a point is then none)
 * @returns NaN where it is no number: the empty text, `10,000+`, words; an integer beyond 2^53 too, which would come
 * out as another one (such texts name something), and what is beyond ±1e38
 */
export function numberOf(text: string, decimalComma = false): number {
  const written = text.trim();
  if (!(decimalComma ? COMMA : POINT).test(written)) return NaN;
  const value = Number(decimalComma ? written.replace(',', '.') : written);
  if (Math.abs(value) > GREATEST) return NaN;
  // Only digits: an integer, of which every digit counts.
  return Math.abs(value) > Number.MAX_SAFE_INTEGER && /^[+-]?\d+$/.test(written) ? NaN : value;
}

/** What {@link numbersOf} has read: a long column is asked for by its profile, its guess and its warnings. */
const read = new WeakMap<TextColumn['dictionary'], (Float64Array | undefined)[]>();

/**
 * The numbers that the texts of a column are, read once. @returns [dictionary] NaN as {@link numberOf} says; not to
 * be written to
 */
export function numbersOf({ dictionary }: TextColumn, decimalComma = false): Float64Array {
  const known = read.get(dictionary) ?? [];
  read.set(dictionary, known);
  return (known[Number(decimalComma)] ??= readTexts({ dictionary }, (text) => numberOf(text, decimalComma)));
}
