/** What is found in the columns of a table, before anything is taken for something. */
import { positiveOf } from './binary.ts';
import { numbersOf } from './numbers.ts';
import { scratchOf } from './scratch.ts';
import type { Table, TextColumn } from './types.ts';

/** A text that may stand for no value. It is asked, never taken for granted: `?` and `-1` are values in many a log. */
export interface Mark {
  text: string;
  /** Rows that hold it. */
  rows: number;
  /**
   * `word`: `NA`, `null`, `?` and the like; `number`: one that lies apart from all others, as `-1` does below counts.
   */
  kind: 'word' | 'number';
}

/** What the values of a column are as numbers, over the rows. */
export interface NumberProfile {
  decimalComma: boolean;
  /** Every comma stands before three digits: `10,000` may be ten thousand, and is 10 by the comma. */
  thousands: boolean;
  integers: boolean;
  /** Some begin with a needless 0, as postcodes and other codes do. */
  leadingZeros: boolean;
  min: number;
  max: number;
  mean: number;
  /** Population standard deviation. */
  deviation: number;
}

export interface ColumnProfile {
  name: string;
  /** Share of the rows with an empty cell, 0..1. */
  missing: number;
  /** Different texts, the empty one not counted. */
  distinct: number;
  /** The first text; '' where all cells are empty. */
  example: string;
  marks: readonly Mark[];
  /** Null unless every text is a number, words that may stand for no value aside. */
  numbers: NumberProfile | null;
  /**
   * Of two texts (words that may stand for no value aside where there are more), which is the 1 of a label, and its
   * share of the rows that hold either; null of other columns. `told`: words or numbers say it; else it is the rarer
   * one.
   */
  binary: { positive: string; negative: string; rate: number; told: boolean } | null;
}

const WORDS: ReadonlySet<string> = new Set([
  'na',
  'n/a',
  '#n/a',
  '<na>',
  'nan',
  'nat',
  'null',
  '(null)',
  '\\n',
  'none',
  'nil',
  'missing',
  '?',
  '-',
  '--',
  '.',
]);
const LONGEST_WORD = 7;
/** Numbers that are written where there is none, the nearest to 0 first. */
const SENTINELS = [-1, -9, -99, -200, -999, -9999];

/** How many rows hold each text. @returns [dictionary] scratch: gone with the next column */
export function countsOf({ codes, dictionary }: TextColumn): Uint32Array {
  const counts = scratchOf('counts', dictionary.length);
  for (const code of codes) counts[code]++;
  return counts;
}

/** The codes of the texts that are asked for. @returns scratch of the kind: gone with the next column */
export function codesOf(
  dictionary: TextColumn['dictionary'],
  wanted: (text: string) => boolean,
  kind: 'filled' | 'words' | 'plain' = 'filled',
): Uint32Array {
  const codes = scratchOf(kind, dictionary.length);
  let count = 0;
  for (let code = 0; code < dictionary.length; code++) if (wanted(dictionary[code])) codes[count++] = code;
  return codes.subarray(0, count);
}

const isWord = (text: string): boolean => text.length <= LONGEST_WORD && WORDS.has(text.toLowerCase());

/** A column with its counts, and the codes of some of its texts. */
interface Texts extends TextColumn {
  counts: Uint32Array;
  chosen: Uint32Array;
}

/** @returns null where one of them is no number */
function profileNumbers(texts: Texts, decimalComma: boolean): NumberProfile | null {
  const { dictionary, counts, chosen } = texts;
  const values = numbersOf(texts, decimalComma);
  if (chosen.length === 0 || chosen.some((code) => Number.isNaN(values[code]))) return null;
  let [count, sum, squares, min, max] = [0, 0, 0, Infinity, -Infinity];
  for (const code of chosen) {
    count += counts[code];
    sum += counts[code] * values[code];
    min = Math.min(min, values[code]);
    max = Math.max(max, values[code]);
  }
  const mean = sum / count;
  for (const code of chosen) squares += counts[code] * (values[code] - mean) ** 2;
  const thousand = (text: string): boolean => !text.includes(',') || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
  return {
    decimalComma,
    thousands: decimalComma && chosen.every((code) => thousand(dictionary[code])),
    integers: chosen.every((code) => Number.isInteger(values[code])),
    leadingZeros: chosen.some((code) => /^[+-]?0\d/.test(dictionary[code])),
    min,
    max,
    mean,
    deviation: Math.sqrt(squares / count),
  };
}

/** Sentinels among numbers: −1 where all others are 0 or more, the others where nothing else comes half as low. */
function numberMarks(texts: Texts, decimalComma: boolean): Mark[] {
  const { dictionary, counts, chosen } = texts;
  const values = numbersOf(texts, decimalComma);
  let least = Infinity;
  for (const code of chosen) if (values[code] < least && !SENTINELS.includes(values[code])) least = values[code];
  const apart = (value: number): boolean => least < Infinity && least >= (value >= -9 ? 0 : value / 2);
  const marks = chosen.filter((code) => SENTINELS.includes(values[code]) && apart(values[code]));
  return Array.from(marks, (code): Mark => ({ text: dictionary[code], rows: counts[code], kind: 'number' }));
}

function profileBinary({ dictionary, counts, chosen }: Texts): ColumnProfile['binary'] {
  if (chosen.length !== 2) return null;
  const texts = Array.from(chosen, (code) => dictionary[code]);
  const rows = Array.from(chosen, (code) => counts[code]);
  const told = positiveOf(texts);
  const one = told === null ? Number(rows[1] < rows[0]) : texts.indexOf(told);
  const rate = rows[one] / (rows[0] + rows[1]);
  return { positive: texts[one], negative: texts[1 - one], rate, told: told !== null };
}

function profileColumn(column: TextColumn): ColumnProfile {
  const { name, codes, dictionary } = column;
  const counts = countsOf(column);
  const filled = codesOf(dictionary, (text) => text !== '');
  const words = codesOf(dictionary, isWord, 'words');
  const plain = words.length > 0 ? codesOf(dictionary, (text) => text !== '' && !isWord(text), 'plain') : filled;
  const texts: Texts = { ...column, counts, chosen: plain };
  const numbers = profileNumbers(texts, false) ?? profileNumbers(texts, true);
  const marks = Array.from(words, (code): Mark => ({ text: dictionary[code], rows: counts[code], kind: 'word' }));
  if (numbers) marks.push(...numberMarks(texts, numbers.decimalComma));
  const empty = dictionary.indexOf('');
  return {
    name,
    missing: empty < 0 ? 0 : counts[empty] / codes.length,
    distinct: filled.length,
    example: filled.length > 0 ? dictionary[filled[0]] : '',
    marks,
    numbers,
    // Beside numbers such a word is no value of its own.
    binary: (numbers ? null : profileBinary({ ...texts, chosen: filled })) ?? profileBinary(texts),
  };
}

/** What is found in each column of a table, in their order. */
export const profileColumns = (table: Table): ColumnProfile[] => table.columns.map(profileColumn);
