/** The hidden parameters of a platform: what every estimate is shown beside. */
import { CLICK, GROUP_OF_TASK, TASK_COUNT, type WorldSpec } from './spec.ts';
import { accelerator, BLOCK, type Directions } from './accelerator.ts';
import { sine } from './elementary.ts';
import { RandomStream, STREAM } from './random.ts';
import type { Truth } from './types.ts';

/** Candidates over which utilities are standardised: whole blocks of them. */
const CALIBRATION_ROWS = 8192;

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Unit vector along `a`, or a zero vector when nothing is left of it. */
function unit(a: Float64Array): Float64Array {
  const norm = Math.sqrt(dot(a, a));
  return a.map((value) => (norm > 1e-9 ? value / norm : 0));
}

/** Unit vector along a·first + b·second; along `first` where they cancel, which they can in one dimension only. */
function blend(a: number, first: Float64Array, b: number, second: Float64Array): Float64Array {
  const sum = first.map((value, i) => a * value + b * second[i]);
  return unit(dot(sum, sum) > 1e-18 ? sum : first);
}

/** Removes from `a` its parts along the (orthonormal) `others`. */
function orthogonalise(a: Float64Array, others: readonly Float64Array[]): Float64Array {
  for (const other of others) {
    const along = dot(a, other);
    for (let i = 0; i < a.length; i++) a[i] -= along * other[i];
  }
  return a;
}

/**
 * Weight vectors w_k = √c · group + √(1−c) · private, c = cosineWithin, group vectors at the asked cosine, all else orthogonal: so two
 * tasks of one group have cosine c, and two of different groups c · cosineAcross. (Ma et al. 2018, section 3.2, for two groups.)
 * With fewer than six features not all can be orthogonal; the vectors that find no room are left random, and the cosines are approximate.
 */
function taskWeights(spec: WorldSpec, seed: number): Float64Array[] {
  const d = spec.queryFeatures + spec.itemFeatures;
  const draw = new RandomStream(seed, STREAM.taskWeights);
  const basis: Float64Array[] = [];
  for (let i = 0; i < 2 + TASK_COUNT; i++) {
    const random = Float64Array.from({ length: d }, () => draw.normal());
    const fresh = unit(orthogonalise(random.slice(), basis));
    basis.push(i < d && dot(fresh, fresh) > 0.5 ? fresh : unit(random));
  }
  const [first, second] = basis;
  const across = spec.cosineAcross;
  const groups = [first, blend(across, first, Math.sqrt(1 - across * across), second)];
  const within = spec.cosineWithin;
  return Array.from({ length: TASK_COUNT }, (_, k) =>
    blend(Math.sqrt(within), groups[GROUP_OF_TASK[k]], Math.sqrt(1 - within), basis[2 + k]),
  );
}

/** [T][m] phases, uniform on the circle; equal for the tasks of a group, or for all (as far as satisfaction tasks have as many). */
function taskPhases(spec: WorldSpec, seed: number): Float64Array[] {
  const sets = [0, 1].map((group) => {
    const draw = new RandomStream(seed, STREAM.phases, spec.sharedPhases === 'all' ? 0 : group);
    return Float64Array.from(
      { length: group === 0 ? spec.sines : Math.max(0, spec.sines - spec.simplerSatisfaction) },
      () => 2 * Math.PI * draw.uniform(),
    );
  });
  return Array.from({ length: TASK_COUNT }, (_, k) => sets[GROUP_OF_TASK[k]]);
}

/**
 * An item direction that has nothing to do with any task: zero on the query's features, orthogonal to the item part of every w_k.
 * Zero when the items have too few features to leave room for one.
 */
function irrelevantDirection(spec: WorldSpec, seed: number, weights: readonly Float64Array[]): Float64Array {
  const itemOnly = (vector: Float64Array): Float64Array =>
    vector.map((value, i) => (i < spec.queryFeatures ? 0 : value));
  const basis: Float64Array[] = [];
  for (const w of weights) {
    const rest = unit(orthogonalise(itemOnly(w), basis));
    if (dot(rest, rest) > 0.5) basis.push(rest);
  }
  const draw = new RandomStream(seed, STREAM.heuristic);
  const random = itemOnly(Float64Array.from(weights[0], () => draw.normal()));
  return basis.length < spec.itemFeatures ? unit(orthogonalise(random, basis)) : random.fill(0);
}

/**
 * Raw utility s + Σ_{i=1..m} sin(i·s + β_i) with s = w·x (Ma et al. 2018, section 3.2, equation 3).
 * @param features - [rows × D]
 * @param at - index at which the row begins
 */
export function rawUtility(weights: Float64Array, phases: Float64Array, features: Float32Array, at: number): number {
  let s = 0;
  for (let i = 0; i < weights.length; i++) s += weights[i] * features[at + i];
  let y = s;
  for (let i = 0; i < phases.length; i++) y += sine((i + 1) * s + phases[i]);
  return y;
}

/** Receives what the plain program computes. */
const block = new Float64Array(BLOCK * TASK_COUNT);

/**
 * Raw utilities of at most {@link BLOCK} rows, along two or four directions.
 * @param at - index at which the first row begins
 * @returns [rows × directions], until the next call
 */
