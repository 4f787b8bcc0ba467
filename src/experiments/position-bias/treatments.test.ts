import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import type { Engine, EngineData } from '../../engine/types.ts';
import { BatchDraw } from '../../engine/batch.ts';
import { bestAdditive } from '../../metrics/bestAdditive.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { createWorld } from '../../world/world.ts';
import { biasPreset, BIAS_PRESETS, presetOf } from './presets.ts';
import { encodeState } from '../../run/link.ts';
import { decodeState } from '../../run/readLink.ts';
import { defaultState } from '../../run/labState.ts';
import { runMissing } from './missingStudy.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import { runTreatments, SERVE_POSITIONS, TREATMENTS, type TreatedWorld } from './treatments.ts';
import { differences, summariseTreatments, verdict } from './treatmentsSummary.ts';

const small = (() => {
  const base = positionBiasRun();
  return {
    ...base,
    world: { ...base.world, impressions: 900, heldOut: 450 },
    training: { ...base.training, steps: 12, batch: 32 },
  };
})();

describe('the treatments', () => {
  it('train in lockstep on the same impressions, in the same order, from the same weights', async () => {
    const opened: { population: PopulationSpec; data: readonly EngineData[]; engine: Engine }[] = [];
    const together: number[][] = [];
    const worlds = await runTreatments(
      { base: small, treatments: TREATMENTS, seeds: 2, seedBase: 5, queries: 20 },
      {
        evaluations: 3,
        open: async (population, data) => {
          const engine = await createScalarEngine(population, data);
          opened.push({ population, data, engine });
          return engine;
        },
        onMeasured: (measured) => {
          together.push(opened.map(({ engine }) => engine.step));
          expect(measured.map(({ seed, step }) => [seed, step])).toEqual([
            [5, opened[0].engine.step],
            [6, opened[0].engine.step],
          ]);
        },
      },
    );
    expect(opened).toHaveLength(4);
    expect(together).toEqual([
      [4, 4, 4, 4],
      [8, 8, 8, 8],
      [12, 12, 12, 12],
    ]);
    const batches = opened.map(({ population, data }) =>
      population.replicas.map((replica) => {
        const draw = new BatchDraw(population);
        return [0, 11].map((step) => {
          draw.draw(replica, step, data[replica.data].train);
          return [...draw.rows, ...draw.position];
        });
      }),
    );
    for (let arm = 1; arm < 4; arm++) {
      opened[arm].data.forEach((data, i) => {
        expect(data.train).toBe(opened[0].data[i].train);
        expect(data.heldOut).toBe(opened[0].data[i].heldOut);
      });
      expect(opened[arm].population.replicas).toEqual(opened[0].population.replicas);
      expect(batches[arm]).toEqual(batches[0]);
    }
    expect(new Set(opened.map(({ population }) => population.model.biasHandling))).toEqual(new Set(TREATMENTS));

    for (const world of worlds) {
      expect(Object.keys(world.treatments)).toEqual([...TREATMENTS]);
      expect(world.learnedBias).toHaveLength(3);
      expect(world.oracle).toBeGreaterThan(world.random);
      for (const treatment of TREATMENTS) {
        const { logLoss, calibration, ndcg, expectedClicks } = world.treatments[treatment]!;
        expect(logLoss).toBeGreaterThan(0.2);
        expect(calibration).toBeGreaterThan(0);
        expect(ndcg).toBeLessThan(1);
        expect(expectedClicks).toBeLessThan(world.oracle);
      }
      // Every row of the input feature's table has learned something else, so each way of serving ranks differently.
      const { servedAs, correlation } = world.treatments['input-feature']!;
      expect(new Set([correlation, servedAs!.first.correlation, servedAs!.zero.correlation]).size).toBe(3);
    }
  });

  it('under examination clicks say which table was the best, and how far the learned one is from it', async () => {
    const base = { ...small, world: { ...small.world, clickModel: 'examination' as const } };
    const [examined] = await runTreatments(
      { base, treatments: ['shallow-tower'], seeds: 1, seedBase: 3, queries: 9 },
      { open: createScalarEngine },
    );
    const { table, error, rmse } = examined.bestAdditive!;
    const best = bestAdditive(createWorld(base.world, 3));
    expect(error).toBe(best.error);
    best.table.forEach((curve, device) => {
      const mean = curve.reduce((sum, value) => sum + value / 9, 0);
      curve.forEach((value, p) => expect(table[device][p]).toBeCloseTo(value - mean, 12));
    });
    const distance = (target: number[][]): number =>
      Math.sqrt(examined.learnedBias!.flat().reduce((sum, value, i) => sum + (value - target.flat()[i]) ** 2 / 27, 0));
    expect(rmse).toBeCloseTo(distance(table), 12);
    expect(examined.rmse).toBeCloseTo(distance(examined.trueBias), 12);
    expect(summariseTreatments([examined]).bias.bestAdditive?.rmse.mean).toBe(rmse);
    const [additive] = await runTreatments(
      { base: small, treatments: ['none'], seeds: 1, seedBase: 3, queries: 9 },
      { open: createScalarEngine },
    );
    expect(additive.bestAdditive).toBeNull();
  });

  it('stop when they are asked to, and free every engine', async () => {
    const stop = new AbortController();
    let alive = 0;
    const running = runTreatments(
      { base: small, treatments: TREATMENTS, seeds: 1, seedBase: 1 },
      {
        signal: stop.signal,
        open: async (population, data) => {
          const engine = await createScalarEngine(population, data);
          alive++;
          engine.dispose = () => {
            alive--;
          };
          return engine;
        },
        onProgress: () => {
          stop.abort();
        },
      },
    );
    await expect(running).rejects.toThrow(/abort/i);
    expect(alive).toBe(0);
  });
});

