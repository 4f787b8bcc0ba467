import { describe, expect, it } from 'vitest';
import { EngineLimitError } from '../../engine/types.ts';
import { biasFit, biasTarget, bestMissing } from '../../metrics/bias.ts';
import { parameterLayout, tableRow } from '../../model/layout.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import { knownEngines, type Asked, type Known } from '../../study/testing/knownEngine.ts';
import { expectedClicks, servingQueries } from '../../world/serving.ts';
import type { WorldLog, World } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { runMissing } from './missingStudy.ts';
import { positionBias, type PositionBiasResults } from './positionBias.ts';
import { runTreatments, TREATMENTS, type TreatedWorld, type Treatment } from './treatments.ts';

// What the chapter claims, against an engine whose predictions are known: each number is one that only the right code gives.

const start = positionBiasRun();
const base = {
  ...start,
  world: { ...start.world, impressions: 180, heldOut: 90, misalignment: 0.7 },
  training: { ...start.training, steps: 6, batch: 8 },
};
const QUERIES = 12;
const heldOutRows = 90;

/** The page that a ranking by `score` shows: its clicks and its NDCG at nine, by the definition. */
function served(world: World, score: (serving: WorldLog, row: number) => number): { clicks: number; ndcg: number } {
  const serving = servingQueries(world, QUERIES);
  const { candidates } = world.spec;
  let [clicks, ndcg] = [0, 0];
  for (let q = 0; q < QUERIES; q++) {
    const rows = Array.from({ length: candidates }, (_, i) => q * candidates + i);
    const ranked = [...rows].sort((a, b) => score(serving, b) - score(serving, a) || a - b).slice(0, 9);
    const best = [...rows].sort((a, b) => serving.clickProbability[b] - serving.clickProbability[a]).slice(0, 9);
    const dcg = (order: number[]): number =>
      order.reduce((sum, row, i) => sum + serving.clickProbability[row] / Math.log2(i + 2), 0);
    ndcg += dcg(ranked) / dcg(best) / QUERIES;
    const shown = ranked.map((row) => serving.clickLogit[row]);
    clicks += expectedClicks(world.spec, world.truth, serving.device[rows[0]], shown) / QUERIES;
  }
  return { clicks, ndcg };
}

const truth = (serving: WorldLog, row: number): number => serving.clickLogit[row];
/** Spreads rows without any order of theirs. */
const shuffled = (_: WorldLog, row: number): number => (row * 7919) % 1009;
const WORTH: Record<'best' | 'worst' | 'shuffled', (serving: WorldLog, row: number) => number> = {
  best: truth,
  worst: (serving, row) => -truth(serving, row),
  shuffled,
};

/** Each treatment ranks in its own way where the position is missing, and in the opposite one at the logged position. */
const ORDER: Record<Treatment, keyof typeof WORTH> = {
  none: 'shuffled',
  'input-feature': 'worst',
  adversarial: 'worst',
  'shallow-tower': 'best',
};

/** Whether the "missing" rows of all devices are zero, and nothing else is: an engine made by hand begins with ones. */
const missingRowIsZero = ({ population, parameters }: Asked): boolean => {
  const { model } = population;
  const block = parameterLayout(model).blocks['positionInput/w'];
  if (!block) return false;
  const rows = [0, 1, 2].map((device) => block.offset + tableRow(device, 0) * model.sharedUnits);
  return parameters.every(
    (value, i) => value === (rows.some((from) => i >= from && i < from + model.sharedUnits) ? 0 : 1),
  );
};

const known: Known = {
  click: (asked, row) => {
    const { data, position, population } = asked;
    // Held-out rows are predicted a click probability of a quarter; what they would rank by must not matter.
    if (row < heldOutRows) return position === 'logged' ? Math.log(0.25 / 0.75) : 5 * data.heldOut.clickLogit[row];
    const order = ORDER[population.model.biasHandling];
    const ignores = order === 'shuffled' || population.model.biasHandling === 'adversarial';
    const log = data.heldOut;
    const own = order === 'shuffled' ? shuffled(log, row - heldOutRows) : WORTH[order](log, row);
    if (ignores) return own;
    if (position === 1) return shuffled(log, row - heldOutRows);
    if (missingRowIsZero(asked)) return truth(log, row);
    return position === 'missing' ? own : -own;
  },
  loss: ({ position }) => [position === 'logged' ? 0.61 : 0.99, 0.1, 0.2, 0.3],
  table: ({ population, replica }) =>
    population.model.biasHandling === 'shallow-tower'
      ? Array.from({ length: 30 }, (_, i) => (i % 10) * -0.3 + 0.01 * replica.seeds.init)
      : [],
};

