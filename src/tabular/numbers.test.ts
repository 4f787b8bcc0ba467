/** What counts as a number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberOf, numbersOf } from './numbers.ts';

describe('numberOf', () => {
  it.each([
    ['0', 0],
    ['-1', -1],
    ['+2.5', 2.5],
    [' 3 ', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    ['007', 7],
    ['9007199254740991', 9007199254740991],
    ['1e20', 1e20], // an exponent claims no digits
  ])('%j is a number', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    'NA',
    'NaN',
    'nan',
    'Infinity',
    '?',
    '10,000',
    '10,000+',
    '50000+.',
    '- 50000.',
    '1,5',
    '1 000',
    '1.2.3',
    '0x1F',
    '3090ae74',
    '30903e74',
    '-30903e74',
    '1e',
    'e5',
    '12:30',
    '2026-01-02',
    '5%',
    '$5',
    '１２',
    '9007199254740993',
    '-12345678901234567890',
  ])('%j is none', (text) => {
    expect(numberOf(text)).toBeNaN();
  });

  it('takes a comma for the point where it is told to, and then no point', () => {
    expect(['1,5', '-,25', '7', '1,5e2'].map((text) => numberOf(text, true))).toEqual([1.5, -0.25, 7, 150]);
    expect(['1.5', '1,000,000', '10,000+', '', ','].map((text) => numberOf(text, true))).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
  });

  it('gives back every number of single precision that was written', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-9e37), max: Math.fround(9e37) }),
        (x) => {
          const written = x.toExponential(); // plainly written, integers beyond 2^53 are none
          expect(numberOf(written)).toBe(Number(written));
          expect(numberOf(written.replace('.', ','), true)).toBe(Number(written));
        },
      ),
    );
  });
});

describe('numbersOf', () => {
  it('reads each text of a column, with either point', () => {
    const column = { name: 'x', codes: Uint8Array.of(0, 1, 2, 1), dictionary: ['1,5', '2', 'NA'] };
    expect(numbersOf(column, true)).toEqual(Float64Array.of(1.5, 2, NaN));
    expect(numbersOf(column)).toEqual(Float64Array.of(NaN, 2, NaN));
    expect(numbersOf(column, true)).toEqual(Float64Array.of(1.5, 2, NaN));
  });
});
