import { describe, expect, it } from 'vitest';
import { excludesZero, sequenceBounds } from '../../metrics/confidenceSequence.ts';
import { independentLift } from '../../metrics/lift.ts';
import { Moments } from '../../metrics/moments.ts';
import { RandomStream, STREAM } from '../../world/random.ts';
import { servingQueries } from '../../world/serving.ts';
import { createWorld } from '../../world/world.ts';
import { nullPool } from './live.ts';
import { nullCourse, nullExperiments, nullRate } from './null.ts';
import { createPages, servedOf } from './pages.ts';
import { baseOf, type LiveSpec } from './spec.ts';

/** Pages of a pool: all items of a page alike, pages far apart. What users see of one query then goes together. */
const together = Float64Array.from({ length: 200 * 9 }, (_, i) => (Math.floor(i / 9) % 2 ? 0.8 : 0.2));
/** Every item of every page alike: impressions are independent. */
const apart = new Float64Array(200 * 9).fill(0.5);

describe('A/A experiments', () => {
  it('the sequence is hardly ever wrong, looking again and again often is, and so is counting impressions that go together', async () => {
    const result = await nullExperiments(together, 150, { queries: 600, seed: 3 });
    expect(result.experiments).toBe(150);
    // 5% and three standard errors of it.
    expect(result.everOutside.sequence / 150).toBeLessThanOrEqual(0.104);
    expect(result.everOutside.fixed / 150).toBeGreaterThan(0.25);
    expect(result.everOutside.impressions / 150).toBeGreaterThan(0.25);
    expect(nullRate(result, 'fixed').k).toBe(result.everOutside.fixed);
    expect(result.first.filter(({ fixed }) => fixed !== null)).toHaveLength(result.everOutside.fixed);
  });

  it('are what a sum over impressions, each one a unit, would say', async () => {
    const queries = 400;
    const { first } = await nullExperiments(together, 12, { queries, seed: 3 });
    const replayed = first.map((_, experiment) => {
      const draw = new RandomStream(3, STREAM.liveNull, experiment);
      const arms = [new Moments(), new Moments()];
      for (let query = 1; query <= queries; query++) {
        const page = draw.below(200);
        const arm = arms[draw.u32() % 2];
        for (let p = 0; p < 9; p++) arm.add(draw.uniform() < together[9 * page + p] ? 1 : 0);
        // Tightest at half of all 3,600 impressions.
        if (excludesZero(sequenceBounds(independentLift(arms[0], arms[1]), 1800))) return query;
      }
      return null;
    });
    expect(first.map(({ impressions }) => impressions)).toEqual(replayed);
    expect(replayed.some((query) => query !== null && query > 30)).toBe(true);
  });

  it('have a sequence that is tightest at half of the queries', async () => {
    const { first } = await nullExperiments(together, 100, { queries: 500, seed: 21 });
    const replayed = first.map((_, experiment) => {
      const draw = new RandomStream(21, STREAM.liveNull, experiment);
      const arms = [new Moments(), new Moments()];
      for (let query = 1; query <= 500; query++) {
        const page = draw.below(200);
        const arm = arms[draw.u32() % 2];
        arm.add(
          Array.from({ length: 9 }, (__, p) => Number(draw.uniform() < together[9 * page + p])).reduce((a, b) => a + b),
        );
        if (excludesZero(sequenceBounds(independentLift(arms[0], arms[1]), 250))) return query;
      }
      return null;
    });
    expect(first.map(({ sequence }) => sequence)).toEqual(replayed);
    expect(replayed.some((query) => query !== null)).toBe(true);
  });

  it('draw from the pages that control serves to fresh queries, each another one', () => {
    const spec: LiveSpec = {
      world: 'position-bias',
      steps: 1,
      control: 'none',
      arms: ['shallow-tower'],
      extras: [],
      form: 'sum',
      weights: [1, 0, 0, 0],
      queries: 100,
      candidates: 12,
      design: 'split',
      answers: 'drawn',
    };
    const world = createWorld({ ...baseOf(spec).world, impressions: 90, heldOut: 90 }, 8);
    // Ranks by the first feature of an item.
    const control = {
      score: (
        log: Parameters<typeof servedOf>[1],
        { from = 0, to = log.rows, into = new Float32Array(4 * (to - from)) } = {},
      ) => {
        for (let row = from; row < to; row++) into[4 * (row - from)] = log.features[row * log.featureCount + 6];
        return into;
      },
      diverged: false,
    };
    const pool = nullPool(
      spec,
      {
        seed: 8,
        world,
        models: new Map([
          ['none', control],
          ['shallow-tower', { ...control, score: () => new Float32Array(0) }],
        ]),
      } as never,
      130,
    );
    expect(pool).toHaveLength(130 * 9);
    const pageOf = createPages(world, 'sum', spec.weights, 12);
    for (const query of [0, 99, 100, 129]) {
      const alone = servedOf(world, servingQueries(world, 1, 12, 8, query), 12, 'sum', spec.weights);
      expect(pool.slice(9 * query, 9 * query + 9)).toEqual(pageOf(control as never, alone, 0).click);
    }
    expect(pool.slice(900, 909)).not.toEqual(pool.slice(0, 9));
  });

  it('impressions may be units where those of a page have nothing in common', async () => {
    const { everOutside } = await nullExperiments(apart, 150, { queries: 600, seed: 3 });
    expect(everOutside.impressions / 150).toBeLessThanOrEqual(0.104);
  });

  it('have a course that only rises, up to how many there were', () => {
    const none = { sequence: null, fixed: 30, impressions: 400 };
    const { at, sequence, fixed, impressions } = nullCourse([none, { ...none, fixed: 31, sequence: 200 }], 400);
    expect([at[0], at.at(-1), at.length]).toEqual([10, 400, 40]);
    expect([fixed[1], fixed[2], fixed[3]]).toEqual([0, 1, 2]);
    expect([sequence[18], sequence[19]]).toEqual([0, 1]);
    expect([impressions[38], impressions[39]]).toEqual([0, 2]);
    expect(nullCourse([], 50).at.every(Number.isInteger)).toBe(true);
  });

  it('no way is looked at before its burn-in, and experiments repeat', async () => {
    const once = await nullExperiments(together, 20, { queries: 400, seed: 8 });
    const portions: number[] = [];
    const again = await nullExperiments(together, 20, {
      queries: 400,
      seed: 8,
      onPortion: (some) => portions.push(some.length),
    });
    expect(again).toEqual(once);
    expect(portions).toEqual([5, 5, 5, 5]);
    for (const { sequence, fixed, impressions } of once.first) {
      for (const query of [sequence, fixed]) if (query !== null) expect(query).toBeGreaterThanOrEqual(30);
      // Four pages have 36 impressions.
      if (impressions !== null) expect(impressions).toBeGreaterThanOrEqual(4);
    }
  });

  it('stop between two portions', async () => {
    const stop = new AbortController();
    const run = nullExperiments(apart, 40, { queries: 40, seed: 1, signal: stop.signal });
    stop.abort();
    await expect(run).rejects.toThrow(/abort/i);
  });
});