function rawUtilities(of: Directions, features: Float32Array, at: number, rows: number): Float64Array {
  if (accelerator) return accelerator.utilities(of, features, at, rows);
  const { weights, phases } = of;
  const n = weights.length;
  const d = weights[0].length;
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < n; k++) block[row * n + k] = rawUtility(weights[k], phases[k], features, at + row * d);
  return block;
}

/**
 * Standardised utilities z of at most {@link BLOCK} rows.
 * @param at - index at which the first row begins
 * @param to - [rows × T] from index `start` on
 */
export function utilitiesOf(
  truth: Truth,
  features: Float32Array,
  at: number,
  rows: number,
  to: Float32Array,
  start: number,
): void {
  const raw = rawUtilities(truth, features, at, rows);
  for (let i = 0; i < rows * TASK_COUNT; i += TASK_COUNT)
    for (let k = 0; k < TASK_COUNT; k++) to[start + i + k] = (raw[i + k] - truth.mean[k]) / truth.deviation[k];
}

/** Standardised utility z of one task for the row that begins at `at`. */
export const utilityOf = (truth: Truth, task: number, features: Float32Array, at: number): number =>
  (rawUtility(truth.weights[task], truth.phases[task], features, at) - truth.mean[task]) / truth.deviation[task];

/** What the policy ranks by, without its noise: √(1 − mis²) · z_click + mis · heur. */
export function policyMerit(spec: WorldSpec, truth: Truth, features: Float32Array, at: number): number {
  let heur = 0;
  for (let i = 0; i < truth.heuristic.length; i++) heur += truth.heuristic[i] * features[at + i];
  return Math.sqrt(1 - spec.misalignment ** 2) * utilityOf(truth, CLICK, features, at) + spec.misalignment * heur;
}

/** {@link policyMerit} of many rows. @returns a function of features [rows × D] and of where the merits go, [rows] */
export function policyMerits(spec: WorldSpec, truth: Truth): (features: Float32Array, into: Float64Array) => void {
  const { weights, phases, heuristic } = truth;
  const directions = { weights: [weights[CLICK], heuristic], phases: [phases[CLICK], new Float64Array(0)] };
  const aligned = Math.sqrt(1 - spec.misalignment ** 2);
  const d = heuristic.length;
  return (features, into) => {
    for (let from = 0; from < into.length; from += BLOCK) {
      const rows = Math.min(BLOCK, into.length - from);
      const raw = rawUtilities(directions, features, from * d, rows);
      for (let row = 0; row < rows; row++) {
        const z = (raw[2 * row] - truth.mean[CLICK]) / truth.deviation[CLICK];
        into[from + row] = aligned * z + spec.misalignment * raw[2 * row + 1];
      }
    }
  };
}

/** [directions] mean and standard deviation of raw utilities over the calibration candidates, which are drawn a few at a time. */
function moments(of: Directions, d: number, seed: number): Pick<Truth, 'mean' | 'deviation'> {
  const draw = calibrationDraw(d, seed);
  const features = new Float32Array(BLOCK * d);
  const sum = new Float64Array(TASK_COUNT);
  const squares = new Float64Array(TASK_COUNT);
  for (let row = 0; row < CALIBRATION_ROWS; row += BLOCK) {
    draw.normals(features, 0, features.length);
    const raw = rawUtilities(of, features, 0, BLOCK);
    for (let i = 0; i < BLOCK * TASK_COUNT; i += TASK_COUNT) {
      for (let k = 0; k < TASK_COUNT; k++) {
        sum[k] += raw[i + k];
        squares[k] += raw[i + k] * raw[i + k];
      }
    }
  }
  const mean = sum.map((total) => total / CALIBRATION_ROWS);
  return { mean, deviation: mean.map((m, k) => Math.sqrt(squares[k] / CALIBRATION_ROWS - m ** 2)) };
}

/**
 * Draws the hidden parameters. Depends on the seed and on the sizes and cosines only, never on how many impressions are wanted.
 * @returns weights, phases, the moments of each raw utility over 8,192 random candidates, the irrelevant direction, the true bias
 */
export function createTruth(spec: WorldSpec, seed: number): Truth {
  const d = spec.queryFeatures + spec.itemFeatures;
  const weights = taskWeights(spec, seed);
  const phases = taskPhases(spec, seed);
  const { mean, deviation } = moments({ weights, phases }, d, seed);
  return {
    weights,
    phases,
    mean,
    deviation,
    heuristic: irrelevantDirection(spec, seed, weights),
    bias: trueBias(spec),
  };
}

/** [device][position 1..9] true position bias in logits: the curves times biasStrength. */
export const trueBias = (spec: Pick<WorldSpec, 'biasCurves' | 'biasStrength'>): number[][] =>
  // + 0 turns −0 into 0, which would otherwise be shown as "-0".
  spec.biasCurves.map((curve) => curve.map((value) => value * spec.biasStrength + 0));

const calibrationDraw = (d: number, seed: number): RandomStream =>
  new RandomStream(seed, STREAM.calibration).expect(0, CALIBRATION_ROWS * d);

/** [8192 × D] random candidates, each of a query of its own; the same for every use. */
export function calibrationFeatures(d: number, seed: number): Float32Array {
  const features = new Float32Array(CALIBRATION_ROWS * d);
  calibrationDraw(d, seed).normals(features, 0, features.length);
  return features;
}
