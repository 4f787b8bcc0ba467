import { describe, expect, it } from 'vitest';
import type { Engine, EngineData } from '../../engine/types.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { knownEngines, type Asked, type Known } from '../../study/testing/knownEngine.ts';
import { servingQueries } from '../../world/serving.ts';
import { createWorld } from '../../world/world.ts';
import type { World } from '../../world/types.ts';
import { runLoop, type LoopRun } from './loop.ts';
import { loopRun, type LoopSpec } from './spec.ts';
import { summariseLoop } from './summary.ts';

const spec: LoopSpec = {
  start: 'boost',
  boost: 0.7,
  randomness: 0,
  rounds: 2,
  impressions: 450,
  steps: 4,
  warm: false,
  treatments: ['none', 'shallow-tower'],
  seeds: 1,
  seedBase: 5,
  queries: 60,
};
const world: World = createWorld(loopRun(spec).world, 5);
const d = 16;

const along = (features: Float32Array, row: number): number =>
  world.truth.heuristic.reduce((sum, h, f) => sum + h * features[row * d + f], 0);
/** s + sin(s + β), standardised: the click logit of a row, by the recipe. */
function clickLogit(features: Float32Array, row: number): number {
  const { weights, phases, mean, deviation } = world.truth;
  const s = weights[0].reduce((sum, w, f) => sum + w * features[row * d + f], 0);
  return (1.2 * (s + Math.sin(s + phases[0][0]) - mean[0])) / deviation[0] - 0.3;
}
/** Expected clicks of the first nine candidates of each of the sixty queries, by the recipe. */
function randomClicks(): number {
  const { features, device } = servingQueries(world, 60);
  let clicks = 0;
  for (let query = 0; query < 60; query++)
    for (let p = 0; p < 9; p++) {
      const row = query * 15 + p;
      clicks += 1 / (1 + Math.exp(-clickLogit(features, row) - world.truth.bias[device[row]][p])) / 60;
    }
  return clicks;
}
const treatmentOf = ({ population }: Asked): string => population.model.biasHandling;
const of = (runs: readonly LoopRun[], treatment: string, round: number): LoopRun =>
  runs.find((run) => run.treatment === treatment && run.round === round)!;

interface Opened {
  treatment: string;
  data: EngineData;
}
/** None ranks by the boosted direction, the shallow tower by the truth. */
const known: Known = {
  click: (asked, row) =>
    treatmentOf(asked) === 'none'
      ? along(asked.data.heldOut.features, row)
      : clickLogit(asked.data.heldOut.features, row),
};
async function looped(change: Partial<LoopSpec> = {}, answers = known): Promise<{ runs: LoopRun[]; opened: Opened[] }> {
  const opened: Opened[] = [];
  const open = knownEngines(answers, ({ model }, [data]) => opened.push({ treatment: model.biasHandling, data }));
  return { runs: await runLoop({ ...spec, ...change }, { open }), opened };
}

