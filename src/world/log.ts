/** One log of a platform: who asked, what was shown where, and what came of it. */
import { accelerator, BLOCK } from './accelerator.ts';
import { drawLuck, emptyLog, fillTruth, LABEL_DRAWS, setLabels } from './labels.ts';
import {
  drawCandidates,
  drawDevice,
  noisyScore,
  quantileLimits,
  quantilePosition,
  topOf,
  worldPolicy,
} from './logging.ts';
import { RandomStream } from './random.ts';
import { POSITIONS, type WorldSpec } from './spec.ts';
import type { WorldLog, Policy, Truth } from './types.ts';

/** Puts what a query shows into the log: features and positions. */
type Show = (log: WorldLog, query: number, draw: RandomStream) => void;

/** Independent impressions without a position. */
const showAny =
  (spec: WorldSpec): Show =>
  (log, query, draw) => {
    drawCandidates(spec, draw, log.features, query * log.featureCount, 1);
  };

/** One candidate a query, placed by its score. */
function showPlaced(spec: WorldSpec, policy: Policy, limits: Float64Array): Show {
  const features = new Float32Array(spec.queryFeatures + spec.itemFeatures);
  const score = new Float64Array(1);
  return (log, query, draw) => {
    drawCandidates(spec, draw, features, 0, 1);
    policy.merits(features, query, score);
    log.features.set(features, query * features.length);
    log.position[query] = quantilePosition(limits, noisyScore(score[0], policy.randomness, draw));
  };
}

/** Where the accelerator can look at rows, if they fit. */
const roomFor = (length: number): Float32Array =>
  accelerator && length <= accelerator.rows.length ? accelerator.rows.subarray(0, length) : new Float32Array(length);

/** The best nine of a query's candidates. */
function showBest(spec: WorldSpec, policy: Policy): Show {
  const d = spec.queryFeatures + spec.itemFeatures;
  const candidates = roomFor(spec.candidates * d);
  const scores = new Float64Array(spec.candidates);
  const shown = new Uint16Array(POSITIONS);
  return (log, query, draw) => {
    drawCandidates(spec, draw, candidates, 0, spec.candidates);
    policy.merits(candidates, query, scores);
    for (let i = 0; i < scores.length; i++) scores[i] = noisyScore(scores[i], policy.randomness, draw);
    topOf(scores, shown);
    for (let place = 0; place < POSITIONS; place++) {
      const row = query * POSITIONS + place;
      const from = shown[place] * d;
      for (let f = 0; f < d; f++) log.features[row * d + f] = candidates[from + f];
      log.position[row] = place + 1;
    }
  };
}

/** How a platform shows things, and how many words and normals that takes beside device and labels. */
function showing(spec: WorldSpec, truth: Truth, seed: number, policy: Policy): { show: Show; normals: number } {
  const one = spec.queryFeatures + spec.itemFeatures;
  if (spec.logging === 'none') return { show: showAny(spec), normals: one };
  if (spec.logging === 'quantile')
    return { show: showPlaced(spec, policy, quantileLimits(spec, truth, seed)), normals: one + 1 };
  return { show: showBest(spec, policy), normals: spec.queryFeatures + spec.candidates * (spec.itemFeatures + 1) };
}

/**
 * One log. Every query draws from a sub-sequence of its own, so a longer log begins with the rows of a shorter one.
 * @param stream - STREAM.trainQueries or STREAM.heldOutQueries
 * @param policy - decides what is shown where
 */
export function createLog(
  spec: WorldSpec,
  truth: Truth,
  seed: number,
  stream: number,
  wanted: number,
  policy = worldPolicy(spec, truth),
): WorldLog {
  const perQuery = spec.logging === 'ranked' ? POSITIONS : 1;
  const queries = Math.floor(wanted / perQuery);
  const log = emptyLog(queries * perQuery, spec.queryFeatures + spec.itemFeatures);
  const { show, normals } = showing(spec, truth, seed, policy);
  const words = 1 + perQuery * LABEL_DRAWS.words;
  const atOnce = Math.floor(BLOCK / perQuery);
  const luck = new Float64Array(4 * atOnce * perQuery);

  for (let first = 0; first < queries; first += atOnce) {
    const count = Math.min(atOnce, queries - first);
    for (let i = 0; i < count; i++) {
      const query = first + i;
      const draw = new RandomStream(seed, stream, query).expect(words, normals + perQuery * LABEL_DRAWS.normals);
      const row = query * perQuery;
      const device = drawDevice(draw);
      for (let place = row; place < row + perQuery; place++) {
        log.device[place] = device;
        log.query[place] = query;
      }
      show(log, query, draw);
      drawLuck(draw, luck, i * perQuery, perQuery);
    }
    fillTruth(spec, truth, log, first * perQuery, count * perQuery);
    setLabels(spec, truth, log, first * perQuery, count * perQuery, luck);
  }
  return log;
}
