import { describe, expect, it } from 'vitest';
import { EngineLimitError, type EngineData } from '../engine/types.ts';
import type { PopulationSpec } from '../model/spec.ts';
import { regimeRun } from '../run/regimes.ts';
import { modelOf, type RunSpec } from '../run/runSpec.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/types.ts';
import type { StudySpec } from './spec.ts';
import { runStudy } from './study.ts';
import { summarize, usedRows } from './summary.ts';
import { knownEngines } from './testing/knownEngine.ts';
import { trainStudy, type StudyContext } from './train.ts';

const start = regimeRun('async');
const base = {
  ...start,
  world: { ...start.world, impressions: 90, heldOut: 45 },
  training: { ...start.training, steps: 20, batch: 8 },
};
const spec: StudySpec = {
  base,
  arms: [
    { label: 'example', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.1 } },
    { label: 'batch', changes: { 'run.training.mask': 'batch', 'run.training.gateDropout': 0.2 } },
    { label: 'more', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.3 } },
  ],
  seeds: 5,
  seedBase: 11,
};

interface Opened {
  population: PopulationSpec;
  data: readonly EngineData[];
}
/** A device that answers with its step, dropout and seed; what it was given, and what became of it. */
function device(most = Infinity): { open: StudyContext['open']; opened: Opened[]; alive: () => number } {
  const opened: Opened[] = [];
  let alive = 0;
  const make = knownEngines(
    {
      loss: ({ replica, step, data }) => [replica.gateDropout, step, replica.seeds.init, (data as World).seed],
      dead: ({ replica }) => Math.round(10 * replica.gateDropout),
      entropy: ({ replica }) => [1, 2, 3, replica.seeds.batch],
      utilization: ({ replica }) =>
        [0, 1, 2, 3].map((k) => Array.from({ length: 8 }, (_, e) => k + e / 8 + replica.seeds.dropout)),
    },
    (population, data) => opened.push({ population, data }),
  );
  return {
    opened,
    alive: () => alive,
    open: async (population, data) => {
      if (population.replicas.length > most) throw new EngineLimitError('too many', 1);
      const engine = await make(population, data);
      alive++;
      engine.dispose = () => {
        alive--;
      };
      return engine;
    },
  };
}

