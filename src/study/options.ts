/** Schemas for values typed on a command line. */
import * as v from 'valibot';

const toNumber = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('a number is missing'),
  v.transform(Number),
  v.number('not a number'),
  v.finite('not a number'),
);

/** A number in [min, max]. */
export const numberOption = (min: number, max: number) =>
  v.pipe(
    toNumber,
    v.minValue(min, `must be at least ${String(min)}`),
    v.maxValue(max, `must be at most ${String(max)}`),
  );
/** A whole number in [min, max]. */
export const wholeOption = (min: number, max: number) =>
  v.pipe(numberOption(min, max), v.integer('must be a whole number'));
/** Numbers in [min, max] separated by commas. */
export const numbersOption = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',')),
    v.array(numberOption(min, max)),
  );
/** One of several words. */
export const wordOption = <const W extends readonly string[]>(words: W) =>
  v.picklist(words, `must be one of: ${words.join(', ')}`);
/** Some of several words, each once, separated by commas. */
export const wordsOption = <const W extends readonly string[]>(words: W) =>
  v.pipe(
    v.string(),
    v.transform((text) => [...new Set(text.split(','))]),
    v.array(wordOption(words)),
  );
/** Empty means "as the setting has it". */
export const optional = <S extends v.GenericSchema<string, unknown>>(schema: S) =>
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => undefined),
    ),
    schema,
  ]);
