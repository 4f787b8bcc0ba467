/** Learned against true position bias. Both are determined up to a constant per device, so both are centred per device first. */
import { tableRow } from '../model/layout.ts';
import { DEVICE_COUNT, POSITIONS } from '../world/spec.ts';
import { sigmoid } from '../world/labels.ts';
import type { World } from '../world/types.ts';
import { bestAdditive } from './bestAdditive.ts';
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
  /** Mean over devices of |missing − {@link bestMissing}|, both against their position logits: what serving without a position gets wrong. */
  missingError: number;
}

const centre = (curve: readonly number[]): number[] => {
  const mean = curve.reduce((sum, value) => sum + value / curve.length, 0);
  return curve.map((value) => value - mean);
};

/**
 * What the "missing" logit of each device ought to be, were everything else exact: the one logit that, added to every impression's
 * utility, gives the device's true mean CTR. Relative to the mean over positions of what the table ought to be (the true bias; under
 * examination clicks, the best additive table), because a table is only determined up to a constant. (It is not zero: the logistic function bends, so the best single logit is not the mean of nine.)
 * @returns [device] logits; NaN for a device without impressions
 */
export function bestMissing(world: World): number[] {
  const { train, truth, spec } = world;
  const ideal = spec.clickModel === 'additive' ? truth.bias : bestAdditive(world).table;
  return ideal.map((curve, device) => {
    const logits: number[] = [];
    let clicks = 0;
    for (let row = 0; row < train.rows; row++) {
      if (train.device[row] !== device || train.position[row] === 0) continue;
      logits.push(train.clickLogit[row]);
      clicks += train.clickProbability[row];
    }
    if (logits.length === 0) return NaN;
    let low = -30;
    let high = 30;
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      const expected = logits.reduce((sum, logit) => sum + sigmoid(logit + middle), 0);
      if (expected < clicks) low = middle;
      else high = middle;
    }
    return (low + high) / 2 - curve.reduce((sum, value) => sum + value / curve.length, 0);
  });
}

/**
 * Compares a learned table with the truth (Zhao et al. 2019, figure 7, beside a truth that only a synthetic world has).
 * @param table - [30] the shallow tower's table, row = device · 10 + position, 0 = missing
 * @param trueBias - [device][position 1..9] logits
 * @param best - [device] what "missing" should be, from {@link bestMissing}; default: the mean of the true bias
 */
export function biasFit(table: ArrayLike<number>, trueBias: readonly (readonly number[])[], best?: readonly number[]): BiasFit {
  const raw = Array.from({ length: DEVICE_COUNT }, (_, device) => Array.from({ length: POSITIONS }, (_, p) => table[tableRow(device, p + 1)]));
  const learned = raw.map(centre);
  const truth = trueBias.map(centre);
  const a = learned.flat();
  const b = truth.flat();
  const rmse = Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2 / a.length, 0));
  const bb = b.reduce((sum, value) => sum + value * value, 0);
  const slope = bb > 0 ? a.reduce((sum, value, i) => sum + value * b[i], 0) / bb : NaN;
  const missing = raw.map((curve, device) => table[tableRow(device, 0)] - curve.reduce((sum, value) => sum + value / POSITIONS, 0));
  const errors = missing.map((value, device) => Math.abs(value - (best?.[device] ?? 0)));
  // A device without impressions says nothing; a table of NaNs (a model that has diverged) must not end as an error of 0.
  const known = errors.filter((error, device) => !Number.isNaN(error) || !Number.isFinite(missing[device]));
  const missingError = known.length > 0 ? known.reduce((sum, error) => sum + error / known.length, 0) : NaN;
  return { learned, truth, rmse, r: pearson(a, b), slope, missing, missingError };
}
