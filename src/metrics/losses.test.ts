import { describe, expect, it } from 'vitest';
import { logLosses, squaredErrors } from './losses.ts';

describe('squared error beside that of the mean', () => {
  it('by hand', () => {
    // Labels 1, 3, 5: mean 3, variance 8/3. Errors 1, 0, −2: 5/3. Explained 1 − 5/8.
    const found = squaredErrors([2, 3, 3], [1, 3, 5]);
    expect(found.loss).toBeCloseTo(5 / 3, 12);
    expect(found.constant).toBeCloseTo(8 / 3, 12);
    expect(found.explained).toBeCloseTo(3 / 8, 12);
  });

  it('leaves out what was not observed, in the mean too', () => {
    expect(squaredErrors([2, 99, 3], [1, 100, 5], [1, 0, 1])).toEqual({ loss: 2.5, constant: 4, explained: 0.375 });
  });

  it('explains nothing where labels do not differ, and is NaN without any', () => {
    expect(squaredErrors([1, 3], [2, 2])).toEqual({ loss: 1, constant: 0, explained: NaN });
    expect(squaredErrors([], [])).toEqual({ loss: NaN, constant: NaN, explained: NaN });
    expect(squaredErrors([NaN, 1], [1, 2]).loss).toBeNaN();
  });
});

describe('log loss beside that of the rate', () => {
  it('by hand', () => {
    // Logits ln 3 and −ln 3 are probabilities ¾ and ¼: −(ln ¾ + ln ¾ + ln ¼ + ln ¾) / 4.
    const found = logLosses([Math.log(3), -Math.log(3), Math.log(3), Math.log(3)], [1, 0, 0, 1]);
    expect(found.loss).toBeCloseTo(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, 12);
    expect(found.constant).toBeCloseTo(Math.LN2, 12);
    expect(found.explained).toBeCloseTo(1 - -(3 * Math.log(0.75) + Math.log(0.25)) / 4 / Math.LN2, 12);
  });

  it('leaves out what was not observed, and is exact for certain answers', () => {
    const found = logLosses([1000, -1000, 5], [1, 0, 1], [1, 1, 0]);
    expect([found.loss, found.constant]).toEqual([0, Math.log(2)]);
    expect(logLosses([1000], [0]).loss).toBe(1000);
    expect(logLosses([0, 0], [1, 1])).toEqual({ loss: Math.log(2), constant: 0, explained: NaN });
    expect(logLosses([], [])).toEqual({ loss: NaN, constant: NaN, explained: NaN });
  });
});
