import { expect, it } from 'vitest';
import { ratioOfLogs } from './ratio.ts';

it('is the geometric mean, with an interval on logarithms', () => {
  // Ratios 1/2, 1 and 2: their product is 1. Deviation of the logs ln 2; t(0.975, 2) = 4.302653: half width 4.302653 · ln 2 / √3.
  const half = (4.302652729696142 * Math.LN2) / Math.sqrt(3);
  const found = ratioOfLogs([-Math.LN2, 0, Math.LN2]);
  expect(found.n).toBe(3);
  expect(found.ratio).toBeCloseTo(1, 12);
  expect(found.low).toBeCloseTo(Math.exp(-half), 9);
  expect(found.high).toBeCloseTo(Math.exp(half), 9);
});

it('leaves out pairs without a ratio; a single one has no interval', () => {
  expect(ratioOfLogs([NaN, Math.log(0.25)])).toEqual({ n: 1, ratio: 0.25, low: NaN, high: NaN });
  expect(ratioOfLogs([])).toEqual({ n: 0, ratio: NaN, low: NaN, high: NaN });
});
