import { describe, expect, it } from 'vitest';
import { numberWords } from '../format.ts';
import { decimalsOf, furthest, significant } from './numbers.ts';

describe('numbers of slow motion', () => {
  it.each([
    [0.0213, '0.0213'],
    [-0.5, '−0.500'],
    [0, '0'],
    [12.345, '12.3'],
    [1234.5, '1,235'],
    [0.00099996, '0.00100'],
    [3.1e-8, '3.10 × 10⁻⁸'],
    [-1_234_567, '−1.23 × 10⁶'],
    [NaN, numberWords('en').fixed(NaN)],
    [Infinity, numberWords('en').fixed(Infinity)],
  ])('%s with three digits that tell something: %s', (value, text) => {
    expect(significant(numberWords('en'), value)).toBe(text);
  });

  it('a change is seen in the decimals of what changes', () => {
    expect([0.5, 0.012, 0.00012, -0.00012, 1e-30, 0, NaN].map(decimalsOf)).toEqual([3, 3, 5, 5, 9, 3, 3]);
  });

  it('two vectors are as far apart as their entries are at most; of different lengths nothing is said', () => {
    expect(furthest(Float32Array.of(1, 2, -3), Float32Array.of(1, 2.5, -5))).toBe(2);
    expect(furthest(Float32Array.of(1), Float32Array.of(1, 2))).toBeNaN();
    expect(furthest(Float32Array.of(1), Float32Array.of(NaN))).toBeNaN();
  });
});
