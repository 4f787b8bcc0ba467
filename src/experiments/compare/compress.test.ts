import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { modelOf, replicaOf } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import { createWorld } from '../../world/world.ts';
import { runCompress, runCompressions, TEACHERS, type CompressedRun, type CompressSpec } from './compress.ts';
import { prunedParameters } from './pruning.ts';
import { compareRun } from './spec.ts';
import { softLabels } from './teacher.ts';

type Options = Parameters<typeof runCompress>[1];

const full = compareRun({ cosine: 0, sines: 1, steps: 60 });
const base = { ...full, world: { ...full.world, impressions: 300, heldOut: 60 } };
const spec: CompressSpec = {
  base,
  seeds: 2,
  seedBase: 4,
  teacher: 'spread',
  keep: [8, 3],
  tuneSteps: 20,
  students: ['shared-bottom', 'mmoe-4'],
  sizes: ['small'],
};

describe('soft labels', () => {
  it('are probabilities of the binary tasks, predictions of the others, all observed', () => {
    const { train } = createWorld({ ...base.world, impressions: 2, labels: 'clicked' }, 1);
    const answers = Float32Array.of(0, 5, Math.log(3), -2, -Math.log(4), 0.5, 0, 1);
    const soft = softLabels(train, answers);
    [0.5, 5, 0.75, -2, 0.2, 0.5, 0.5, 1].forEach((value, i) => expect(soft.labels[i]).toBeCloseTo(value, 6));
    expect([...soft.observed]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(soft.features).toBe(train.features);
  });
});

describe('compression', () => {
  it('measures the whole model, what is left of it, that trained on, and those that learn from it', async () => {
    const told: CompressedRun[] = [];
    const progress: number[] = [];
    const runs = await runCompress(spec, {
      open: createScalarEngine,
      onMeasured: (some) => told.push(...some),
      onProgress: (done, total) => progress.push(done / total),
    });
    expect(runs.map(({ way, experts, model, seed, step }) => [way, experts, model, seed, step])).toEqual([
      ...[4, 5].map((seed) => ['whole', 8, undefined, seed, 60]),
      ...[8, 3].flatMap((experts) => [4, 5].map((seed) => ['pruned', experts, undefined, seed, 60])),
      ...[4, 5].map((seed) => ['continued', 8, undefined, seed, 80]),
      ...[8, 3].flatMap((experts) => [4, 5].map((seed) => ['tuned', experts, undefined, seed, 80])),
      ...[4, 5].map((seed) => ['distilled', 1, 'shared-bottom', seed, 60]),
      ...[4, 5].map((seed) => ['distilled', 4, 'mmoe-4', seed, 60]),
    ]);
    expect(told).toEqual(runs);
    expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
    expect(progress.at(-1)).toBeCloseTo(1, 12);
    const of = (way: string, experts: number, seed: number): CompressedRun =>
      runs.find((run) => run.way === way && run.experts === experts && run.seed === seed)!;
    for (const seed of [4, 5]) {
      // With all experts kept it is the whole model.
      expect(of('pruned', 8, seed).mse.rating).toBeCloseTo(of('whole', 8, seed).mse.rating, 4);
      expect(of('pruned', 8, seed).auc.click).toBeCloseTo(of('whole', 8, seed).auc.click, 4);
      expect(of('tuned', 8, seed).mse).toEqual(of('continued', 8, seed).mse);
      expect(of('pruned', 3, seed).mse.rating).not.toBeCloseTo(of('whole', 8, seed).mse.rating, 3);
      expect(of('tuned', 3, seed).mse.rating).not.toBeCloseTo(of('pruned', 3, seed).mse.rating, 6);
    }
    expect(of('whole', 8, 4).polarized).toBe(false);
    // 256 + 16·3·8 + 12·(16 + 8) + 288.
    expect(of('pruned', 3, 4).multiplications).toBe(1216);
  }, 60_000);

  it('tells each whole model as soon as its portion of seeds is trained: a stop loses none that is finished', async () => {
    const stop = new AbortController();
    const told: [string, number][] = [];
    const stopped = runCompress(spec, {
      open: knownEngines({}),
      signal: stop.signal,
      seedsAtOnce: 1,
      onMeasured: (some) => {
        told.push(...some.map(({ way, seed }): [string, number] => [way, seed]));
        stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toEqual([['whole', 4]]);
  });

  it.each(TEACHERS)(
    'goes on with the training of a %s teacher where it ended, batches and moments included',
    async (teacher) => {
      const asked = { ...spec, base: { ...base, training: { ...base.training, steps: 30 } }, teacher };
      const runs = await runCompress({ ...asked, seeds: 1, keep: [], students: [] }, { open: createScalarEngine });
      const [{ gateInitScale, gateRate }] = [
        teacher === 'spread' ? { gateInitScale: 1, gateRate: 1 } : { gateInitScale: 4, gateRate: 3 },
      ];
      const run = {
        ...asked.base,
        model: { ...asked.base.model, experts: 8, expertUnits: 8, gateInitScale },
        training: { ...asked.base.training, gateRate },
      };
      const own = studyRun({ base: run, arms: [], seeds: 1, seedBase: 4 }, { label: '', changes: {} }, 4);
      const world = createWorld(own.world, own.seeds.data);
      const { steps, batch, optimizer, decayTo, mask } = own.training;
      const engine = await createScalarEngine(
        { model: modelOf(own), training: { steps, batch, optimizer, decayTo, mask }, replicas: [replicaOf(own, 0, 0)] },
        [world],
      );
      for (const [way, until] of [
        ['whole', 30],
        ['continued', 50],
      ] as const) {
        // One training without a break: beyond its schedule the rate stays where it ended.
        await engine.train(until - engine.step);
        const [{ loss }] = (await engine.evaluate()).replicas;
        const known = runs.find((each) => each.way === way)!;
        expect([known.step, known.mse.watchTime, known.mse.rating]).toEqual([
          until,
          expect.closeTo(loss[1], 6),
          expect.closeTo(loss[3], 6),
        ]);
      }
    },
  );

  it('says what gates do on held-out impressions, and keeps the experts that are used on the training log', async () => {
    const kept: Float32Array[] = [];
    const expected: Float32Array[] = [];
    const open: Options['open'] = async (population, data) => {
      const engine = await createScalarEngine(population, data);
      const evaluate = engine.evaluate.bind(engine);
      const restore = engine.restore.bind(engine);
      engine.evaluate = async (asked) => {
        const evaluation = await evaluate(asked);
        if (population.model.experts !== 8) return evaluation;
        // Measured impressions use expert 2; the training log, laid behind them, expert 5.
        const border = (data[0].heldOut.rows - base.world.impressions) * 4 * 8;
        const { gates, parameters } = evaluation.replicas[0].full!;
        gates.forEach((_, i) => (gates[i] = i % 8 === (i < border ? 2 : 5) ? 1 : 0));
        expected.push(prunedParameters(population.model, parameters, [5]));
        return evaluation;
      };
      engine.restore = (checkpoint) => {
        if (population.model.experts === 1) kept.push(checkpoint.state.slice(0, checkpoint.state.length / 3));
        return restore(checkpoint);
      };
      return engine;
    };
    const short = { ...base, training: { ...base.training, steps: 1 } };
    const [whole] = await runCompress({ ...spec, base: short, keep: [1], students: [], seeds: 1 }, { open });
    expect(whole.utilization.map((row) => row.map((weight) => weight.toFixed(6)))).toEqual(
      [0, 1, 2, 3].map(() => [0, 0, 1, 0, 0, 0, 0, 0].map((weight) => weight.toFixed(6))),
    );
    expect(whole.entropy).toEqual([0, 0, 0, 0]);
    expect(whole.polarized).toBe(true);
    expect(kept).toEqual([expected[0], expected[0]]);
  });

  it('lets students learn from the answers of their own seed’s teacher, and measures them on true labels', async () => {
    const labels: [number, number, number[]][] = [];
    await runCompress(
      { ...spec, keep: [] },
      {
        open: knownEngines(
          {
            // Of the teacher: its seed, and for binary tasks a logit of 0.
            output: ({ replica, population }, _, task) =>
              task % 2 === 0 ? 0 : population.model.experts === 8 ? replica.seeds.init : 0,
          },
          ({ model, replicas }, data) => {
            for (const { data: index } of replicas)
              labels.push([model.experts, index, [...data[index].train.labels.slice(0, 4)]]);
          },
        ),
      },
    );
    const soft = labels.filter(([experts]) => experts !== 8);
    expect(soft).toEqual([
      [1, 0, [0.5, 4, 0.5, 4]],
      [1, 1, [0.5, 5, 0.5, 5]],
      [4, 0, [0.5, 4, 0.5, 4]],
      [4, 1, [0.5, 5, 0.5, 5]],
    ]);
  });
});

describe('compression seed by seed', () => {
  it(
    'gives each seed whole, out of every teacher, the same runs as all seeds at once; its worlds are made once',
    { tags: ['long'] },
    async () => {
      const { teacher: _, ...small } = { ...spec, keep: [3], students: ['shared-bottom'] as const };
      const told: [number, string][][] = [];
      const progress: number[] = [];
      const runs = await runCompressions(
        { ...small, teachers: ['spread', 'polarized'] },
        {
          open: createScalarEngine,
          onMeasured: (some) => told.push(some.map(({ seed, teacher }) => [seed, teacher])),
          onProgress: (done, total) => progress.push(done / total),
        },
      );
      // Whole, pruned, continued, tuned, distilled.
      const seedOf = (seed: number) =>
        ['spread', 'polarized'].flatMap((teacher) => Array.from({ length: 5 }, () => [seed, teacher]));
      expect(told).toEqual([seedOf(4), seedOf(5)]);
      expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
      expect(progress.at(-1)).toBeCloseTo(1, 12);
      const atOnce = await runCompress({ ...small, teacher: 'spread' }, { open: createScalarEngine });
      const key = ({ way, seed }: CompressedRun): string => `${way} ${String(seed)}`;
      const own = runs.filter(({ teacher }) => teacher === 'spread');
      expect(own.map(key).sort()).toEqual(atOnce.map(key).sort());
      for (const run of own) expect(run.mse).toEqual(atOnce.find((other) => key(other) === key(run))?.mse);
    },
  );

  it('keeps the seeds before the one in which it is stopped', async () => {
    const { teacher: _, ...small } = { ...spec, keep: [3], students: [] };
    const stop = new AbortController();
    const told: number[] = [];
    const study = runCompressions(
      { ...small, teachers: ['spread'] },
      {
        open: createScalarEngine,
        signal: stop.signal,
        onMeasured: (some) => {
          told.push(...some.map(({ seed }) => seed));
          stop.abort();
        },
      },
    );
    await expect(study).rejects.toThrow(/abort/i);
    expect(new Set(told)).toEqual(new Set([4]));
  });
});
