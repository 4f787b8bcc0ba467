import { expect, it } from 'vitest';
import { meanInterval } from '../../metrics/intervals.ts';
import { ratioOfLogs } from '../../metrics/ratio.ts';
import { meanWords, ratioWords } from './words.ts';

// Mean and standard error of 1 and 3: 2 and 1; t(0.975, 1) = 12.7062.
it.each([
  [[1, 3], '2.000 [-10.706, 14.706]'],
  [[1.5], '1.500'],
  [[NaN], '–'],
  [[], '–'],
])('the mean of %j is printed as %s', (values, wanted) => {
  expect(meanWords(meanInterval(values))).toBe(wanted);
});

it.each([
  [[0, 0], '1.00 [1.00, 1.00]'],
  // Mean 0, standard error ln 2 / 10: e^(±12.7062 · 0.0693147) = 2.4127 and its reciprocal.
  [[Math.LN2 / 10, -Math.LN2 / 10], '1.00 [0.41, 2.41]'],
  [[Math.LN2], '2.00'],
  [[], '–'],
])('ratios of logarithms %j are printed as %s', (logs, wanted) => {
  expect(ratioWords(ratioOfLogs(logs))).toBe(wanted);
});
