import { describe, expect, it } from 'vitest';
import { combinedScores } from '../../metrics/combinedScore.ts';
import { pageWorth } from '../../metrics/pageWorth.ts';
import { sigmoid } from '../../world/labels.ts';
import { expectedClicks, servingQueries } from '../../world/serving.ts';
import { worldPolarization, worldW1, type WorldSpec } from '../../world/spec.ts';
import { createWorld } from '../../world/world.ts';
import { answer, answersOf, MOST_ARMS } from './answers.ts';
import { createPages, servedOf, type Ranker } from './pages.ts';
import { RandomStream, STREAM } from '../../world/random.ts';

const WEIGHTS = [1, 1, 1, 1];
const CANDIDATES = 12;

const served = (spec: WorldSpec, queries: number) => {
  const world = createWorld({ ...spec, impressions: 90, heldOut: 90 }, 5);
  return { world, of: servedOf(world, servingQueries(world, queries, CANDIDATES), CANDIDATES, 'sum', WEIGHTS) };
};
const biased = served(worldW1(), 200);
const plain = served(worldPolarization(), 5);

/** Ranks by one column of the truth, so that a page can be written down by hand. */
const byColumn = (task: number): Ranker => ({
  score: (log, { from = 0, to = log.rows, into } = {}) => {
    const outputs = into ?? new Float32Array((to - from) * 4);
    for (let row = from; row < to; row++)
      outputs.set([0, biased.of.log.utility[row * 4 + task], 0, 0], (row - from) * 4);
    return outputs;
  },
});

/** Rows of a query, best first by some value. */
const ranked = (query: number, value: (row: number) => number): number[] =>
  Array.from({ length: CANDIDATES }, (_, i) => query * CANDIDATES + i).sort((a, b) => value(b) - value(a));

describe('a page', () => {
  it('is the nine that the ranker scores best, worth what the truth says item by item', () => {
    const { world, of } = biased;
    const pageOf = createPages(world, 'sum', [0, 1, 0, 0], CANDIDATES);
    const page = pageOf(byColumn(1), of, 3);
    const rows = ranked(3, (row) => of.log.utility[row * 4 + 1]).slice(0, 9);
    const device = of.log.device[rows[0]];
    rows.forEach((row, p) => {
      expect(page.click[p]).toBeCloseTo(sigmoid(of.log.clickLogit[row] + world.truth.bias[device][p]), 12);
      expect(page.like[p]).toBeCloseTo(sigmoid(3 * of.log.utility[row * 4 + 2]), 12);
    });
    const clicks = expectedClicks(
      world.spec,
      world.truth,
      device,
      rows.map((row) => of.log.clickLogit[row]),
    );
    expect(page.click.reduce((a, b) => a + b)).toBeCloseTo(clicks, 12);
    expect(page.watchTime).toBeCloseTo(rows.reduce((sum, row) => sum + of.log.utility[row * 4 + 1], 0) / 9, 6);
    expect(page.rating).toBeCloseTo(rows.reduce((sum, row) => sum + of.log.utility[row * 4 + 3], 0) / 9, 6);
  });

  it('of the oracle has the largest true score of all 220 pages of nine out of twelve', () => {
    const { world, of } = biased;
    const pageOf = createPages(world, 'sum', WEIGHTS, CANDIDATES);
    for (const query of [0, 7]) {
      const scores = Array.from(of.truth.subarray(query * CANDIDATES, (query + 1) * CANDIDATES));
      const all: number[] = [];
      const total = scores.reduce((a, b) => a + b);
      for (let i = 0; i < CANDIDATES; i++)
        for (let j = i + 1; j < CANDIDATES; j++)
          for (let k = j + 1; k < CANDIDATES; k++) all.push((total - scores[i] - scores[j] - scores[k]) / 9);
      expect(all).toHaveLength(220);
      const oracle = pageOf('oracle', of, query);
      expect(oracle.utility).toBeCloseTo(Math.max(...all), 12);
      expect(oracle.best).toBeCloseTo(Math.max(...all), 12);
      // A random page has the mean of all candidates, which is that of all pages.
      expect(oracle.chance).toBeCloseTo(all.reduce((a, b) => a + b) / all.length, 12);
    }
  });

  it('of the random arm is another one for every query and has what chance has on average', () => {
    const { world, of } = biased;
    const pageOf = createPages(world, 'sum', WEIGHTS, CANDIDATES);
    const gains = Array.from({ length: 200 }, (_, query) => {
      const { utility, chance, best } = pageOf('random', of, query);
      expect(utility).toBeLessThanOrEqual(best + 1e-12);
      return utility - chance;
    });
    const mean = gains.reduce((a, b) => a + b) / 200;
    const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / 199);
    expect(Math.abs(mean)).toBeLessThan((3 * deviation) / Math.sqrt(200));
    expect(deviation).toBeGreaterThan(0.05);
  });

  it('has no position bias in a world without positions', () => {
    const { world, of } = plain;
    const page = createPages(world, 'sum', WEIGHTS, CANDIDATES)('oracle', of, 0);
    const scores = combinedScores(
      'sum',
      WEIGHTS,
      of.log.utility.map((z, i) => (i % 4 === 0 || i % 4 === 2 ? 3 * z : z)),
      of.log.rows,
    );
    const rows = ranked(0, (row) => scores[row]).slice(0, 9);
    rows.forEach((row, p) => {
      expect(page.click[p]).toBeCloseTo(sigmoid(of.log.clickLogit[row]), 6);
    });
  });
});