describe('what the treatments are worth', () => {
  const opened: [Treatment, number[]][] = [];
  const engines = knownEngines(known, ({ model, replicas }) => {
    opened.push([model.biasHandling, replicas.map(({ seeds }) => seeds.init)]);
  });
  const spec = { base, treatments: TREATMENTS, seeds: 2, seedBase: 21, queries: QUERIES };
  const running = runTreatments(spec, { open: engines, seedsAtOnce: 1 });
  const worlds = [21, 22].map((seed) => createWorld(base.world, seed));

  it('is measured on each world, with all treatments trained on it', async () => {
    const treated = await running;
    expect(treated.map(({ seed, step }) => [seed, step])).toEqual([
      [21, 6],
      [22, 6],
    ]);
    expect(opened).toEqual([21, 22].flatMap((seed) => TREATMENTS.map((treatment) => [treatment, [seed]])));
  });

  it.each(TREATMENTS)('is %s’s own ranking, of fresh queries, served with the position missing', async (treatment) => {
    for (const [i, world] of (await running).entries()) {
      const wanted = served(worlds[i], WORTH[ORDER[treatment]]);
      expect(world.treatments[treatment]?.ndcg).toBeCloseTo(wanted.ndcg, 12);
      expect(world.treatments[treatment]?.expectedClicks).toBeCloseTo(wanted.clicks, 12);
    }
  });

  it('is bounded by the ranking of the truth, whose NDCG and correlation are 1', async () => {
    for (const [i, world] of (await running).entries()) {
      const best = served(worlds[i], truth);
      expect(best.ndcg).toBeCloseTo(1, 12);
      expect(world.oracle).toBeCloseTo(best.clicks, 12);
      expect(world.random).toBeCloseTo(served(worlds[i], () => 0).clicks, 12);
      expect(world.treatments['shallow-tower']).toMatchObject({ ndcg: 1, expectedClicks: world.oracle });
      expect(world.treatments['shallow-tower']?.correlation).toBeCloseTo(1, 6);
      expect(world.treatments.adversarial?.correlation).toBeCloseTo(-1, 6);
    }
  });

  it('of the input feature changes with what it is served as, and leaves the engine as it was', async () => {
    for (const [i, world] of (await running).entries()) {
      const { servedAs } = world.treatments['input-feature']!;
      expect(servedAs?.first.ndcg).toBeCloseTo(served(worlds[i], shuffled).ndcg, 12);
      expect(servedAs?.zero.ndcg).toBeCloseTo(1, 12);
      expect(Object.keys(world.treatments).filter((name) => world.treatments[name as Treatment]?.servedAs)).toEqual([
        'input-feature',
      ]);
    }
  });

  it('has log loss and calibration of the held-out log at its logged positions', async () => {
    for (const [i, world] of (await running).entries()) {
      const { heldOut } = worlds[i];
      let clicked = 0;
      for (let row = 0; row < heldOutRows; row++) clicked += heldOut.labels[4 * row] / heldOutRows;
      for (const treatment of TREATMENTS) {
        expect(world.treatments[treatment]?.logLoss).toBe(0.61);
        // One prediction for all: the error of one bin.
        expect(world.treatments[treatment]?.calibration).toBeCloseTo(Math.abs(clicked - 0.25), 6);
      }
    }
  });

  it('has the learned table of its own world beside the true one', async () => {
    for (const [i, world] of (await running).entries()) {
      const centred = Array.from({ length: 9 }, (_, p) => -0.3 * (p + 1) + 1.5);
      for (const curve of world.learnedBias!) curve.forEach((value, p) => expect(value).toBeCloseTo(centred[p], 5));
      const squares = worlds[i].truth.bias.flatMap((curve) => {
        const mean = curve.reduce((sum, value) => sum + value / 9, 0);
        return curve.map((value, p) => (centred[p] - (value - mean)) ** 2);
      });
      expect(world.rmse).toBeCloseTo(Math.sqrt(squares.reduce((sum, value) => sum + value / 27, 0)), 5);
      expect(world.bestAdditive).toBeNull();
    }
  });

  it('stays as measured on the way without the other ways to serve', async () => {
    const seen: TreatedWorld[][] = [];
    await runTreatments(
      { ...spec, seeds: 1, treatments: ['input-feature'] },
      { open: engines, evaluations: 2, onMeasured: (measured) => seen.push(measured) },
    );
    expect(seen.map(([world]) => [world.step, world.treatments['input-feature']?.servedAs !== undefined])).toEqual([
      [3, false],
      [6, true],
    ]);
  });

  it('needs all treatments of a world on one device, ten worlds at once at most', async () => {
    const sizes: number[] = [];
    const counting = knownEngines(known, ({ replicas }) => sizes.push(replicas.length));
    await runTreatments({ ...spec, seeds: 11, treatments: ['none'], queries: 2 }, { open: counting });
    expect(sizes).toEqual([10, 1]);
    await expect(
      runTreatments(spec, { open: () => Promise.reject(new EngineLimitError('too small', 0)) }),
    ).rejects.toThrow('too small');
  });
});

