import { describe, expect, it } from 'vitest';
import { logLoss, meanSquaredError } from './losses.ts';

describe('logLoss', () => {
  it('is ln 2 without knowledge, and −ln p of the label in general', () => {
    expect(logLoss([0, 0], [0, 1])).toBeCloseTo(Math.LN2, 15);
    const logit = (p: number): number => Math.log(p / (1 - p));
    expect(logLoss([logit(0.8), logit(0.8)], [1, 0])).toBeCloseTo((-Math.log(0.8) - Math.log(0.2)) / 2, 12);
  });

  it('stays exact where the probability rounds to 0 or 1', () => {
    expect(logLoss([1000], [0])).toBe(1000);
    expect(logLoss([-1000], [0])).toBe(0);
    expect(logLoss([40], [1])).toBeCloseTo(Math.exp(-40), 25);
  });

  it('counts included examples only, and is NaN when there are none', () => {
    expect(logLoss([0, 1000], [1, 0], [1, 0])).toBeCloseTo(Math.LN2, 15);
    expect(logLoss([0], [1], [0])).toBeNaN();
    expect(logLoss([], [])).toBeNaN();
  });
});

describe('meanSquaredError', () => {
  it('is the mean of squared differences over included examples', () => {
    expect(meanSquaredError([1, 2, 7], [0, 4, 7])).toBeCloseTo(5 / 3, 15);
    expect(meanSquaredError([1, 2, 7], [0, 4, 7], [0, 1, 1])).toBe(2);
    expect(meanSquaredError([1], [1], [0])).toBeNaN();
  });
});