describe('answers', () => {
  const page = { click: Float64Array.of(0.9, 0.2), like: Float64Array.of(0.5, 0.1) };

  it('are as many clicks and likes as the truth has them expected', () => {
    expect(answer(page, 'all')).toEqual({ clicks: 1.1, likes: 0.6 });
    // A like needs a click: 0.45 + 0.02.
    expect(answer(page, 'clicked').likes).toBeCloseTo(0.47, 12);
    const sums = { clicks: 0, likes: 0 };
    for (let i = 0; i < 20_000; i++) {
      const { clicks, likes } = answer(page, 'clicked', new RandomStream(1, 0, i));
      sums.clicks += clicks / 20_000;
      sums.likes += likes / 20_000;
    }
    expect(sums.clicks).toBeCloseTo(1.1, 1);
    expect(sums.likes).toBeGreaterThan(0.45);
    expect(sums.likes).toBeLessThan(0.49);
  });

  it('that are expected are what the page is worth by the truth, whether or not a like needs a click', () => {
    for (const labels of ['all', 'clicked'] as const) {
      const { world, of } = served({ ...worldW1(), labels }, 3);
      const pageOf = createPages(world, 'sum', WEIGHTS, CANDIDATES);
      for (const query of [0, 2]) {
        const rows = ranked(query, (row) => of.truth[row]);
        const { clicks, likes } = pageWorth(world, of.log, rows);
        const expected = answer(pageOf('oracle', of, query), world.spec.labels);
        expect(expected.clicks).toBeCloseTo(clicks, 12);
        expect(expected.likes).toBeCloseTo(likes, 12);
      }
    }
  });

  it('are drawn by each arm and query from a sequence of its own, the same in every experiment of a seed', () => {
    const first = (query: number, arm: number): number => answersOf(6, query, arm, 'drawn')!.uniform();
    const all = [0, 1, 2].flatMap((query) => Array.from({ length: MOST_ARMS }, (_, arm) => first(query, arm)));
    expect(new Set(all).size).toBe(3 * MOST_ARMS);
    // Never renumbered: an experiment from a link would come out otherwise.
    expect(first(2, 3)).toBe(new RandomStream(6, STREAM.liveAnswers, 35).uniform());
    expect(answersOf(6, 2, 3, 'expected')).toBeUndefined();
  });
});