const meanOf = (curve: readonly number[]): number => curve.reduce((sum, value) => sum + value / curve.length, 0);

describe('position dropout', () => {
  it('is worth the error of each run’s own "missing" row', async () => {
    const tables = knownEngines({
      // The "missing" row is off by the rate of its run, all else is the truth.
      table: ({ data, replica }) => {
        const world = data as World;
        const target = biasTarget(world);
        const missing = bestMissing(world, target);
        return target.flatMap((curve, d) => [
          missing[d] + meanOf(curve) + replica.positionDropout + replica.seeds.init / 100,
          ...curve,
        ]);
      },
    });
    const runs = await runMissing({ base, rates: [0, 0.5], seeds: 2, seedBase: 3 }, { open: tables });
    expect(runs.map(({ rate, seed }) => [rate, seed])).toEqual([
      [0, 3],
      [0, 4],
      [0.5, 3],
      [0.5, 4],
    ]);
    [0.03, 0.04, 0.53, 0.54].forEach((error, i) => expect(runs[i].missingError).toBeCloseTo(error, 5));
    // In the order asked for, told of once, at the end.
    const heard: unknown[] = [];
    const reversed = await runMissing(
      { base, rates: [0.5, 0], seeds: 1, seedBase: 3 },
      { open: tables, evaluations: 3, onMeasured: (measured) => heard.push(...measured) },
    );
    expect(reversed.map(({ rate }) => rate)).toEqual([0.5, 0]);
    expect(heard).toEqual(reversed);
  });
});

describe('the experiment by name', () => {
  it('gives the lifts of its worlds with their intervals', async () => {
    const { results, table } = await positionBias.run(
      {
        ...Object.fromEntries(Object.entries(positionBias.options).map(([name, { fallback }]) => [name, fallback])),
        impressions: '180',
        steps: '2',
        seeds: '3',
        'seed-base': '5',
        treatments: 'none,adversarial,none',
      },
      {
        open: knownEngines({
          // In world s the one ranks in no order, the other by the truth.
          click: ({ population, data }, row) =>
            population.model.biasHandling === 'adversarial' ? data.heldOut.clickLogit[row] : 0,
        }),
      },
    );
    const { runs, lifts } = results as PositionBiasResults;
    const gains = runs.map(({ oracle, random }) => 100 * (oracle / random - 1));
    const mean = gains.reduce((sum, gain) => sum + gain / 3, 0);
    const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2 / 2, 0));
    expect(runs.map(({ seed }) => seed)).toEqual([5, 6, 7]);
    expect(lifts.adversarial?.mean).toBeCloseTo(mean, 10);
    expect(lifts.oracle?.mean).toBeCloseTo(mean, 10);
    // Student's t of two degrees of freedom, 97.5%: 4.302653.
    expect(lifts.adversarial?.low).toBeCloseTo(mean - (4.302653 * deviation) / Math.sqrt(3), 4);
    expect(table.at(-1)?.[0]).toBe('lift over none, %: oracle');
    expect(biasFit(new Float32Array(30), createWorld(base.world, 1).truth.bias).truth).toHaveLength(3);
  });
});