/** A world on which each treatment's page earns the given clicks. */
function world(seed: number, clicks: Record<(typeof TREATMENTS)[number], number>, zero = 2): TreatedWorld {
  const of = (expectedClicks: number) => ({
    logLoss: 0.5,
    calibration: 0.01,
    ndcg: 0.9,
    correlation: 0.8,
    expectedClicks,
  });
  return {
    seed,
    step: 1,
    learnedBias: null,
    trueBias: [],
    rmse: 0.1 * seed,
    r: 0.9,
    slope: 1,
    missingLogitError: NaN,
    bestAdditive: null,
    oracle: 2.2,
    random: 1.5,
    treatments: {
      none: of(clicks.none),
      adversarial: of(clicks.adversarial),
      'shallow-tower': of(clicks['shallow-tower']),
      'input-feature': { ...of(clicks['input-feature']), servedAs: { first: of(2), zero: of(zero) } },
    },
  };
}

describe('the summary of treatments', () => {
  const worlds = [
    world(1, { none: 2, 'input-feature': 2.02, adversarial: 1.98, 'shallow-tower': 2.04 }),
    world(2, { none: 2, 'input-feature': 1.98, adversarial: 1.96, 'shallow-tower': 2.06 }),
    world(3, { none: 2, 'input-feature': 2.01, adversarial: 1.97, 'shallow-tower': 2.05 }, 1),
  ];
  it('gives lifts over none in percent, with Student-t intervals over worlds', () => {
    const { lifts, bias, metrics, against } = summariseTreatments(worlds);
    // 2%, 3%, 2.5%: mean 2.5, deviation .5, t(2) = 4.3027.
    expect(lifts['shallow-tower']?.mean).toBeCloseTo(2.5, 10);
    expect(lifts['shallow-tower']?.high).toBeCloseTo(2.5 + (4.30265273 * 0.5) / Math.sqrt(3), 6);
    expect(lifts.oracle?.mean).toBeCloseTo(10, 10);
    expect(bias.rmse.mean).toBeCloseTo(0.2, 10);
    expect(bias.missingLogitError.n).toBe(0);
    expect(metrics.none?.lift).toMatchObject({ mean: 0, low: 0, high: 0 });
    expect(against['shallow-tower']?.lift.low).toBeCloseTo(lifts['shallow-tower']!.low, 10);
    expect(against['shallow-tower']?.ndcg).toMatchObject({ n: 3, mean: 0 });
  });
  it('serves the input feature as it is told', () => {
    expect([...SERVE_POSITIONS]).toEqual(['missing', 'first', 'zero']);
    const other = worlds.map((each) => {
      const input = each.treatments['input-feature']!;
      const first = { ndcg: 0.7, correlation: 0.6, expectedClicks: 2.1 };
      const zero = { ndcg: 0.5, correlation: 0.4, expectedClicks: 2.2 };
      return { ...each, treatments: { ...each.treatments, 'input-feature': { ...input, servedAs: { first, zero } } } };
    });
    const served = (serve: (typeof SERVE_POSITIONS)[number]) => {
      const { metrics, against } = summariseTreatments(other, serve);
      const { lift, ndcg, correlation, logLoss, calibration } = metrics['input-feature']!;
      const means = [lift, ndcg, correlation, logLoss, calibration].map(({ mean }) => Number(mean.toFixed(6)));
      return [...means, Number(against['input-feature']!.ndcg.mean.toFixed(6))];
    };
    // None has an NDCG of 0.9; log loss and calibration are of the logged positions, however it is served.
    expect(served('missing')).toEqual([0.166667, 0.9, 0.8, 0.5, 0.01, 0]);
    expect(served('first')).toEqual([5, 0.7, 0.6, 0.5, 0.01, -0.2]);
    expect(served('zero')).toEqual([10, 0.5, 0.4, 0.5, 0.01, -0.4]);
    expect(summariseTreatments(other, 'zero').metrics.none?.ndcg.mean).toBeCloseTo(0.9, 12);
    expect(summariseTreatments(worlds, 'first').lifts['input-feature']?.mean).toBe(0);
    expect(summariseTreatments(worlds, 'zero').lifts['input-feature']?.mean).toBeCloseTo(-50 / 3, 10);
  });
  it('tells which treatments differ, the better one first', () => {
    expect(verdict(worlds)).toEqual({ better: ['shallow-tower'], worse: ['adversarial'], open: ['input-feature'] });
    const pair = differences(worlds).find(
      ({ worse, better }) => better === 'shallow-tower' && worse === 'adversarial',
    )!;
    expect(pair.mean).toBeCloseTo(4, 10); // 3, 5 and 4 points
    expect(pair.significant).toBe(true);
    expect(differences(worlds)).toHaveLength(6);
    const between = (x: string, y: string) =>
      differences(worlds).find(({ better, worse }) => [x, y].includes(better) && [x, y].includes(worse))!;
    // Lifts of 1%, -1% and 0.5%: mean 1/6, deviation 1.0408; too little to tell.
    const little = between('none', 'input-feature');
    expect([little.better, little.worse, little.n, little.significant]).toEqual(['input-feature', 'none', 3, false]);
    expect(little.mean).toBeCloseTo(1 / 6, 10);
    expect(little.low).toBeCloseTo(1 / 6 - (4.30265273 * 1.040833) / Math.sqrt(3), 5);
    // -1%, -2% and -1.5%, turned round: 1.5 ± 4.3027 · 0.5 / √3.
    const turned = between('none', 'adversarial');
    expect([turned.better, turned.worse, turned.significant]).toEqual(['none', 'adversarial', true]);
    expect([turned.mean, turned.deviation]).toEqual([expect.closeTo(1.5, 10), expect.closeTo(0.5, 10)]);
    expect(turned.low).toBeCloseTo(1.5 - (4.30265273 * 0.5) / Math.sqrt(3), 6);
    expect(turned.high).toBeCloseTo(1.5 + (4.30265273 * 0.5) / Math.sqrt(3), 6);
    // t = 1.5 / (0.5 / √3) = 5.196 with two degrees of freedom: p = 1 - t / √(2 + t²).
    expect(turned.p).toBeCloseTo(1 - Math.sqrt(27 / 29), 6);
  });
  it('compares nothing with a baseline that was not trained', () => {
    const alone = worlds.map((w) => ({ ...w, treatments: { 'shallow-tower': w.treatments['shallow-tower'] } }));
    expect(summariseTreatments(alone).lifts).toEqual({});
    expect(differences(alone)).toEqual([]);
  });
});

describe('position dropout', () => {
  it('is what "missing" learns from', async () => {
    const base = {
      ...small,
      world: { ...small.world, impressions: 4_500 },
      training: { ...small.training, steps: 300, batch: 64 },
    };
    const runs = await runMissing({ base, rates: [0, 0.3], seeds: 2, seedBase: 1 }, { open: createScalarEngine });
    expect(runs.map(({ rate, seed }) => [rate, seed])).toEqual([
      [0, 1],
      [0, 2],
      [0.3, 1],
      [0.3, 2],
    ]);
    const mean = (rate: number): number =>
      runs.filter((run) => run.rate === rate).reduce((sum, run) => sum + run.missingError / 2, 0);
    expect(mean(0.3)).toBeLessThan(mean(0));
  });
});

describe('the presets', () => {
  it.each(BIAS_PRESETS)('%s is a state that a link can carry', (name) => {
    const state = { ...defaultState(), run: biasPreset(name, defaultState().run.seeds) };
    const { state: read, problems } = decodeState(encodeState(state));
    expect(problems).toEqual([]);
    expect(read).toEqual(state);
    expect(presetOf(read.run)).toBe(name);
  });
});
