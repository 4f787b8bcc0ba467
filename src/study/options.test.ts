import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { numberOption, numbersOption, optional, wholeOption, wordOption, wordsOption } from './options.ts';

/** What was read, or what is wrong with it. */
function read(schema: v.GenericSchema<string, unknown>, text: string): unknown {
  const { success, output, issues } = v.safeParse(schema, text);
  return success ? output : issues[0].message;
}

describe('what is typed on a command line', () => {
  it('is a number between its bounds, both of them allowed', () => {
    const schema = numberOption(-1.5, 2);
    expect(['-1.5', ' 0.25 ', '2', '2e0'].map((text) => read(schema, text))).toEqual([-1.5, 0.25, 2, 2]);
    expect(read(schema, '-1.6')).toBe('must be at least -1.5');
    expect(read(schema, '2.1')).toBe('must be at most 2');
    expect(read(schema, '  ')).toBe('a number is missing');
    expect(['x', 'NaN', '1,5'].map((text) => read(schema, text))).toEqual(new Array(3).fill('not a number'));
    expect(read(numberOption(0, Infinity), 'Infinity')).toBe('not a number');
  });

  it('is a whole number where only such ones make sense', () => {
    expect(read(wholeOption(1, 3), '3')).toBe(3);
    expect(read(wholeOption(1, 3), '2.5')).toBe('must be a whole number');
    expect(read(wholeOption(1, 3), '4')).toBe('must be at most 3');
  });

  it('is several numbers with commas between them, each in its bounds', () => {
    expect(read(numbersOption(0, 1), '0.5')).toEqual([0.5]);
    expect(read(numbersOption(0, 1), '0,0.5,1')).toEqual([0, 0.5, 1]);
    expect(read(numbersOption(0, 1), '0,2')).toBe('must be at most 1');
    expect(read(numbersOption(0, 1), '0,')).toBe('a number is missing');
    expect(read(numbersOption(0, 1), '')).toBe('a number is missing');
  });

  it('is one of several words', () => {
    const schema = wordOption(['one', 'two'] as const);
    expect(read(schema, 'two')).toBe('two');
    expect(read(schema, 'three')).toBe('must be one of: one, two');
  });

  it('is some of several words, each once', () => {
    const schema = wordsOption(['one', 'two', 'three'] as const);
    expect(read(schema, 'two,one,two')).toEqual(['two', 'one']);
    expect(read(schema, 'one,four')).toBe('must be one of: one, two, three');
    expect(read(schema, '')).toBe('must be one of: one, two, three');
  });

  it('may be left empty where the setting has a value of its own', () => {
    const schema = optional(wholeOption(1, 3));
    expect([read(schema, ''), read(schema, '3')]).toEqual([undefined, 3]);
    expect(v.is(schema, '4')).toBe(false);
  });
});
