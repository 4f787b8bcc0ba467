/** Makes a platform and its two logs out of a spec and a seed. Pure: equal spec and seed give equal bytes. */
import { POSITIONS, type WorldSpec } from './spec.ts';
import { drawLabels, emptyLog, fillTruth } from './labels.ts';
import {
  drawCandidates,
  drawDevice,
  drawQueries,
  noisyScore,
  quantileLimits,
  quantilePosition,
  topOf,
  worldPolicy,
} from './logging.ts';
import { RandomStream, STREAM } from './random.ts';
import { createTruth } from './truth.ts';
import type { Impressions, Policy, Truth, World } from './types.ts';
import { checkSeed, checkWorld } from './validate.ts';

/**
 * One log. Every query draws from a sub-sequence of its own, so a longer log begins with the rows of a shorter one.
 * @param stream - STREAM.trainQueries or STREAM.heldOutQueries
 * @param policy - decides what is shown where
 */
function createLog(
  spec: WorldSpec,
  truth: Truth,
  seed: number,
  stream: number,
  wanted: number,
  policy = worldPolicy(spec, truth),
): Impressions {
  const d = spec.queryFeatures + spec.itemFeatures;
  const ranked = spec.logging === 'ranked';
  const perQuery = ranked ? POSITIONS : 1;
  const count = ranked ? spec.candidates : 1;
  const queries = Math.floor(wanted / perQuery);
  const log = emptyLog(queries * perQuery, d);
  const limits = spec.logging === 'quantile' ? quantileLimits(spec, truth, seed) : undefined;
  const candidates = new Float32Array(count * d);
  const scores = new Float64Array(count);
  const shown = new Uint16Array(perQuery);

  for (let query = 0; query < queries; query++) {
    const draw = new RandomStream(seed, stream, query);
    const device = drawDevice(draw);
    drawCandidates(spec, draw, candidates, 0, count);
    if (spec.logging !== 'none') {
      policy.merits(candidates, query, scores);
      for (let i = 0; i < count; i++) scores[i] = noisyScore(scores[i], policy.randomness, draw);
    }
    if (ranked) topOf(scores, shown);
    for (let place = 0; place < perQuery; place++) {
      const row = query * perQuery + place;
      const from = shown[place] * d;
      for (let f = 0; f < d; f++) log.features[row * d + f] = candidates[from + f];
      log.device[row] = device;
      log.query[row] = query;
      log.position[row] = ranked ? place + 1 : limits ? quantilePosition(limits, scores[0]) : 0;
      fillTruth(spec, truth, log, row);
      drawLabels(spec, truth, log, row, draw);
    }
  }
  return log;
}

/**
 * Makes a platform.
 * @param spec - see {@link WorldSpec}
 * @param seed - unsigned 32-bit: the "data" seed
 * @returns the hidden truth, a training log and a held-out log from other queries; neither log, nor the truth, depends on the other log's length
 * @throws WorldSpecError naming the first field that is wrong
 */
export function createWorld(spec: WorldSpec, seed: number): World {
  checkWorld(spec);
  checkSeed(seed);
  const truth = createTruth(spec, seed);
  return {
    spec,
    seed,
    truth,
    train: createLog(spec, truth, seed, STREAM.trainQueries, spec.impressions),
    heldOut: createLog(spec, truth, seed, STREAM.heldOutQueries, spec.heldOut),
  };
}

/**
 * The log that a policy leaves behind on a platform: queries, candidates, randomness and what users do are drawn as in the platform's own
 * log, so that two policies under one seed are told apart by nothing but what they show. Under the platform's seed and by the platform's own
 * policy ({@link worldPolicy}) it is the platform's training log.
 * @param seed - unsigned 32-bit: which queries
 * @param impressions - rounded down to whole queries of nine
 * @throws RangeError where the platform does not rank, WorldSpecError on a bad seed
 */
export function policyLog(
  { spec, truth }: Pick<World, 'spec' | 'truth'>,
  seed: number,
  impressions: number,
  policy: Policy,
): Impressions {
  if (spec.logging !== 'ranked') throw new RangeError('a policy needs a platform that ranks its candidates');
  checkSeed(seed);
  return createLog(spec, truth, seed, STREAM.trainQueries, impressions, policy);
}

/**
 * All candidates of the queries that {@link policyLog} answers under the same seed, so that a model can score them at once.
 * @param impressions - of that log
 * @returns a log of queries × candidates rows, query by query: features and devices alone, neither truth nor labels
 */
export function policyCandidates({ spec }: Pick<World, 'spec'>, seed: number, impressions: number): Impressions {
  checkSeed(seed);
  const queries = Math.floor(impressions / POSITIONS);
  return drawQueries(spec, seed, STREAM.trainQueries, { queries, candidates: spec.candidates });
}
