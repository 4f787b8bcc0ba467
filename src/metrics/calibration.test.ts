import { describe, expect, it } from 'vitest';
import { RandomStream } from '../world/random.ts';
import { calibrationError } from './calibration.ts';

describe('calibrationError', () => {
  it('is the mean gap between said and seen, weighted by examples', () => {
    expect(calibrationError([0.1, 0.2, 0.6, 0.8, 1], [0, 1, 1, 0, 1], 2)).toBeCloseTo(
      (2 * 0.35 + 3 * (0.8 - 2 / 3)) / 5,
      12,
    );
    expect(calibrationError([0.25, 0.25, 0.25, 0.25], [0, 0, 0, 1])).toBe(0);
  });

  it('is small for labels drawn from the predictions, and near the shift for predictions that are off', () => {
    const draw = new RandomStream(5, 5);
    const p = Float64Array.from({ length: 20_000 }, () => 0.1 + 0.7 * draw.uniform());
    const labels = p.map((chance) => (draw.uniform() < chance ? 1 : 0));
    expect(calibrationError(p, labels)).toBeLessThan(0.02);
    expect(
      Math.abs(
        calibrationError(
          p.map((chance) => chance + 0.1),
          labels,
        ) - 0.1,
      ),
    ).toBeLessThan(0.02);
  });

  it('is NaN without examples and for a model that has diverged', () => {
    expect(calibrationError([], [])).toBeNaN();
    expect(calibrationError([0.5, NaN], [0, 1])).toBeNaN();
  });
});
