import { expect, it } from 'vitest';
import { meanDistance } from './diversity.ts';
import { logLists, scorings } from './cost.ts';

it('what a ranking scores, by hand: four candidates for two slots', () => {
  expect([scorings('point', 4, 2), scorings('pair', 4, 2), scorings('list', 4, 2)]).toEqual([4, 6, 4 + 3]);
  expect(Math.exp(logLists(4, 2))).toBeCloseTo(12, 9);
});

it('nine slots, and no more than there are candidates', () => {
  expect(scorings('list', 1000)).toBe(1000 + 999 + 998 + 997 + 996 + 995 + 994 + 993 + 992);
  expect(scorings('list', 3)).toBe(3 + 2 + 1);
  expect(scorings('pair', 1000)).toBe(499_500);
  expect(Math.exp(logLists(3))).toBeCloseTo(6, 9);
});

it('distance of items, by hand: the triangle of sides 3, 4 and 5, whatever the query', () => {
  const log = { featureCount: 3, features: new Float32Array([9, 0, 0, 9, 3, 4, -9, 0, 4]) };
  expect(meanDistance(log, [0, 1, 2], 1)).toBeCloseTo(4, 6);
  expect(meanDistance(log, [2, 0], 1)).toBeCloseTo(4, 6);
  expect(meanDistance(log, [1], 1)).toBeNaN();
});
