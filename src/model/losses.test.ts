import { describe, expect, it } from 'vitest';
import { crossEntropy, exampleLoss, sigmoid, squaredError, trainingDelta, trainingLoss } from './losses.ts';

describe('losses', () => {
  it('cross entropy in nats, by hand', () => {
    expect(crossEntropy(0, 1)).toBeCloseTo(Math.log(2), 12);
    expect(crossEntropy(Math.log(3), 1)).toBeCloseTo(Math.log(4 / 3), 12); // σ = 3/4
    expect(crossEntropy(Math.log(3), 0)).toBeCloseTo(Math.log(4), 12);
    expect(crossEntropy(Math.log(3), 0.5)).toBeCloseTo((Math.log(4) + Math.log(4 / 3)) / 2, 12);
  });

  it('does not overflow', () => {
    expect(crossEntropy(1000, 0)).toBe(1000);
    expect(crossEntropy(-1000, 1)).toBe(1000);
    expect(crossEntropy(1000, 1)).toBe(0);
    expect([sigmoid(1000), sigmoid(-1000), sigmoid(0)]).toEqual([1, 0, 0.5]);
  });

  it('measures the whole squared error and trains on half of it', () => {
    expect(squaredError(3, 1)).toBe(4);
    expect(exampleLoss(false, 3, 1)).toBe(4);
    expect(trainingLoss(false, 3, 1)).toBe(2);
    expect(trainingLoss(true, 0.3, 1)).toBe(exampleLoss(true, 0.3, 1));
  });

  it.each([
    [true, 0.7, 1],
    [true, -2, 0],
    [false, 0.7, -1.3],
  ])('binary %s: the delta is the slope of the training loss', (binary, z, y) => {
    const h = 1e-6;
    expect(trainingDelta(binary, z, y)).toBeCloseTo(
      (trainingLoss(binary, z + h, y) - trainingLoss(binary, z - h, y)) / (2 * h),
      8,
    );
  });
});
