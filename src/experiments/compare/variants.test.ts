import { describe, expect, it } from 'vitest';
import { EngineLimitError, type CreateEngine } from '../../engine/types.ts';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import type { ARCHITECTURES } from './architectures.ts';
import { isFit, sized } from './architectures.ts';
import { compareRun, frameOf } from './spec.ts';
import { runVariants, type Variant, type VariantRun } from './variants.ts';

const full = compareRun({ cosine: 0, sines: 1, steps: 4 });
const base = { ...full, world: { ...full.world, impressions: 30, heldOut: 20 } };
const variantOf = (name: (typeof ARCHITECTURES)[number]): Variant => {
  const found = sized(name, 'small', frameOf(base));
  if (!isFit(found)) throw new Error(name);
  return { sized: found };
};
const spec = { base, variants: [variantOf('mmoe-4'), variantOf('single-task')], seeds: 2, seedBase: 3 };

/** Engines in which one replica's numbers end: of a seed, and of single-task models that of one task. */
const breaking =
  (open: CreateEngine, seed: number, task: number): CreateEngine =>
  async (population, data) => {
    const engine = await open(population, data);
    const evaluate = engine.evaluate.bind(engine);
    engine.evaluate = async (options) => {
      const { step, replicas } = await evaluate(options);
      const broken = population.replicas.map(({ seeds, taskWeights }) => seeds.init === seed && taskWeights[task] > 0);
      return { step, replicas: replicas.map((each, i) => (broken[i] ? { ...each, finite: false } : each)) };
    };
    return engine;
  };

describe('a run', () => {
  it('has diverged where the numbers of one of its models have ended, and is then not called stuck', async () => {
    const open = breaking(knownEngines({ output: () => 9 }), 4, 2);
    const runs = await runVariants(spec, { open });
    expect(runs.map(({ variant, seed, diverged, stuck }) => [variant, seed, diverged, stuck])).toEqual([
      [0, 3, false, true],
      [0, 4, true, false],
      [1, 3, false, true],
      [1, 4, true, false],
    ]);
  });

  it('has the gates of the models that answer its tasks', async () => {
    const open = knownEngines({
      utilization: ({ population, replica }) =>
        [0, 1, 2, 3].map((task) =>
          population.model.experts === 1 ? [replica.taskWeights.indexOf(1) === task ? 1 : 99] : [task, 0, 0, 1 - task],
        ),
      entropy: ({ replica }) => [0, 1, 2, 3].map((task) => replica.taskWeights[task] * (task + 1)),
    });
    const [four, , single] = await runVariants(spec, { open });
    expect(four.utilization).toEqual([0, 1, 2, 3].map((task) => [task, 0, 0, 1 - task]));
    expect(four.entropy).toEqual([1, 2, 3, 4]);
    expect(single.utilization).toEqual([[1], [1], [1], [1]]);
    expect(single.entropy).toEqual([1, 2, 3, 4]);
  });

  it('is trained on its own log unless another is given, and told with its world at its end', async () => {
    const logs: number[] = [];
    const told: [number, number, number][] = [];
    await runVariants(
      { ...spec, variants: [variantOf('mmoe-4')] },
      {
        open: knownEngines({}, (_, data) => logs.push(...data.map(({ train }) => train.rows))),
        trainOn: ({ train, heldOut, seed }) => (seed === 3 ? train : heldOut),
        onAnswers: ({ seed, world }, { predictions }) => told.push([seed, world.seed, predictions.length]),
      },
    );
    expect(logs).toEqual([30, 20]);
    const rows = 20 + 100 * base.world.candidates;
    expect(told).toEqual([
      [3, 3, 4 * rows],
      [4, 4, 4 * rows],
    ]);
  });

  it('stands with the others of its variant, and what it is told with has all variants of its seeds', async () => {
    const told: [number, number][][] = [];
    const place = ({ variant, seed }: VariantRun): [number, number] => [variant, seed];
    const runs = await runVariants(
      { ...spec, seeds: 3 },
      { open: knownEngines({}), seedsAtOnce: 2, onMeasured: (some) => told.push(some.map(place)) },
    );
    const portions = [
      [
        [0, 3],
        [0, 4],
        [1, 3],
        [1, 4],
      ],
      [
        [0, 5],
        [1, 5],
      ],
    ];
    expect(told).toEqual(portions);
    expect(runs.map(place)).toEqual(portions.flat());
    // Curves of one portion do not run on in the next.
    expect(runs.map(({ curve }) => curve.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('stands with its variant where two have one structure and train in one population', async () => {
    const four = variantOf('mmoe-4');
    const less = { ...four, changes: { 'run.training.learningRate': 0.01 } };
    const rates: number[][] = [];
    const open = knownEngines({}, ({ replicas }) => rates.push(replicas.map(({ learningRate }) => learningRate)));
    const runs = await runVariants({ ...spec, variants: [four, less] }, { open });
    expect(rates).toEqual([[0.02, 0.01, 0.02, 0.01]]);
    expect(runs.map(({ variant, seed }) => [variant, seed])).toEqual([
      [0, 3],
      [0, 4],
      [1, 3],
      [1, 4],
    ]);
  });

  it('is told when five seeds at the latest have come to their ends', async () => {
    const told: number[] = [];
    await runVariants(
      { ...spec, variants: [variantOf('shared-bottom')], seeds: 6 },
      { open: knownEngines({}), onMeasured: (some) => told.push(some.length) },
    );
    expect(told).toEqual([5, 1]);
  });

  it('of single-task models has all four, or there is none: a device that is too small for one seed says so', async () => {
    const known = knownEngines({});
    const upTo =
      (most: number): CreateEngine =>
      (population, data) =>
        population.replicas.length > most
          ? Promise.reject(new EngineLimitError('too many', most))
          : known(population, data);
    const single = { ...spec, variants: [variantOf('single-task')] };
    const runs = await runVariants(single, { open: upTo(4) });
    expect(runs.map(({ seed, utilization }) => [seed, utilization.length])).toEqual([
      [3, 4],
      [4, 4],
    ]);
    await expect(runVariants(single, { open: upTo(3) })).rejects.toThrow('too many');
  });
});
