import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, getField, type NumberField } from '../../../run/fields.ts';
import { defaultState } from '../../../run/labState.ts';
import { notches, parseTyped, sliderScale, snap } from './scale.ts';

const numbers = FIELDS.filter((field): field is NumberField => field.kind === 'number');
const sliders = numbers.filter((field) => sliderScale(field) !== null);

describe('sliders', () => {
  it.each(sliders.map((field) => [field.path, field] as const))(
    '%s: every position is a valid value, and the default has a position of its own',
    (_, field) => {
      const scale = sliderScale(field)!;
      expect(scale.fromPosition(scale.min)).toBe(field.min);
      expect(scale.fromPosition(scale.max)).toBe(field.max);
      fc.assert(
        fc.property(fc.double({ min: scale.min, max: scale.max, noNaN: true }), (position) => {
          const value = scale.fromPosition(position);
          expect(value).toBeGreaterThanOrEqual(field.min);
          expect(value).toBeLessThanOrEqual(field.max);
          expect(snap(field, value)).toBe(value);
          expect(scale.fromPosition(scale.toPosition(value))).toBe(value);
        }),
      );
      const standard = getField(defaultState(), field) as number;
      expect(scale.fromPosition(scale.toPosition(standard))).toBe(standard);
    },
  );

  it('a log scale ascends, in values that one would type', () => {
    for (const field of numbers.filter(({ scale }) => scale === 'log')) {
      const values = notches(field);
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
      expect(values.length).toBeGreaterThan(12);
    }
  });

  it('seeds are typed, not slid', () => {
    expect(numbers.filter((field) => !sliderScale(field)).map((field) => field.group)).toEqual([
      'seeds',
      'seeds',
      'seeds',
      'seeds',
    ]);
  });
});

describe('typed numbers', () => {
  it.each([
    ['27000', 27_000],
    ['27,000', 27_000],
    ['1,234,567.5', 1_234_567.5],
    ['0,5', 0.5],
    ['.5', 0.5],
    ['10 %', 10],
    ['−1', -1],
    ['1e-3', 0.001],
    [' 8 ', 8],
    ['', NaN],
    ['eight', NaN],
    ['1/2', NaN],
    ['0x10', NaN],
    ['Infinity', NaN],
  ])('%j is %d', (text, value) => {
    expect(parseTyped(text)).toBe(value);
  });

  it('snaps to the nearest value allowed', () => {
    expect(snap({ min: 8, max: 256, step: 8 }, 30)).toBe(32);
    expect(snap({ min: 0, max: 0.5, step: 0.01 }, 0.1)).toBe(0.1);
    expect(snap({ min: 0, max: 0.5, step: 0.01 }, 7)).toBe(0.5);
  });
});
