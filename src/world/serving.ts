/** Fresh queries with all their candidates, for simulated serving: what would be clicked if a model ranked them. */
import { CLICK, LIKE, POSITIONS, TASK_COUNT, type WorldSpec } from './spec.ts';
import { clickProbability, drawLabels, fillTruth, LABEL_DRAWS } from './labels.ts';
import { drawQueries } from './logging.ts';
import { RandomStream, STREAM } from './random.ts';
import type { WorldLog, Truth, World } from './types.ts';
import { checkSeed } from './validate.ts';

/**
 * Queries of the same platform that are in neither of its logs; all labels unobserved, positions missing. Every query draws from a
 * sub-sequence of its own: more queries, or more candidates, keep those that were there.
 * @param queries - how many
 * @param candidates - items each
 * @param seed - unsigned 32-bit; the default gives a world one set of queries for all comparisons on it
 * @param begin - number of the first query: a later portion of the same sequence
 * @returns a log of queries × candidates rows, query by query, with true utilities and click logits
 * @throws RangeError when a count is not a whole number above 0, WorldSpecError on a bad seed
 */
export function servingQueries(
  world: Pick<World, 'spec' | 'truth' | 'seed'>,
  queries: number,
  candidates = world.spec.candidates,
  seed = world.seed,
  begin = 0,
): WorldLog {
  for (const [name, value] of [
    ['queries', queries],
    ['candidates', candidates],
  ] as const) {
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`servingQueries: ${name} must be a whole number above 0, not ${String(value)}`);
  }
  checkSeed(seed);
  const { spec, truth } = world;
  const log = drawQueries(spec, seed, STREAM.simulation, { queries, candidates, begin });
  fillTruth(spec, truth, log, 0, log.rows);
  return log;
}

/**
 * Expected clicks of one result page: P(click) of each shown item at its position, summed. Exact, where drawing clicks would take some
 * 160,000 queries to tell rankings apart.
 * @param clickLogits - true click logits of the items in the order shown, at most nine count
 */
export function expectedClicks(
  spec: Pick<WorldSpec, 'clickModel'>,
  truth: Pick<Truth, 'bias'>,
  device: number,
  clickLogits: readonly number[],
): number {
  return clickLogits
    .slice(0, POSITIONS)
    .reduce((sum, logit, p) => sum + clickProbability(spec, logit, truth.bias[device][p]), 0);
}

/**
 * Draws labels for fresh queries, as users would have given them where every label is observed and no position plays a part.
 * @param log - from {@link servingQueries}; a copy with labels is returned
 * @param seed - unsigned 32-bit
 */
export function labelled(world: World, log: WorldLog, seed = world.seed): WorldLog {
  const { spec, truth } = world;
  const own = { ...log, labels: log.labels.slice(), observed: log.observed.slice() };
  const draw = new RandomStream(seed, STREAM.simulatedLabels);
  draw.expect(LABEL_DRAWS.words * own.rows, LABEL_DRAWS.normals * own.rows);
  for (let row = 0; row < own.rows; row++) drawLabels({ ...spec, labels: 'all' }, truth, own, row, draw);
  return own;
}

/**
 * What a perfect model would predict, in the form in which engines predict: the yardstick of every ranking.
 * @returns [rows × 4] the click logit without bias, the utility of watch time, the like logit, the utility of rating
 */
export function trueOutputs(spec: Pick<WorldSpec, 'likeGain'>, log: WorldLog): Float32Array {
  const outputs = log.utility.slice();
  for (let row = 0; row < log.rows; row++) {
    outputs[row * TASK_COUNT + CLICK] = log.clickLogit[row];
    outputs[row * TASK_COUNT + LIKE] *= spec.likeGain;
  }
  return outputs;
}
