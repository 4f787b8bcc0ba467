import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../commands/registry.ts';
import { knownEngines, type Asked } from '../../study/testing/knownEngine.ts';
import { modelOf } from '../../run/runSpec.ts';
import { studyRun } from '../../study/spec.ts';
import { createWorld } from '../../world/world.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { ARCHITECTURES } from './architectures.ts';
import { runCompare, type CompareRun } from './compare.ts';
import { compareRun, modelsOf, type CompareSpec } from './spec.ts';
import { variantsStudy } from './variants.ts';
import { compare, type CompareResults } from './command.ts';

const full = compareRun({ cosine: 0.5, sines: 2, steps: 12 });
const base = { ...full, world: { ...full.world, impressions: 40, heldOut: 60 } };
const spec: CompareSpec = { base, architectures: ARCHITECTURES, sizes: ['small'], seeds: 2, seedBase: 7 };

/** An engine that knows the labels: off by 0.3 for an MMoE, by 0.6 otherwise; only the task that is trained is answered at all. */
const off = ({ population }: Asked): number => (population.model.kind === 'mmoe' ? 0.3 : 0.6);
const known = {
  output: (asked: Asked, row: number, task: number): number => {
    const { labels, rows } = asked.data.heldOut;
    if (asked.replica.taskWeights[task] === 0) return 99;
    return row < rows ? labels[4 * row + task] + off(asked) : 0;
  },
  loss: (asked: Asked): number[] =>
    asked.replica.taskWeights.map((weight, k) => (weight > 0 ? asked.step + k / 10 : 99)),
};

