/** Fresh queries with all their candidates, for simulated serving: what would be clicked if a model ranked them. */
import { CLICK, POSITIONS, TASK_COUNT, type WorldSpec } from './spec.ts';
import { RandomStream, STREAM } from './random.ts';
import { utilityOf } from './truth.ts';
import type { Impressions, Truth, World } from './types.ts';
import { clickProbability } from './labels.ts';
import { drawDevice } from './logging.ts';

/**
 * Queries nobody has trained on; all labels unobserved, positions missing.
 * @param queries - how many; @param candidates - items each, at least nine
 * @returns a log of queries × candidates rows, query by query, with true utilities and click logits
 */
export function servingQueries(world: World, queries: number, candidates = world.spec.candidates): Impressions {
  const { spec, truth, seed } = world;
  const d = spec.queryFeatures + spec.itemFeatures;
  const rows = queries * candidates;
  const log: Impressions = {
    rows, featureCount: d, features: new Float32Array(rows * d), device: new Uint8Array(rows), position: new Uint8Array(rows),
    labels: new Float32Array(rows * TASK_COUNT), observed: new Uint8Array(rows * TASK_COUNT), query: new Uint32Array(rows),
    utility: new Float32Array(rows * TASK_COUNT), clickLogit: new Float32Array(rows), clickProbability: new Float32Array(rows),
  };
  for (let q = 0; q < queries; q++) {
    const draw = new RandomStream(seed, STREAM.simulation, q);
    const device = drawDevice(draw);
    const shared = Float32Array.from({ length: spec.queryFeatures }, () => draw.normal());
    for (let i = 0; i < candidates; i++) {
      const row = q * candidates + i;
      log.features.set(shared, row * d);
      for (let f = spec.queryFeatures; f < d; f++) log.features[row * d + f] = draw.normal();
      log.device[row] = device;
      log.query[row] = q;
      for (let k = 0; k < TASK_COUNT; k++) log.utility[row * TASK_COUNT + k] = utilityOf(truth, k, log.features, row * d);
      log.clickLogit[row] = spec.clickGain * log.utility[row * TASK_COUNT + CLICK] + spec.clickOffset;
      log.clickProbability[row] = clickProbability(spec, log.clickLogit[row], 0);
    }
  }
  return log;
}

/**
 * Expected clicks of one result page: P(click) of each shown item at its position, summed.
 * @param clickLogits - true click logits of the items in the order shown, at most nine count
 */
export function expectedClicks(spec: Pick<WorldSpec, 'clickModel'>, truth: Pick<Truth, 'bias'>, device: number, clickLogits: readonly number[]): number {
  return clickLogits.slice(0, POSITIONS).reduce((sum, logit, p) => sum + clickProbability(spec, logit, truth.bias[device][p]), 0);
}
