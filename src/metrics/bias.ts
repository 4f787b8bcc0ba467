/** Learned against true position bias. Both are determined up to a constant per device, so both are centred per device first. */
import { tableRow } from '../model/layout.ts';
import { DEVICE_COUNT, POSITIONS } from '../world/spec.ts';
import { pearson } from './correlation.ts';

export interface BiasFit {
  /** [device][position 1..9] centred learned logits. */
  learned: number[][];
  /** [device][position 1..9] centred true logits. */
  truth: number[][];
  /** Root mean squared difference over devices × positions, in logits. */
  rmse: number;
  /** Pearson correlation over devices × positions. */
  r: number;
  /** Least-squares slope of learned on true: above 1 = overshoots. */
  slope: number;
  /** [device] centred learned "missing" logit. */
  missing: number[];
  /** Mean over devices of |missing − impression-weighted mean of the true centred logits|: what serving without a position gets wrong. */
  missingError: number;
}

const centre = (curve: readonly number[]): number[] => {
  const mean = curve.reduce((sum, value) => sum + value / curve.length, 0);
  return curve.map((value) => value - mean);
};

/**
 * @param table - [30] the shallow tower's table, row = device · 10 + position, 0 = missing
 * @param trueBias - [device][position 1..9] logits
 * @param impressions - [device][position 1..9] how often each was shown; default equally
 */
export function biasFit(table: ArrayLike<number>, trueBias: readonly (readonly number[])[], impressions?: readonly (readonly number[])[]): BiasFit {
  const raw = Array.from({ length: DEVICE_COUNT }, (_, device) => Array.from({ length: POSITIONS }, (_, p) => table[tableRow(device, p + 1)]));
  const learned = raw.map(centre);
  const truth = trueBias.map(centre);
  const a = learned.flat();
  const b = truth.flat();
  const rmse = Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2 / a.length, 0));
  const bb = b.reduce((sum, value) => sum + value * value, 0);
  const slope = bb > 0 ? a.reduce((sum, value, i) => sum + value * b[i], 0) / bb : NaN;
  const missing = raw.map((curve, device) => table[tableRow(device, 0)] - curve.reduce((sum, value) => sum + value / POSITIONS, 0));
  const errors = missing.map((value, device) => {
    const weights = impressions?.[device] ?? truth[device].map(() => 1);
    const total = weights.reduce((sum, n) => sum + n, 0);
    return total > 0 ? Math.abs(value - truth[device].reduce((sum, bias, p) => sum + (bias * weights[p]) / total, 0)) : NaN;
  });
  const known = errors.filter((error) => !Number.isNaN(error));
  return { learned, truth, rmse, r: pearson(a, b), slope, missing, missingError: known.reduce((sum, error) => sum + error / known.length, 0) };
}
