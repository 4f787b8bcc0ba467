import { describe, expect, it } from 'vitest';
import { aucError, explainedError } from './heldOutError.ts';

describe('the standard error of an AUC', () => {
  it('is DeLong’s, worked out by hand', () => {
    // Positives 3 and 1 are above all and half of the negatives 2 and 0: variance .125. Of the negatives one and both positives are above: .125.
    expect(aucError([3, 2, 1, 0], [1, 0, 1, 0])).toBeCloseTo(Math.sqrt(0.125 / 2 + 0.125 / 2), 12);
    // A tie counts half: the positives 2 and 1 are above .75 and .5 of the negatives 2 and 0, which are above .75 and none of the positives.
    expect(aucError([2, 2, 1, 0], [1, 0, 1, 0])).toBeCloseTo(
      Math.sqrt((0.75 - 0.5) ** 2 / 2 / 2 + (0.75 - 0) ** 2 / 2 / 2),
      12,
    );
  });
  it('looks at what counts, in whatever order', () => {
    expect(aucError([0, 9, 3, 1, 2], [0, 0, 1, 1, 0], [1, 0, 1, 1, 1])).toBeCloseTo(Math.sqrt(0.125), 12);
  });
  it('is not known of one positive, or of a model that has diverged', () => {
    expect(aucError([3, 2, 1], [1, 0, 0])).toBeNaN();
    expect(aucError([3, NaN, 1, 0], [1, 0, 1, 0])).toBeNaN();
  });
});

describe('the standard error of R²', () => {
  it('is that of a ratio of means, worked out by hand', () => {
    // Squares from the mean 0: 1, 1, 4, 4; errors 1, 0, 0, 1: the ratio is .2, and what is left .8, −.2, −.8, .2 with variance 1.36 / 3.
    expect(explainedError([0, 1, -2, 1], [-1, 1, -2, 2])).toBeCloseTo(Math.sqrt(1.36 / 3 / 4) / 2.5, 12);
  });
  it('looks at what counts, and is zero where nothing is missed', () => {
    expect(explainedError([0, 1, 7, -2, 1], [-1, 1, 0, -2, 2], [1, 1, 0, 1, 1])).toBeCloseTo(
      Math.sqrt(1.36 / 3 / 4) / 2.5,
      12,
    );
    expect(explainedError([1, 2, 3], [1, 2, 3])).toBe(0);
    expect(explainedError([1], [1])).toBeNaN();
  });
});
