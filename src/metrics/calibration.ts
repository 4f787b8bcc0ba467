/** Whether predicted probabilities mean what they say, in a number. */
import { BANDS, expectedError, reliability } from './reliability.ts';

/**
 * Expected calibration error of predictions. It is biased upwards: even a perfect model shows about √(2 p (1−p) / (π n)) in a band of n examples.
 * @param probabilities - predicted, one per example
 * @param labels - 0 or 1
 * @returns a probability; NaN without examples, or when a prediction is NaN (a model that has diverged)
 */
export function calibrationError(probabilities: ArrayLike<number>, labels: ArrayLike<number>, bands = BANDS): number {
  return Array.from(probabilities).some(Number.isNaN) ? NaN : expectedError(reliability(probabilities, labels, bands));
}
