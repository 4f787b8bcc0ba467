import { describe, expect, it } from 'vitest';
import { createScorer } from '../engine/score.ts';
import { blockOf, parameterLayout } from '../model/layout.ts';
import { PLAIN_SERVING } from '../model/cures.ts';
import { defaultRun, modelOf } from '../run/runSpec.ts';
import { createTruth } from '../world/truth.ts';
import { servingQueries, trueOutputs } from '../world/serving.ts';
import { QUERIES, Server, type Served } from './server.ts';

const run = defaultRun();
const served = (handling: 'shallow-tower' | 'input-feature' | 'none' = 'input-feature', seed = 16): Served => {
  const model = modelOf({ ...run, model: { ...run.model, biasHandling: handling } });
  const parameters = Float32Array.from({ length: parameterLayout(model).length }, (_, i) => Math.sin(i * i) / 2);
  return { world: run.world, seed, model, parameters, predicts: PLAIN_SERVING };
};
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const equal = [1, 1, 1, 1];
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the serving of one query', () => {
  it('is the platform’s query, scored as asked', () => {
    const ask = served();
    const server = new Server();
    const truth = createTruth(run.world, 16);
    const own = servingQueries({ spec: run.world, truth, seed: 16 }, 8, 40);
    const score = createScorer(ask.model, ask.parameters);
    for (const [position, told] of [
      ['missing', 'missing'],
      ['first', 1],
    ] as const) {
      const { log, outputs, truth: perfect } = server.list({ ...ask, query: 7, candidates: 40, position });
      expect(Array.from(log.features)).toEqual(Array.from(own.features.subarray(7 * 40 * 16)));
      expect(Array.from(outputs)).toEqual(Array.from(score(own, { position: told, from: 280 })));
      expect(perfect[4 * 5]).toBeCloseTo(own.clickLogit[285], 6);
      expect(perfect[4 * 5 + 2]).toBeCloseTo(3 * own.utility[4 * 285 + 2], 5);
    }
    const logged = server.list({ ...ask, query: 7, candidates: 40, position: 'logged' });
    for (const row of [0, 13, 39]) {
      const position = logged.log.position[row];
      const alone = score(logged.log, { position: position || 'missing', from: row, to: row + 1 });
      expect(Array.from(logged.outputs.subarray(4 * row, 4 * row + 4))).toEqual(Array.from(alone));
    }
  });

  it('follows the parameters, and another platform', () => {
    const server = new Server();
    const ask = { query: 0, candidates: 12, position: 'missing' as const };
    const first = server.list({ ...served(), ...ask });
    const trained = served();
    trained.parameters[3] += 1;
    expect(server.list({ ...trained, ...ask }).outputs).not.toEqual(first.outputs);
    expect(server.list({ ...served('input-feature', 17), ...ask }).log.features[0]).not.toBe(first.log.features[0]);
  });
});

