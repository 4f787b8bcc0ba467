/** The labels of a column as numbers, on its own scale. */
import type { LabelValues } from './alone.ts';
import { BINARY_WORDS, positiveOf } from './binary.ts';
import { numberOf } from './numbers.ts';
import type { ColumnMapping, TextColumn } from './types.ts';

/**
 * Which texts of a binary label are a 1: the one that is said, or told by what it says; of more than two, yes, and
 * numbers above the least.
 */
function readBinary(texts: readonly string[], { positive, decimalComma }: ColumnMapping): (text: string) => number {
  const one = positive ?? positiveOf(texts);
  if (one !== null) return (text) => Number(text === one);
  const least = texts.reduce((min, text) => {
    const value = numberOf(text, decimalComma);
    return value < min ? value : min;
  }, Infinity);
  return (text) => {
    const value = numberOf(text, decimalComma);
    return BINARY_WORDS[text.toLowerCase()] ?? (Number.isNaN(value) ? NaN : Number(value > least));
  };
}

/** @param as - what the column is taken for: a label */
export function labelValues({ codes, dictionary }: TextColumn, as: ColumnMapping): LabelValues {
  const known = dictionary.filter((text) => text !== '' && !as.missing.includes(text));
  const binary = as.kind !== 'regression';
  const read = binary ? readBinary(known, as) : (text: string): number => numberOf(text, as.decimalComma);
  const of = new Map(known.map((text) => [text, read(text)]));
  const texts = Float64Array.from(dictionary, (text) => of.get(text) ?? NaN);
  return { values: Float64Array.from(codes, (code) => texts[code]), binary };
}
