/** Which of two values is the 1. */
import { describe, expect, it } from 'vitest';
import { positiveOf } from './binary.ts';

describe('positiveOf', () => {
  it.each([
    [['0', '1'], '1'],
    [['Yes', 'No'], 'Yes'],
    [['FALSE', 'TRUE'], 'TRUE'],
    [['T', 'F'], 'T'],
    [['是', '否'], '是'],
    [['- 50000.', '50000+.'], '50000+.'],
    [['>50K', '<=50K'], '>50K'],
    [['1', '2'], '2'],
    [['1', '-1'], '1'],
    [['0.0', '1.0'], '1.0'],
  ])('of %j it is %j', (values, positive) => {
    expect(positiveOf(values)).toBe(positive);
    expect(positiveOf(values.toReversed())).toBe(positive);
  });

  it('is nowhere told of other words, and of more than two values', () => {
    expect(positiveOf(['red', 'blue'])).toBeNull();
    expect(positiveOf(['0', '1', '2'])).toBeNull();
    expect(positiveOf([])).toBeNull();
    expect(positiveOf(['yes', 'y'])).toBeNull();
  });

  it('of a label that is the same everywhere: all 1, or all 0', () => {
    expect(positiveOf(['yes'])).toBe('yes');
    expect(positiveOf(['0'])).toBe('1');
    expect(positiveOf(['blue'])).toBeNull();
  });
});
