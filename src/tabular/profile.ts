/** What is found in the columns of a table, before anything is taken for something. */
import { positiveOf } from './binary.ts';
import { numberOf } from './numbers.ts';
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
/** Numbers that are written where there is none, the nearest to 0 first. */
const SENTINELS = [-1, -9, -99, -200, -999, -9999];

/** How many rows hold each text. @returns [dictionary] */
export function countsOf({ codes, dictionary }: TextColumn): Uint32Array {
  const counts = new Uint32Array(dictionary.length);
  for (const code of codes) counts[code]++;
  return counts;
}

function profileNumbers(texts: readonly string[], rows: readonly number[], decimalComma: boolean): NumberProfile {
  const values = Float64Array.from(texts, (text) => numberOf(text, decimalComma));
  let [count, sum, squares, min, max] = [0, 0, 0, Infinity, -Infinity];
  for (const [i, value] of values.entries()) {
    count += rows[i];
    sum += rows[i] * value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / count;
  for (const [i, value] of values.entries()) squares += rows[i] * (value - mean) ** 2;
  return {
    decimalComma,
    thousands: decimalComma && texts.every((text) => !text.includes(',') || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text)),
    integers: values.every((value) => Number.isInteger(value)),
    leadingZeros: texts.some((text) => /^[+-]?0\d/.test(text)),
    min,
    max,
    mean,
    deviation: Math.sqrt(squares / count),
  };
}

/** Sentinels among numbers: −1 where all others are 0 or more, the others where nothing else comes half as low. */
function numberMarks(texts: readonly string[], rows: readonly number[], decimalComma: boolean): Mark[] {
  const values = texts.map((text) => numberOf(text, decimalComma));
  const least = values.reduce((min, value) => (value < min && !SENTINELS.includes(value) ? value : min), Infinity);
  return texts.flatMap((text, i): Mark[] => {
    const bound = values[i] >= -9 ? 0 : values[i] / 2;
    return SENTINELS.includes(values[i]) && least < Infinity && least >= bound
      ? [{ text, rows: rows[i], kind: 'number' }]
      : [];
  });
}

function profileBinary(texts: readonly string[], rows: readonly number[]): ColumnProfile['binary'] {
  if (texts.length !== 2) return null;
  const told = positiveOf(texts);
  const one = told === null ? Number(rows[1] < rows[0]) : texts.indexOf(told);
  const rate = rows[one] / (rows[0] + rows[1]);
  return { positive: texts[one], negative: texts[1 - one], rate, told: told !== null };
}

function profileColumn(column: TextColumn): ColumnProfile {
  const { name, codes, dictionary } = column;
  const counts = countsOf(column);
  const filled = Array.from(dictionary.keys()).filter((code) => dictionary[code] !== '');
  const words = new Set(filled.filter((code) => WORDS.has(dictionary[code].toLowerCase())));
  const plain = words.size > 0 ? filled.filter((code) => !words.has(code)) : filled;
  const of = (chosen: readonly number[]): [string[], number[]] => [
    chosen.map((code) => dictionary[code]),
    chosen.map((code) => counts[code]),
  ];
  const [texts, rows] = of(plain);
  const areNumbers = (comma: boolean): boolean => texts.every((text) => !Number.isNaN(numberOf(text, comma)));
  const decimalComma = [false, true].find((comma) => texts.length > 0 && areNumbers(comma));
  const marks = Array.from(words, (code): Mark => ({ text: dictionary[code], rows: counts[code], kind: 'word' }));
  if (decimalComma !== undefined) marks.push(...numberMarks(texts, rows, decimalComma));
  const empty = dictionary.indexOf('');
  return {
    name,
    missing: empty < 0 ? 0 : counts[empty] / codes.length,
    distinct: filled.length,
    example: filled.length > 0 ? dictionary[filled[0]] : '',
    marks,
    numbers: decimalComma === undefined ? null : profileNumbers(texts, rows, decimalComma),
    binary: profileBinary(...of(filled)) ?? profileBinary(texts, rows),
  };
}

/** What is found in each column of a table, in their order. */
export const profileColumns = (table: Table): ColumnProfile[] => table.columns.map(profileColumn);
