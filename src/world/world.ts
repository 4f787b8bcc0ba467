/** Makes a platform and its two logs out of a spec and a seed. Pure: equal spec and seed give equal bytes. */
import { CLICK, DEVICE_SHARE, POSITIONS, TASK_COUNT, type WorldSpec } from './spec.ts';
import { RandomStream, STREAM } from './random.ts';
import { calibrationFeatures, createTruth, policyMerit, utilityOf } from './truth.ts';
import type { Impressions, Truth, World } from './types.ts';
import { checkWorld } from './validate.ts';

export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/**
 * P(click) of an impression.
 * `additive`: σ(logit + bias). `examination`: exp(bias) · σ(logit).
 * @param logit - click logit without bias; @param bias - true position bias in logits, 0 where there is no position
 */
export const clickProbability = (spec: Pick<WorldSpec, 'clickModel'>, logit: number, bias: number): number =>
  spec.clickModel === 'additive' ? sigmoid(logit + bias) : Math.exp(bias) * sigmoid(logit);

function emptyLog(rows: number, featureCount: number): Impressions {
  return {
    rows, featureCount,
    features: new Float32Array(rows * featureCount), device: new Uint8Array(rows), position: new Uint8Array(rows),
    labels: new Float32Array(rows * TASK_COUNT), observed: new Uint8Array(rows * TASK_COUNT), query: new Uint32Array(rows),
    utility: new Float32Array(rows * TASK_COUNT), clickLogit: new Float32Array(rows), clickProbability: new Float32Array(rows),
  };
}

/** Device of a query: a draw from DEVICE_SHARE. */
export function drawDevice(draw: RandomStream): number {
  const u = draw.uniform();
  return u < DEVICE_SHARE[0] ? 0 : u < DEVICE_SHARE[0] + DEVICE_SHARE[1] ? 1 : 2;
}

/** Fills in truth and labels of a row whose features, device and position are set. Draws the same count of numbers whatever comes out. */
function label(spec: WorldSpec, truth: Truth, log: Impressions, row: number, draw: RandomStream): void {
  const at = row * log.featureCount;
  const to = row * TASK_COUNT;
  for (let k = 0; k < TASK_COUNT; k++) log.utility[to + k] = utilityOf(truth, k, log.features, at);
  const logit = spec.clickGain * log.utility[to + CLICK] + spec.clickOffset;
  const position = log.position[row];
  const probability = clickProbability(spec, logit, position === 0 ? 0 : truth.bias[log.device[row]][position - 1]);
  log.clickLogit[row] = logit;
  log.clickProbability[row] = probability;
  const clicked = draw.uniform() < probability;
  const watched = log.utility[to + 1] + (spec.regressionNoise * draw.normal()) / truth.deviation[1];
  const liked = draw.uniform() < sigmoid(spec.likeGain * log.utility[to + 2]);
  const rated = log.utility[to + 3] + (spec.regressionNoise * draw.normal()) / truth.deviation[3];
  const seen = spec.labels === 'all' || clicked;
  log.labels.set([clicked ? 1 : 0, seen ? watched : 0, seen && liked ? 1 : 0, seen ? rated : 0], to);
  log.observed.set([1, seen ? 1 : 0, seen ? 1 : 0, seen ? 1 : 0], to);
}

/** Candidates of a query, ranked by the logging policy: indices of the first nine. */
function rank(spec: WorldSpec, truth: Truth, candidates: Float32Array, d: number, draw: RandomStream): number[] {
  const scored = Array.from({ length: spec.candidates }, (_, i) => ({
    i, score: (1 - spec.randomness) * policyMerit(spec, truth, candidates, i * d) + spec.randomness * draw.normal(),
  }));
  scored.sort((a, b) => b.score - a.score || a.i - b.i);
  return scored.slice(0, POSITIONS).map(({ i }) => i);
}

/** Scores at which one position ends and the next begins when candidates are placed by their score's quantile, best first. */
function quantileLimits(spec: WorldSpec, truth: Truth, d: number, seed: number): Float64Array {
  const features = calibrationFeatures(d, seed);
  const noise = new RandomStream(seed, STREAM.calibration, 1);
  const scores = Float64Array.from({ length: features.length / d }, (_, row) =>
    (1 - spec.randomness) * policyMerit(spec, truth, features, row * d) + spec.randomness * noise.normal()).sort().reverse();
  return Float64Array.from({ length: POSITIONS - 1 }, (_, p) => scores[Math.floor(((p + 1) * scores.length) / POSITIONS)]);
}

/**
 * One log. Every query draws from a sub-sequence of its own, so a longer log begins with the rows of a shorter one.
 * @param stream - STREAM.trainQueries or STREAM.heldOutQueries
 */
function createLog(spec: WorldSpec, truth: Truth, seed: number, stream: number, wanted: number): Impressions {
  const d = spec.queryFeatures + spec.itemFeatures;
  const perQuery = spec.logging === 'ranked' ? POSITIONS : 1;
  const queries = Math.floor(wanted / perQuery);
  const log = emptyLog(queries * perQuery, d);
  const limits = spec.logging === 'quantile' ? quantileLimits(spec, truth, d, seed) : null;
  const candidates = new Float32Array((spec.logging === 'ranked' ? spec.candidates : 1) * d);
  const count = candidates.length / d;
  for (let query = 0; query < queries; query++) {
    const draw = new RandomStream(seed, stream, query);
    const device = drawDevice(draw);
    for (let f = 0; f < spec.queryFeatures; f++) {
      const value = draw.normal();
      for (let i = 0; i < count; i++) candidates[i * d + f] = value;
    }
    for (let i = 0; i < count; i++) {
      for (let f = spec.queryFeatures; f < d; f++) candidates[i * d + f] = draw.normal();
    }
    const shown = spec.logging === 'ranked' ? rank(spec, truth, candidates, d, draw) : [0];
    shown.forEach((candidate, place) => {
      const row = query * perQuery + place;
      log.features.set(candidates.subarray(candidate * d, (candidate + 1) * d), row * d);
      log.device[row] = device;
      log.query[row] = query;
      if (spec.logging === 'ranked') log.position[row] = place + 1;
      else if (limits) {
        const score = (1 - spec.randomness) * policyMerit(spec, truth, candidates, 0) + spec.randomness * draw.normal();
        let position = 1;
        while (position < POSITIONS && score < limits[position - 1]) position++;
        log.position[row] = position;
      }
      label(spec, truth, log, row, draw);
    });
  }
  return log;
}

/**
 * Makes a platform.
 * @param spec - see {@link WorldSpec}; @param seed - unsigned 32-bit: the "data" seed
 * @returns the hidden truth, a training log and a held-out log from other queries
 * @throws WorldSpecError naming the first field that is wrong
 */
export function createWorld(spec: WorldSpec, seed: number): World {
  checkWorld(spec);
  const truth = createTruth(spec, seed);
  return {
    spec, seed, truth,
    train: createLog(spec, truth, seed, STREAM.trainQueries, spec.impressions),
    heldOut: createLog(spec, truth, seed, STREAM.heldOutQueries, spec.heldOut),
  };
}
