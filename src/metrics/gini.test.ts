import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gini } from './gini.ts';

it('is 0 of equal shares, (n − 1)/n where one has everything, and by hand between', () => {
  expect(gini([3, 3, 3])).toBeCloseTo(0, 12);
  expect(gini([0, 5, 0, 0])).toBeCloseTo(0.75, 12);
  // Differences of 1, 2, 4: |1−2| + |1−4| + |2−4| = 6, both ways 12, over 2 · 3 · 7.
  expect(gini([4, 1, 2])).toBeCloseTo(12 / 42, 12);
  expect(gini([])).toBeNaN();
  expect(gini([0, 0])).toBeNaN();
});

it('is the mean difference over twice the mean, whatever the scale and the order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }), (values) => {
      const sum = values.reduce((a, b) => a + b, 0);
      fc.pre(sum > 0);
      const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b))).reduce((a, b) => a + b, 0);
      expect(gini(values)).toBeCloseTo(differences / (2 * values.length * sum), 9);
      expect(gini(values.toReversed().map((value) => 3 * value))).toBeCloseTo(gini(values), 9);
    }),
  );
});