describe('what many pages are worth', () => {
  const server = new Server();
  const worth = server.worth({ ...served(), form: 'sum', weights: equal, position: 'missing' })!;

  it('lies between random and the truth at equal weights, as far as what is measured goes', () => {
    expect(worth.queries).toBe(QUERIES);
    const sum = (of: typeof worth.mine): number => of.clicks.mean + of.likes.mean;
    expect(sum(worth.oracle)).toBeGreaterThan(sum(worth.random));
    expect(sum(worth.oracle)).toBeGreaterThan(sum(worth.mine));
    expect(worth.curve).toHaveLength(21);
    // Equal weights are half satisfaction.
    expect(worth.curve[10].clicks).toBeCloseTo(worth.mine.clicks.mean, 9);
    expect(worth.oracleCurve[10].likes).toBeCloseTo(worth.oracle.likes.mean, 9);
  });

  it('what the model expects is the sum of its own probabilities of what it shows', () => {
    const ask = served();
    const log = servingQueries({ spec: run.world, truth: createTruth(run.world, 16), seed: 16 }, QUERIES);
    const outputs = createScorer(ask.model, ask.parameters)(log);
    let [clicks, likes] = [0, 0];
    for (let query = 0; query < QUERIES; query++) {
      const rows = Array.from({ length: 15 }, (_, i) => query * 15 + i);
      const of = (row: number, k: number): number => outputs[row * 4 + k];
      const score = (row: number): number => sigmoid(of(row, 0)) + of(row, 1) + sigmoid(of(row, 2)) + of(row, 3);
      for (const row of rows.sort((a, b) => score(b) - score(a)).slice(0, 9)) {
        clicks += sigmoid(of(row, 0)) / QUERIES;
        likes += sigmoid(of(row, 2)) / QUERIES;
      }
    }
    expect(worth.predicted.clicks).toBeCloseTo(clicks, 6);
    expect(worth.predicted.likes).toBeCloseTo(likes, 6); // all labels observed: no click is needed
  });

  it('a wrong position replaces items of a model that reads it, and none of one that does not', () => {
    expect(worth.servings.missing.replaced.mean).toBe(0);
    expect(worth.servings.missing.clicksLift.mean).toBe(0);
    expect(worth.servings.logged.replaced.mean).toBeGreaterThan(0.1);
    expect(worth.servings.first.worth.clicks.mean - worth.mine.clicks.mean).toBeCloseTo(
      worth.servings.first.clicksLift.mean,
      9,
    );
    const blind = server.worth({ ...served('none'), form: 'sum', weights: equal, position: 'logged' })!;
    expect([blind.servings.first.replaced.mean, blind.servings.logged.replaced.mean]).toEqual([0, 0]);
  });

  it('counts what is replaced page by page', () => {
    const ask = served();
    const log = servingQueries({ spec: run.world, truth: createTruth(run.world, 16), seed: 16 }, QUERIES);
    const score = createScorer(ask.model, ask.parameters);
    const shownAt = (position: 'missing' | number): Set<number>[] => {
      const outputs = score(log, { position });
      const of = (row: number): number =>
        [0, 2].reduce((sum, k) => sum + sigmoid(outputs[row * 4 + k]) + outputs[row * 4 + k + 1], 0);
      return Array.from({ length: QUERIES }, (_, query) => {
        const rows = Array.from({ length: 15 }, (_row, i) => query * 15 + i);
        return new Set(rows.sort((a, b) => of(b) - of(a)).slice(0, 9));
      });
    };
    const [missing, first] = [shownAt('missing'), shownAt(1)];
    const replaced = first.map((page, query) => [...page].filter((row) => !missing[query].has(row)).length);
    expect(worth.servings.first.replaced.mean).toBeCloseTo(mean(replaced), 9);
    const squares = mean(replaced.map((value) => (value - mean(replaced)) ** 2));
    expect(worth.servings.first.replaced.deviation).toBeCloseTo(Math.sqrt((squares * QUERIES) / (QUERIES - 1)), 9);
  });

  it('has beside it what the same model earns with all weights at 1, whatever the weights are', () => {
    for (const position of ['missing', 'logged'] as const) {
      const liked = server.worth({ ...served(), form: 'sum', weights: [0, 0, 3, 0.5], position })!;
      expect(liked.even).toEqual(worth.servings[position].worth);
      expect(liked.mine.clicks.mean).not.toBeCloseTo(liked.even.clicks.mean, 2);
    }
    // A product of them would rank otherwise.
    const product = server.worth({ ...served(), form: 'product', weights: [0, 0, 3, 0.5], position: 'missing' })!;
    expect(product.even).not.toEqual(worth.mine);
  });

  it('is asked for at the position served', () => {
    const logged = server.worth({ ...served(), form: 'sum', weights: equal, position: 'logged' })!;
    expect(logged.mine).toEqual(worth.servings.logged.worth);
  });

  it('nine at random are as unlike as all candidates are: ten features, √(2 · 10) and a little less', () => {
    expect(worth.diversity.random).toBeGreaterThan(4.2);
    expect(worth.diversity.random).toBeLessThan(Math.sqrt(20));
    expect(worth.diversity.mine).toBeGreaterThan(3);
  });

  it('is as diverse as what the model shows, and as what the truth would show', () => {
    const ask = served();
    const log = servingQueries({ spec: run.world, truth: createTruth(run.world, 16), seed: 16 }, QUERIES);
    const { queryFeatures } = run.world;
    const item = (row: number): Float32Array => log.features.subarray(row * 16 + queryFeatures, (row + 1) * 16);
    const apart = (a: number, b: number): number => Math.hypot(...item(a).map((value, f) => value - item(b)[f]));
    const diversity = (outputs: Float32Array): number => {
      const of = (row: number): number =>
        [0, 2].reduce((sum, k) => sum + sigmoid(outputs[row * 4 + k]) + outputs[row * 4 + k + 1], 0);
      return mean(
        Array.from({ length: QUERIES }, (_, query) => {
          const rows = Array.from({ length: 15 }, (_row, i) => query * 15 + i);
          const nine = rows.sort((a, b) => of(b) - of(a)).slice(0, 9);
          return mean(nine.flatMap((a, i) => nine.slice(0, i).map((b) => apart(a, b))));
        }),
      );
    };
    expect(worth.diversity.mine).toBeCloseTo(diversity(createScorer(ask.model, ask.parameters)(log)), 6);
    expect(worth.diversity.oracle).toBeCloseTo(diversity(trueOutputs(run.world, log)), 6);
  });

  it('expects a like only of what it expects to be clicked, where labels come with clicks', () => {
    const ask = served('none');
    // Nothing but the towers' constants: the same of every candidate. A click in four, a like in five.
    ask.parameters.fill(0);
    const layout = parameterLayout(ask.model);
    blockOf(layout, ask.parameters, 'towers/b').set([-Math.log(3), 0, -Math.log(4), 0]);
    for (const [labels, likes] of [
      ['all', 9 / 5],
      ['clicked', 9 / 20],
    ] as const) {
      const world = { ...run.world, labels };
      const { predicted } = server.worth({ ...ask, world, form: 'sum', weights: equal, position: 'missing' })!;
      expect(predicted.clicks).toBeCloseTo(9 / 4, 6);
      expect(predicted.likes).toBeCloseTo(likes, 6);
    }
  });

  it('is nothing where no weight ranks', () => {
    expect(server.worth({ ...served(), form: 'sum', weights: [0, 0, 0, 0], position: 'missing' })).toBeNull();
  });
});

it('time is the median of five goes of at least four milliseconds', () => {
  // A go takes one look at the clock before, one after every scoring, and one at its end; here one scoring is enough for each.
  const lengths = [9, 5, 30, 7, 6];
  const ticks = lengths.flatMap((length) => [0, length, length]);
  let at = 0;
  const [{ candidates, ms }] = new Server().time(served(), [10], () => ticks[at++]);
  expect([candidates, ms]).toEqual([10, 7]);
  // Two milliseconds a scoring: two of them, and the clock's own look.
  let clock = 0;
  const [ten, thirty] = new Server().time(served(), [10, 30], () => (clock += 2));
  expect([ten, thirty]).toEqual([
    { candidates: 10, ms: 3 },
    { candidates: 30, ms: 3 },
  ]);
});

it('takes longer for longer lists by the real clock', () => {
  const [ten, thousand] = new Server().time(served(), [10, 1000]);
  // A hundred times as many.
  expect(thousand.ms).toBeGreaterThan(5 * ten.ms);
});