describe('the loop', () => {
  it('begins with one log for all, then each treatment trains on what it has shown, of the same queries', async () => {
    const { opened } = await looped();
    expect(opened.map(({ treatment }) => treatment)).toEqual(['none', 'shallow-tower', 'none', 'shallow-tower']);
    const [first, second, none, tower] = opened.map(({ data }) => data.train);
    expect(first).toEqual(world.train);
    expect(second).toEqual(world.train);
    expect([none.rows, tower.rows]).toEqual([450, 450]);
    // What all are asked about in a round is made once.
    const [one, two, three, four] = opened.map(({ data }) => data.heldOut);
    expect([one === two, three === four, two === three]).toEqual([true, true, false]);
    expect(none.device).toEqual(tower.device);
    for (const log of [none, tower]) expect(log.features.slice(0, 6)).toEqual(none.features.slice(0, 6));
    expect(none.features).not.toEqual(tower.features);
    expect(none.features.slice(0, 6)).not.toEqual(first.features.slice(0, 6));
  });

  it('shows the best by the standardised score with the boost, best first', async () => {
    const { opened } = await looped();
    const [none, tower] = opened.slice(2).map(({ data }) => data.train);
    // No handling says heur, and the boost says the same once more.
    for (let row = 0; row < 450; row++)
      if (row % 9 > 0) expect(along(none.features, row)).toBeLessThanOrEqual(along(none.features, row - 1));
    // The 900 candidates of the 60 serving queries come first: nobody has selected them.
    const scores = Array.from({ length: 900 }, (_, row) => clickLogit(opened[1].data.heldOut.features, row));
    const mean = scores.reduce((a, b) => a + b) / 900;
    const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / 900);
    const merit = (row: number): number =>
      clickLogit(tower.features, row) / deviation + 0.7 * along(tower.features, row);
    for (let row = 0; row < 450; row++) if (row % 9 > 0) expect(merit(row)).toBeLessThan(merit(row - 1) + 1e-5);
  });

  it('measures the model’s own score beside boost and truth, and pages as served', async () => {
    const { runs } = await looped();
    expect(runs.map(({ treatment, round }) => [treatment, round])).toEqual([
      ['none', 1],
      ['shallow-tower', 1],
      ['none', 2],
      ['shallow-tower', 2],
    ]);
    for (const round of [1, 2]) {
      const [none, tower] = [of(runs, 'none', round), of(runs, 'shallow-tower', round)];
      // The correlation takes the mean of each device off the score alone.
      expect(none.scoreBoostCorrelation).toBeGreaterThan(0.99);
      expect(tower.scoreTruthCorrelation).toBeCloseTo(1, 6);
      expect(Math.abs(none.scoreTruthCorrelation)).toBeLessThan(0.12);
      expect(Math.abs(tower.scoreBoostCorrelation)).toBeLessThan(0.12);
      expect([none.lift, none.servedLift]).toEqual([0, 0]);
      expect(tower.lift).toBeCloseTo(100 * (tower.ownClicks / none.ownClicks - 1), 9);
      expect(tower.servedLift).toBeCloseTo(100 * (tower.clicks / none.clicks - 1), 9);
      // The truth ranks ideally as long as nothing is added to it.
      expect(tower.oracleLift).toBeCloseTo(100 * (tower.ownClicks / none.clicks - 1), 9);
      expect(tower.clicks).toBeLessThan(tower.ownClicks);
      expect(tower.servedLift).toBeGreaterThan(0);
      expect(none.randomLift).toBeLessThan(none.oracleLift);
      expect(none.exposureGini).toBeGreaterThan(tower.exposureGini + 0.1);
      expect(tower.relevanceGini).toBeGreaterThan(none.relevanceGini + 0.1);
      expect(tower.exposure).toHaveLength(64);
      expect(tower.exposure.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    }
  });

  it('holds pages as served against pages as served, and own rankings against own rankings', async () => {
    // No handling knows the truth: the boost is all that is wrong with its pages.
    const { runs } = await looped(
      { rounds: 1 },
      {
        click: (asked, row) => (treatmentOf(asked) === 'none' ? 1 : 0.5) * clickLogit(asked.data.heldOut.features, row),
      },
    );
    const [none, tower] = [of(runs, 'none', 1), of(runs, 'shallow-tower', 1)];
    expect(none.clicks).toBeLessThan(none.ownClicks - 0.01);
    // Half the score is the same ranking, and, standardised, the same pages.
    for (const run of [none, tower]) {
      expect([run.lift, run.servedLift]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
      expect(run.oracleLift).toBeCloseTo(100 * (none.ownClicks / none.clicks - 1), 6);
      // The first nine of fifteen are as good as any nine.
      expect(run.randomLift).toBeCloseTo(100 * (randomClicks() / none.clicks - 1), 5);
    }
  });

  it('serves what the model says where there is no boost, and has no lift without no treatment', async () => {
    const { runs } = await looped({ boost: 0, treatments: ['shallow-tower'], rounds: 1 });
    expect(runs[0].clicks).toBeCloseTo(runs[0].ownClicks, 9);
    expect([runs[0].lift, runs[0].servedLift, runs[0].oracleLift]).toEqual([NaN, NaN, NaN]);
  });

  it('asks each model by itself, without a position, of other queries in every round', async () => {
    const asked = new Set<Asked['position']>();
    // Each of two replicas of one engine ranks by the boosted direction of its own platform.
    const other = createWorld(loopRun(spec).world, 6).truth.heuristic;
    const { runs, opened } = await looped(
      { seeds: 2, rounds: 3, boost: 0, treatments: ['shallow-tower'] },
      {
        click: ({ position, replica, data }, row) => {
          asked.add(position);
          const heuristic = replica.seeds.init === 5 ? world.truth.heuristic : other;
          return heuristic.reduce((sum, h, f) => sum + h * data.heldOut.features[row * d + f], 0);
        },
      },
    );
    expect([...asked]).toEqual(['missing']);
    expect(runs.map(({ seed }) => seed)).toEqual([5, 6, 5, 6, 5, 6]);
    for (const { scoreBoostCorrelation } of runs) expect(scoreBoostCorrelation).toBeGreaterThan(0.99);
    const logs = opened.map(({ data }) => data.train.features.slice(0, 6));
    expect(logs).toHaveLength(3);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ])
      expect(logs[a]).not.toEqual(logs[b]);
  });

  it('fills its pages by chance alone at full randomness', async () => {
    const { runs, opened } = await looped({ randomness: 1 });
    const [none, tower] = opened.slice(2).map(({ data }) => data.train);
    expect(none).toEqual(tower);
    // 450 items in 20 bins: what chance leaves.
    expect(of(runs, 'none', 2).exposureGini).toBeLessThan(0.2);
  });

  it('takes platforms in portions of twenty, one seed after the other', async () => {
    const { runs } = await looped({ seeds: 22, rounds: 1, impressions: 90, queries: 2, treatments: ['none'] });
    expect(runs.map(({ seed }) => seed)).toEqual(Array.from({ length: 22 }, (_, i) => 5 + i));
  }, 20_000);

  it('says that a model has diverged, and counts it by treatment', async () => {
    const diverging = async (population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> => {
      const engine = await knownEngines(known)(population, data);
      if (population.model.biasHandling === 'none') {
        const { state, step } = await engine.checkpoint();
        await engine.restore({ step, state: state.fill(NaN, 3, 4) });
      }
      return engine;
    };
    const runs = await runLoop({ ...spec, rounds: 1 }, { open: diverging });
    expect(runs.map(({ diverged }) => diverged)).toEqual([true, false]);
    expect(summariseLoop(runs).map(({ diverged }) => diverged)).toEqual([1, 0]);
    // What ranks by no numbers is nothing to be compared with.
    for (const { lift, servedLift, oracleLift, randomLift } of runs)
      expect([lift, servedLift, oracleLift, randomLift]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it.each([
    [false, [2, 21, 2, 21]],
    [true, [2, 21, 3, 41]],
  ])('goes on from the last parameters when warm (%s), else from the initial ones', async (warm, seen) => {
    const found: number[] = [];
    const open = async (population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> => {
      const engine = await knownEngines(known)(population, data);
      const evaluate = engine.evaluate.bind(engine);
      // Initial parameters of 1; before each of its two evaluations a round adds 1 to the first seed's and 10 to the second's.
      engine.evaluate = async (options) => {
        const { state, step } = await engine.checkpoint();
        await engine.restore({ step, state: state.map((value, i) => value + (i < state.length / 2 ? 1 : 10)) });
        const measured = await evaluate(options);
        found.push(measured.replicas[0].full!.parameters[7]);
        return measured;
      };
      return engine;
    };
    await runLoop({ ...spec, rounds: 2, seeds: 2, warm, treatments: ['shallow-tower'] }, { open });
    expect(found).toEqual(seen);
  });

  it('tells each round as it ends, and how far it is, and stops between two platforms', async () => {
    const rounds: number[][] = [];
    const progress: number[] = [];
    await runLoop(
      { ...spec, seeds: 2 },
      {
        open: knownEngines(known),
        onMeasured: (runs) => rounds.push(runs.map(({ round, seed }) => 10 * round + seed)),
        onProgress: (done, total) => progress.push(done / total),
      },
    );
    expect(rounds.map((some) => some.toSorted((a, b) => a - b))).toEqual([
      [15, 15, 16, 16],
      [25, 25, 26, 26],
    ]);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(1, 9);
    const stop = new AbortController();
    const stopped = runLoop(spec, {
      open: knownEngines(known),
      signal: stop.signal,
      onMeasured: () => {
        stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });
});
