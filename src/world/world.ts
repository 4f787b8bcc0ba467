/** Makes a platform and its two logs out of a spec and a seed. Pure: equal spec and seed give equal bytes. */
import { createLog } from './log.ts';
import { drawQueries } from './logging.ts';
import { POSITIONS, type WorldSpec } from './spec.ts';
import { STREAM } from './random.ts';
import { createTruth } from './truth.ts';
import type { WorldLog, Policy, World } from './types.ts';
import { checkSeed, checkWorld } from './validate.ts';

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
): WorldLog {
  if (spec.logging !== 'ranked') throw new RangeError('a policy needs a platform that ranks its candidates');
  checkSeed(seed);
  return createLog(spec, truth, seed, STREAM.trainQueries, impressions, policy);
}

/**
 * All candidates of the queries that {@link policyLog} answers under the same seed, so that a model can score them at once.
 * @param impressions - of that log
 * @returns a log of queries × candidates rows, query by query: features and devices alone, neither truth nor labels
 */
export function policyCandidates({ spec }: Pick<World, 'spec'>, seed: number, impressions: number): WorldLog {
  checkSeed(seed);
  const queries = Math.floor(impressions / POSITIONS);
  return drawQueries(spec, seed, STREAM.trainQueries, { queries, candidates: spec.candidates });
}
