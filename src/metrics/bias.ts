/** Learned position bias against what it ought to be. Both are determined up to a constant per device, so both are centred per device first. */
import { tableRow } from '../model/layout.ts';
import { DEVICE_COUNT, POSITIONS } from '../world/spec.ts';
import { sigmoid } from '../world/labels.ts';
import type { World } from '../world/types.ts';
import { bestAdditive } from './bestAdditive.ts';
import { pearson } from './correlation.ts';

export interface BiasFit {
  /** [device][position 1..9] centred learned logits. */
  learned: number[][];
  /** [device][position 1..9] centred logits that they are measured against; NaN where the target is. */
  truth: number[][];
  /** Root mean squared difference over devices × positions with a target, in logits. */
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

/** Mean of the values that are known: a target has none at positions where nothing was shown. */
function meanOf(curve: readonly number[], known: readonly boolean[]): number {
  const values = curve.filter((_, p) => known[p]);
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

const finite = (curve: readonly number[]): boolean[] => curve.map(Number.isFinite);

/**
 * What a learned table ought to be: the true bias where clicks are additive; where they are not, and no table can be the truth, the best
 * additive table.
 * @returns [device][position 1..9] logits, not centred; NaN where a table has nothing to fit
 */
export const biasTarget = (world: World): number[][] =>
  world.spec.clickModel === 'additive' ? world.truth.bias : bestAdditive(world).table;

/**
 * What the "missing" logit of each device ought to be, were everything else exact: the one logit that, added to every impression's
 * utility, gives the device's true mean CTR. Relative to the mean over positions of what the table ought to be, because a table is only
 * determined up to a constant. (It is not zero: the logistic function bends, so the best single logit is not the mean of nine.)
 * @param target - from {@link biasTarget}, when it is at hand
 * @returns [device] logits; NaN for a device without impressions
 */
export function bestMissing(world: World, target = biasTarget(world)): number[] {
  const { train } = world;
  return target.map((curve, device) => {
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
    return (low + high) / 2 - meanOf(curve, finite(curve));
  });
}

/**
 * A learned table whose truth nobody knows: centred over the positions that were shown; every comparison with a truth is NaN.
 * @param table - as in {@link biasFit}
 * @param shown - [device][position 1..9] whether anything was; of others nothing was learned, and they are NaN
 */
export function learnedBias(table: ArrayLike<number>, shown: readonly (readonly boolean[])[]): BiasFit {
  const { learned, missing } = biasFit(
    table,
    shown.map((curve) => curve.map((was) => (was ? 0 : NaN))),
  );
  return {
    learned: learned.map((curve, device) => curve.map((value, p) => (shown[device][p] ? value : NaN))),
    truth: shown.map((curve) => curve.map(() => NaN)),
    rmse: NaN,
    r: NaN,
    slope: NaN,
    missing,
    missingError: NaN,
  };
}

/**
 * Compares a learned table with what it ought to be (Zhao et al. 2019, figure 7, beside a truth that only a synthetic world has).
 * @param table - [30] the shallow tower's table, row = device · 10 + position, 0 = missing
 * @param target - [device][position 1..9] logits: the true bias, or {@link biasTarget}; NaN leaves a position out
 * @param best - [device] what "missing" should be, from {@link bestMissing}; default: the mean of the target
 */
export function biasFit(
  table: ArrayLike<number>,
  target: readonly (readonly number[])[],
  best?: readonly number[],
): BiasFit {
  const raw = Array.from({ length: DEVICE_COUNT }, (_, device) =>
    Array.from({ length: POSITIONS }, (_, p) => table[tableRow(device, p + 1)]),
  );
  const means = raw.map((curve, device) => meanOf(curve, finite(target[device])));
  const learned = raw.map((curve, device) => curve.map((value) => value - means[device]));
  const truth = target.map((curve) => {
    const mean = meanOf(curve, finite(curve));
    return curve.map((value) => value - mean);
  });
  const pairs = learned
    .flatMap((curve, device) => curve.map((value, p) => [value, truth[device][p]] as const))
    .filter(([, value]) => Number.isFinite(value));
  const a = pairs.map(([value]) => value);
  const b = pairs.map(([, value]) => value);
  const rmse = pairs.length > 0 ? Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2 / a.length, 0)) : NaN;
  const bb = b.reduce((sum, value) => sum + value * value, 0);
  const slope = bb > 0 ? a.reduce((sum, value, i) => sum + value * b[i], 0) / bb : NaN;
  const missing = means.map((mean, device) => table[tableRow(device, 0)] - mean);
  const errors = missing.map((value, device) => Math.abs(value - (best?.[device] ?? 0)));
  // A device without impressions says nothing; a table of NaNs (a model that has diverged) must not end as an error of 0.
  const known = errors.filter((error, device) => !Number.isNaN(error) || !Number.isFinite(missing[device]));
  const missingError = known.length > 0 ? known.reduce((sum, error) => sum + error / known.length, 0) : NaN;
  return { learned, truth, rmse, r: pearson(a, b), slope, missing, missingError };
}