describe('the loop of all studies', () => {
  it('gives each run the answers of its own arm and its own seed', async () => {
    const { open, opened, alive } = device();
    const runs = await runStudy(spec, { open });
    expect(runs.map(({ arm, seed, step, evaluation }) => [arm, seed, step, ...evaluation.loss])).toEqual(
      [0.1, 0.2, 0.3].flatMap((dropout, arm) =>
        [11, 12, 13, 14, 15].map((seed) => [arm, seed, 20, dropout, 20, seed, seed]),
      ),
    );
    // Masks of an example and of a batch are two structures: the arms of the one in one engine.
    expect(opened.map(({ population }) => [population.training.mask, population.replicas.length])).toEqual([
      ['example', 10],
      ['batch', 5],
    ]);
    // The arms of a seed train on one world.
    for (const { population, data } of opened) {
      expect((data as World[]).map(({ seed }) => seed)).toEqual([11, 12, 13, 14, 15]);
      expect(population.replicas.map(({ data: index }) => 11 + index)).toEqual(
        population.replicas.map(({ seeds }) => seeds.init),
      );
    }
    expect(alive()).toBe(0);
  });

  it('sums a run up in what it was measured with', async () => {
    const [run] = await runStudy({ ...spec, seeds: 1 }, { open: device().open });
    expect(summarize(run)).toEqual({
      seed: 11,
      utilization: [11, 12, 13, 14].map((from) => [0, 1, 2, 3, 4, 5, 6, 7].map((e) => from + e / 8)),
      entropy: [1, 2, 3, 11],
      deadExperts: 1,
      heldOut: [0.1, 20, 11, 11],
    });
  });

  it('says which experts each gate may use, and which of its weights count', async () => {
    const own: RunSpec = { ...base, model: { ...base.model, experts: 8, sharing: 'groups' } };
    const [run] = await runStudy({ ...spec, base: own, seeds: 1 }, { open: device().open });
    const summary = summarize(run);
    expect(summary.visible).toEqual([0b00111111, 0b00111111, 0b11111100, 0b11111100]);
    expect(usedRows(summary).map((row) => [...row])).toEqual(
      summary.utilization.map((row, k) => (k < 2 ? row.slice(0, 6) : row.slice(2))),
    );
  });

  it('trains other seeds on other worlds in every portion, and none twice', async () => {
    const { open, opened } = device();
    const one = { ...spec, arms: spec.arms.slice(0, 1) };
    const measured: number[][] = [];
    await runStudy(one, { open, seedsAtOnce: 2, onMeasured: (runs) => measured.push(runs.map(({ seed }) => seed)) });
    expect(measured).toEqual([[11, 12], [13, 14], [15]]);
    expect(opened.map(({ population }) => population.replicas.map(({ seeds }) => seeds))).toEqual(
      [[11, 12], [13, 14], [15]].map((seeds) => seeds.map((seed) => ({ init: seed, dropout: seed, batch: seed }))),
    );
    opened
      .flatMap(({ data }) => data)
      .forEach(({ train, heldOut }, i) => {
        const world = createWorld(base.world, 11 + i);
        expect(train.features).toEqual(world.train.features);
        expect(heldOut.labels).toEqual(world.heldOut.labels);
      });
  });

  it('tells how much of the study a population is', async () => {
    const { open } = device();
    const rounds: unknown[] = [];
    const telling: typeof open = (population, data, whole, of) => {
      rounds.push(of);
      return open(population, data, whole, of);
    };
    // Fifteen runs: two seeds of three arms, two more, the last one; two structures each.
    await trainStudy(spec, { open: telling, seedsAtOnce: 2, measure: () => Promise.resolve() });
    expect(rounds).toEqual([2.5, 2.5, 2.5, 2.5, 5, 5]);
  });

  it('takes one seed at a time where two have more runs than fit into one population', async () => {
    const { open, opened } = device();
    const arms = Array.from({ length: 385 }, (_, i) => ({
      label: String(i),
      changes: { 'run.training.gateDropout': i / 1000 },
    }));
    await runStudy({ ...spec, arms, seeds: 2 }, { open });
    expect(opened.map(({ population }) => population.replicas.length)).toEqual([385, 385]);
  });

  it('measures everything at evenly spaced steps, all engines abreast, and says how far it is', async () => {
    const { open } = device();
    const steps: [number[], boolean][] = [];
    const progress: [number, number][] = [];
    await trainStudy(
      { ...spec, seeds: 2 },
      {
        open,
        evaluations: 3,
        onProgress: (done, total) => progress.push([done, total]),
        measure: (parts, last) => {
          steps.push([parts.map(({ engine }) => engine.step), last]);
          return Promise.resolve();
        },
      },
    );
    expect(steps).toEqual([
      [[7, 7], false],
      [[13, 13], false],
      [[20, 20], true],
    ]);
    expect(progress.at(-1)).toEqual([120, 120]);
    expect(progress.every(([done, total], i) => total === 120 && done > (progress[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('frees what it had opened where the next engine is too large, and halves a single seed’s arms in the end', async () => {
    const { open, opened, alive } = device(1);
    const runs = await runStudy({ ...spec, seeds: 2 }, { open });
    expect(runs.map(({ arm, seed }) => [arm, seed])).toEqual([
      [0, 11],
      [0, 12],
      [1, 11],
      [1, 12],
      [2, 11],
      [2, 12],
    ]);
    expect(opened.every(({ population }) => population.replicas.length === 1)).toBe(true);
    expect(alive()).toBe(0);
  });

  it('frees the engine that it has where the second one of the same runs is too large', async () => {
    const { open, opened, alive } = device(1);
    const most: number[] = [];
    const [example, batch, more] = spec.arms;
    // The one arm of batch masks fits, the two of example masks do not.
    await trainStudy(
      { ...spec, arms: [batch, example, more], seeds: 1 },
      { open, measure: (parts) => Promise.resolve(void most.push(alive() - parts.length)) },
    );
    expect(opened.map(({ population }) => population.training.mask)).toEqual(['batch', 'batch', 'example', 'example']);
    expect(most).toEqual([0, 0]);
    expect(alive()).toBe(0);
  });

  it('never halves a seed whose arms are measured together', async () => {
    const whole = { measure: () => Promise.resolve(), wholeSeeds: true };
    await expect(trainStudy({ ...spec, seeds: 2 }, { ...whole, open: device(1).open })).rejects.toThrow('too many');
    const single = { ...spec, arms: spec.arms.slice(0, 1), seeds: 1 };
    await expect(trainStudy(single, { ...whole, open: device(0).open })).rejects.toThrow('too many');
    // Another engine has room for all of them.
    const small = device(1);
    const large = device();
    const asked: boolean[] = [];
    await trainStudy(
      { ...spec, seeds: 1 },
      {
        ...whole,
        open: (population, data, all = false) => {
          asked.push(all);
          return (all ? large : small).open(population, data);
        },
      },
    );
    expect([asked, small.alive(), large.alive()]).toEqual([[false, true, true], 0, 0]);
    expect(large.opened.map(({ population }) => population.replicas.length)).toEqual([2, 1]);
    const two = device(2);
    await trainStudy({ ...spec, seeds: 2 }, { ...whole, open: two.open });
    expect(two.opened.map(({ population }) => population.replicas.length)).toEqual([2, 1, 2, 1]);
  });

  it('stops between worlds and before a measurement', async () => {
    const stop = new AbortController();
    const measured: number[] = [];
    const { open, alive } = device();
    const run = trainStudy(spec, {
      open,
      signal: stop.signal,
      measure: ([{ engine }]) => Promise.resolve(void measured.push(engine.step)),
      onProgress: (done, total) => {
        if (done === total) stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect([measured, alive()]).toEqual([[], 0]);
    const early = AbortSignal.abort();
    let opened = 0;
    const never = trainStudy(spec, {
      signal: early,
      measure: () => Promise.resolve(),
      open: (...given) => {
        opened++;
        return device().open(...given);
      },
    });
    await expect(never).rejects.toMatchObject({ name: 'AbortError' });
    expect(opened).toBe(0);
  });

  it('trains structures that the settings do not name, each in an engine of its own, and lets models begin elsewhere', async () => {
    const { open, opened } = device();
    const begun: [number, number[]][] = [];
    await trainStudy(
      { ...spec, seeds: 2 },
      {
        open,
        structureOf: ({ arm, run }) => ({ ...modelOf(run), experts: 2 + arm }),
        prepare: (parts) => {
          for (const { engine, members } of parts) begun.push([engine.step, members.map(({ arm }) => arm)]);
          return Promise.resolve();
        },
        measure: () => Promise.resolve(),
      },
    );
    expect(opened.map(({ population }) => population.model.experts)).toEqual([2, 3, 4]);
    expect(begun).toEqual([
      [0, [0, 0]],
      [0, [1, 1]],
      [0, [2, 2]],
    ]);
  });
});