describe('a comparison', () => {
  it('trains every model on the same worlds, from the same seeds, a population each', async () => {
    const opened: PopulationSpec[] = [];
    const runs = await runCompare(spec, { open: knownEngines(known, (population) => opened.push(population)) });
    expect(
      opened.map(({ model, replicas }) => [model.kind, model.experts, model.expertUnits, replicas.length]),
    ).toEqual([
      ['shared-bottom', 1, 24, 2],
      ['omoe', 4, 11, 2],
      ['mmoe', 4, 8, 2],
      ['mmoe', 8, 3, 2],
      ['mmoe', 4, 9, 2],
      ['shared-bottom', 1, 4, 8],
    ]);
    expect(opened[4].model.visible).toEqual([0b0111, 0b0111, 0b1110, 0b1110]);
    for (const { replicas, training } of opened) {
      expect(training).toEqual({ steps: 12, batch: 64, optimizer: 'adam', decayTo: 0.1, mask: 'example' });
      for (const { seeds, data } of replicas)
        expect(seeds).toEqual({ init: 7 + data, dropout: 7 + data, batch: 7 + data });
    }
    expect(opened[5].replicas.map(({ taskWeights }) => taskWeights.indexOf(1))).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(runs.map(({ model, seed }) => [model, seed])).toEqual(
      ARCHITECTURES.flatMap((name) => [7, 8].map((seed) => [name, seed])),
    );
  });

  it('measures each model by its own answers, single-task models task by task', async () => {
    const runs = await runCompare(spec, { open: knownEngines(known) });
    const of = (model: CompareRun['model']): CompareRun => runs.find((run) => run.model === model && run.seed === 8)!;
    const { heldOut } = createWorld(base.world, 8);
    expect(of('mmoe-4').mse.watchTime).toBeCloseTo(0.09, 5);
    for (const name of ['shared-bottom', 'single-task'] as const) {
      const { mse, auc: area, stuck, curve, logLoss, meanMse, step } = of(name);
      expect([mse.watchTime, mse.rating].map((x) => x.toFixed(4))).toEqual(['0.3600', '0.3600']);
      // The labels themselves rank perfectly.
      expect(area).toEqual({ click: 1, like: 1 });
      expect([stuck, step]).toEqual([true, 12]);
      expect(curve.map((point) => point.step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      curve.forEach(({ loss }, i) => loss.forEach((value, k) => expect(value).toBeCloseTo(i + 1 + k / 10, 12)));
      const clicks = Array.from({ length: 60 }, (_, row) => heldOut.labels[4 * row]);
      const wanted = clicks.reduce((sum, y) => sum + Math.log(1 + Math.exp(y + 0.6)) - y * (y + 0.6), 0) / 60;
      expect(logLoss.click).toBeCloseTo(wanted, 5);
      const watched = Array.from({ length: 60 }, (_, row) => heldOut.labels[4 * row + 1]);
      const mean = watched.reduce((a, b) => a + b) / 60;
      expect(meanMse.watchTime).toBeCloseTo(watched.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 60, 5);
    }
    expect(of('mmoe-8').stuck).toBe(false);
    expect(of('cgc').utilization).toEqual([0, 1, 2, 3].map(() => [0.25, 0.25, 0.25, 0.25]));
    expect(of('single-task')).toMatchObject({ multiplications: 1440, utilization: [[1], [1], [1], [1]] });
  });

  it('measures a short run once a step', async () => {
    const short = { ...spec, base: { ...base, training: { ...base.training, steps: 3 } }, architectures: ['mmoe-4'] };
    const [{ curve }] = await runCompare(short as CompareSpec, { open: knownEngines(known) });
    expect(curve.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('ranks within fresh queries, not within the log', async () => {
    // Knows the click probability of the fresh candidates: far better than chance within a query.
    const truth = await runCompare(
      { ...spec, architectures: ['mmoe-4'] },
      {
        open: knownEngines({ output: ({ data }, row, task) => (row < 60 ? 0 : data.heldOut.utility[4 * row + task]) }),
      },
    );
    for (const run of truth) {
      expect(run.auc).toEqual({ click: 0.5, like: 0.5 });
      expect(run.gauc.click).toBeGreaterThan(0.75);
      expect(run.gauc.like).toBeGreaterThan(0.75);
    }
  });

  it('tells what is finished portion by portion, and keeps it when it is stopped', async () => {
    const stop = new AbortController();
    const told: CompareRun[] = [];
    const comparison = runCompare(
      { ...spec, seeds: 3 },
      {
        open: knownEngines(known),
        seedsAtOnce: 1,
        signal: stop.signal,
        onMeasured: (runs) => {
          told.push(...runs);
          if (told.length === 12) stop.abort();
        },
      },
    );
    await expect(comparison).rejects.toMatchObject({ name: 'AbortError' });
    expect(told.map(({ seed }) => seed)).toEqual([...new Array<number>(6).fill(7), ...new Array<number>(6).fill(8)]);
  });

  it('goes on without what does not fit its budget', async () => {
    const tight = { ...spec, budget: 1000 };
    const { models, unfit } = modelsOf(tight);
    expect(unfit.map(({ architecture, why, bound }) => [architecture, why, bound])).toEqual([
      // One unit: 256 + 128 + 512 + 32 + 64; and 4·(256 + 24 + 8).
      ['single-task', 'too-small', 1152],
    ]);
    expect(models).toHaveLength(5);
    const runs = await runCompare(tight, { open: knownEngines(known) });
    expect(runs).toHaveLength(10);
    expect(await runCompare({ ...spec, budget: 200 }, { open: knownEngines(known) })).toEqual([]);
  });

  it('has an arm for each replica, that differs in its structure and weights only', () => {
    const variants = modelsOf(spec).models.map((sized) => ({ sized }));
    const { study, variantOfArm } = variantsStudy({ ...spec, variants });
    expect(variantOfArm).toEqual([0, 1, 2, 3, 4, 5, 5, 5, 5]);
    // What a run says opens the very model that is compared.
    study.arms.forEach((arm, i) =>
      expect(modelOf(studyRun(study, arm, 7))).toEqual(variants[variantOfArm[i]].sized.model),
    );
    expect(study.arms[6].changes).toEqual({
      'run.model.kind': 'shared-bottom',
      'run.model.experts': 1,
      'run.model.sharing': 'all',
      'run.model.expertUnits': 4,
      'run.training.taskWeights': [0, 1, 0, 0],
    });
  });
});

describe('the setting of a comparison', () => {
  it('is that of the measurements beforehand', () => {
    const run = compareRun({ cosine: -1, sines: 5, steps: 600 });
    expect(run.world).toMatchObject({
      logging: 'none',
      impressions: 20_000,
      heldOut: 4_000,
      queryFeatures: 6,
      itemFeatures: 10,
      sines: 5,
      sharedPhases: 'all',
      simplerSatisfaction: 0,
      cosineWithin: 0.9,
      cosineAcross: -1,
      clickGain: 3,
      clickOffset: 0,
      likeGain: 3,
      regressionNoise: 0.1,
      labels: 'all',
    });
    expect(run.model).toMatchObject({
      sharedUnits: 16,
      towerUnits: 8,
      biasHandling: 'none',
      initScale: 1,
      gateInitScale: 1,
    });
    expect(run.training).toMatchObject({
      optimizer: 'adam',
      learningRate: 0.02,
      decayTo: 0.1,
      batch: 64,
      steps: 600,
      l2: 0,
      workers: 1,
      gateDropout: 0,
    });
    const plain = compareRun({ cosine: 0, sines: 5, steps: 600, plainGates: true });
    expect([plain.world.cosineWithin, plain.model.gateInitScale]).toEqual([1, 0]);
  });
});

describe('the command', () => {
  it('gives what the contract promises, field by field', async () => {
    const { report, table } = await runExperiment(
      'compare',
      { seeds: '2', 'seed-base': '5', steps: '12', models: 'mmoe-4,shared-bottom', size: 'small', sines: '1' },
      { backend: 'cpu' },
    );
    expect(report).toMatchObject({
      experiment: 'compare',
      spec: {
        cosine: 0,
        sines: 1,
        seeds: 2,
        seedBase: 5,
        steps: 12,
        models: ['shared-bottom', 'mmoe-4'],
        size: 'small',
      },
    });
    const { runs, pairs, models, unfit } = report.results as CompareResults;
    expect(runs.map(({ model, seed, multiplications }) => [model, seed, multiplications])).toEqual([
      ['shared-bottom', 5, 1440],
      ['shared-bottom', 6, 1440],
      ['mmoe-4', 5, 1440],
      ['mmoe-4', 6, 1440],
    ]);
    for (const { auc: area, mse, parameters, stuck } of runs) {
      for (const value of [area.click, area.like, mse.watchTime, mse.rating]) expect(value).toBeGreaterThan(0);
      expect(parameters).toBeGreaterThan(1000);
      expect(typeof stuck).toBe('boolean');
    }
    expect(pairs.map(({ a, b, pairs: n }) => [a.model, b.model, n])).toEqual([['mmoe-4', 'shared-bottom', 2]]);
    expect([models.length, unfit]).toEqual([2, []]);
    expect(table[0][0]).toBe('model');
    expect(table.map(([first]) => first)).toContain('mmoe-4, small to shared-bottom');
  }, 60_000);

  it('compares models of one size, each with the first of the table, and agreement of gates where each task has one', async () => {
    const open = knownEngines({});
    const asked = { seeds: '1', 'seed-base': '5', steps: '1', sines: '1', cosine: '0', size: 'both', budget: '' };
    const models = 'one-gate,mmoe-4,mmoe-8,cgc';
    const { results, table, spec: said } = await compare.run({ ...asked, models, gates: 'zero' }, { open });
    const { pairs, sharing, seesaw } = results as CompareResults;
    const name = ({ model, size }: { model: string; size: string }): string => `${model} ${size}`;
    const all = ['mmoe-4 one-gate', 'mmoe-8 one-gate', 'cgc one-gate', 'mmoe-8 mmoe-4', 'cgc mmoe-4', 'cgc mmoe-8'];
    expect(pairs.map(({ a, b }) => `${a.model} ${b.model}`)).toEqual([...all, ...all]);
    expect(pairs.every(({ a, b }) => a.size === b.size)).toBe(true);
    expect(sharing.map(name)).toEqual(['mmoe-4 small', 'mmoe-8 small', 'mmoe-4 large', 'mmoe-8 large']);
    expect(seesaw).toEqual([]);
    const firsts = table.map(([first]) => first);
    expect(firsts.filter((first) => first.includes(' to '))).toEqual(
      ['small', 'large'].flatMap((size) => ['mmoe-4', 'mmoe-8', 'cgc'].map((one) => `${one}, ${size} to one-gate`)),
    );
    expect(said).toMatchObject({ base: { world: { cosineWithin: 1 }, model: { gateInitScale: 0 } } });
    const usual = await compare.run({ ...asked, models, gates: 'usual' }, { open });
    expect(usual.spec).toMatchObject({ base: { world: { cosineWithin: 0.9 }, model: { gateInitScale: 1 } } });
  });

  it('says what does not fit, and what is wrong, in a sentence', async () => {
    const { table } = await runExperiment(
      'compare',
      { seeds: '1', steps: '1', models: 'shared-bottom,single-task', size: 'small', budget: '1000' },
      { backend: 'cpu' },
    );
    expect(table.map(([first]) => first)).toContain(
      'single-task, small: does not fit: the narrowest takes 1152 multiplications, the budget is 1000',
    );
    await expect(runExperiment('compare', { models: 'shared-bottom,ple' })).rejects.toThrow(
      `--models: must be one of: ${ARCHITECTURES.join(', ')}`,
    );
    await expect(runExperiment('compare', { cosine: '1.5' })).rejects.toThrow('--cosine: must be at most 1');
    await expect(runExperiment('compare', { size: 'huge' })).rejects.toThrow(
      '--size: must be one of: small, large, both',
    );
    await expect(runExperiment('compare', { budget: '0' })).rejects.toThrow('--budget: must be at least 1');
  }, 60_000);
});
