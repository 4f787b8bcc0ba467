import { expect, it } from 'vitest';
import { shortened } from './shortened.ts';

const widthOf = (text: string): number => 10 * Array.from(text).length;

it('leaves a name that fits as it is', () => {
  expect(shortened('age', 30, widthOf)).toBe('age');
});

it('shows as much of a longer one as fits, with an ellipsis', () => {
  expect(shortened('a_very_long_column_name', 100, widthOf)).toBe('a_very_lo…');
  expect(shortened('列名很长很长', 50, widthOf)).toBe('列名很长…');
  // A letter outside the basic plane is not cut in two.
  expect(shortened('😀😀😀😀', 20, widthOf)).toBe('😀…');
});

it('shows one letter where there is room for none', () => {
  expect(shortened('name', 5, widthOf)).toBe('n…');
});
