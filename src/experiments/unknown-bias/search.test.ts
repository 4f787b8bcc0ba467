import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../commands/registry.ts';
import { EngineLimitError, type EngineData } from '../../engine/types.ts';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { knownEngines, type Asked } from '../../study/testing/knownEngine.ts';
import { CONTEXT_COLUMNS, contextBias, createContextWorld, LEVELS } from '../../world/context.ts';
import { unknownBias, type UnknownBiasResults } from './command.ts';
import { runSearch, type SearchedWorld, type SearchSpec } from './search.ts';
import { searchRun } from './spec.ts';

const small = (() => {
  const base = searchRun({ strength: 1, sines: 1, steps: 6 });
  return { ...base, world: { ...base.world, impressions: 180, heldOut: 90 } };
})();
const spec: SearchSpec = { base: small, culprit: 'network', seeds: 2, seedBase: 7, starts: 1 };
const network = contextBias(small.world, LEVELS.network);

/** Knows the truth about the network and only that: right wherever the levels that it is given are those of the network. */
const knowing = ({ population, data }: Asked, row: number): number => {
  const { heldOut } = data;
  const level = heldOut.position[row];
  if (population.model.biasHandling === 'none') return heldOut.clickLogit[row] - 1;
  return heldOut.clickLogit[row] + (level === 0 ? -0.7 : (network[heldOut.device[row]][level - 1] ?? -9));
};

describe('the search for a bias that nobody named', () => {
  it('gives every column its turn, and one model each for the device alone and for nothing, on the same log', async () => {
    const opened: { population: PopulationSpec; data: readonly EngineData[] }[] = [];
    await runSearch(
      { ...spec, seeds: 1 },
      { open: knownEngines({ click: knowing }, (population, data) => opened.push({ population, data })) },
    );
    expect(opened.map(({ population: { model, replicas } }) => [model.biasHandling, replicas.length])).toEqual([
      ['none', 1],
      ['shallow-tower', 6],
    ]);
    const context = createContextWorld(small.world, 'network', 7);
    const towers = opened[1];
    const told = towers.population.replicas.map(({ data }) => towers.data[data].train);
    expect(told[0].position).toEqual(new Uint8Array(180));
    CONTEXT_COLUMNS.forEach((column, i) => {
      expect(told[i + 1].position).toEqual(context.train[column]);
      expect(told[i + 1].labels).toEqual(context.world.train.labels);
      expect(told[i + 1].features).toEqual(context.world.train.features);
    });
    for (const { population } of opened)
      for (const { seeds } of population.replicas) expect(seeds).toEqual({ init: 7, dropout: 7, batch: 7 });
  });

  it('ranks columns by held-out gain over no tower, and reports the best one’s curve beside the truth', async () => {
    const measured: SearchedWorld[][] = [];
    const table = ({ data }: Asked): number[] => {
      const level = data.train.position;
      const own = new Set(level).size === LEVELS.network;
      return Array.from({ length: 30 }, (_, i) =>
        own && i % 10 > 0 ? 5 + (network[Math.floor(i / 10)][(i % 10) - 1] ?? 99) : 0,
      );
    };
    const worlds = await runSearch(spec, {
      open: knownEngines({ click: knowing, table }),
      onMeasured: (some) => measured.push(some),
    });
    expect(worlds.map(({ seed, culprit }) => [seed, culprit])).toEqual([
      [7, 'network'],
      [8, 'network'],
    ]);
    expect(measured.flat()).toEqual(worlds);
    for (const world of worlds) {
      expect(world.ranked[0]).toBe('network');
      expect([...world.ranked].sort()).toEqual([...CONTEXT_COLUMNS].sort());
      expect(world.gains).toEqual([...world.gains].sort((a, b) => b - a));
      // By hand: log losses over the held-out rows, with the truth and with the truth's own offset.
      const { world: made, heldOut } = createContextWorld(small.world, 'network', world.seed);
      const log = made.heldOut;
      const loss = (add: (row: number) => number): number =>
        Array.from({ length: log.rows }, (_, row) => {
          const z = log.clickLogit[row] + add(row);
          return Math.log(1 + Math.exp(log.labels[4 * row] === 1 ? -z : z)) / log.rows;
        }).reduce((sum, value) => sum + value, 0);
      const best = loss((row) => network[log.device[row]][heldOut.network[row] - 1]);
      expect(world.gains[0]).toBeCloseTo(loss(() => -1) - best, 6);
      expect(world.device.mean).toBeCloseTo(loss(() => -1) - loss(() => -0.7), 6);
      const { beyond } = world.columns[CONTEXT_COLUMNS.indexOf('network')];
      expect(beyond.mean).toBeCloseTo(world.gains[0] - world.device.mean, 9);
      expect(world.truth.map((curve) => curve.length)).toEqual([4, 4, 4]);
      // Both are centred: the 5 that the table adds is nothing.
      world.truth.forEach((curve, device) => {
        expect(curve[0] - curve[3]).toBeCloseTo(network[device][0] - network[device][3], 9);
        curve.forEach((value, i) => {
          expect(world.learned[device][i]).toBeCloseTo(value, 5);
        });
      });
    }
  });

  it('takes several starts of a world together, from weights of their own, even where a device has room for one only', async () => {
    for (const most of [Infinity, 3]) {
      const seeds = new Set<number>();
      const make = knownEngines({ click: knowing }, ({ replicas }) => {
        for (const replica of replicas) seeds.add(replica.seeds.init);
      });
      const worlds = await runSearch(
        { ...spec, starts: 2 },
        {
          open: (population, data) =>
            population.replicas.length > 2 * most
              ? Promise.reject(new EngineLimitError('too many', 6))
              : make(population, data),
        },
      );
      expect(worlds.map(({ seed }) => seed)).toEqual([7, 8]);
      expect([...seeds].sort((a, b) => a - b)).toEqual([14, 15, 16, 17]);
      // The engine answers alike from every start.
      expect(worlds[0].columns[0].beyond.degrees).toBeCloseTo(9, 6);
    }
  });

  it('calls nothing where a model that everything is held against has diverged', async () => {
    const open = knownEngines({ click: knowing });
    const [world] = await runSearch(
      { ...spec, seeds: 1 },
      {
        open: async (population, data) => {
          const engine = await open(population, data);
          const evaluate = engine.evaluate.bind(engine);
          engine.evaluate = async (options) => {
            const { step, replicas } = await evaluate(options);
            return { step, replicas: replicas.map((one, i) => ({ ...one, finite: i !== 0 })) };
          };
          return engine;
        },
      },
    );
    expect(world.flagged).toBeNull();
    expect(world.gains.every(Number.isNaN)).toBe(true);
  });

  it('finds a strong bias with a real engine, and nothing where there is none', async () => {
    const base = searchRun({ strength: 2, sines: 1, steps: 250 });
    const real = { ...base, world: { ...base.world, impressions: 9_000, heldOut: 2_700 } };
    const search = async (culprit: SearchSpec['culprit']): Promise<SearchedWorld> =>
      (await runSearch({ base: real, culprit, seeds: 1, seedBase: 3, starts: 1 }, { open: createSimdEngine }))[0];
    const { flagged, learned, truth } = await search('autoplay');
    expect(flagged).toBe('autoplay');
    expect(learned[0][0] - learned[0][1]).toBeGreaterThan(0.5 * (truth[0][0] - truth[0][1]));
    expect((await search(null)).flagged).toBeNull();
  });
});

describe('lab -- unknown-bias', () => {
  it('reports runs by the contract, and rates by culprit', { tags: ['long'] }, async () => {
    const options = { seeds: '1', 'seed-base': '5', steps: '1', strength: '0.5', sines: '2' };
    const fallbacks = Object.entries(unknownBias.options).map(([name, { fallback }]) => [name, fallback]);
    const given = { ...(Object.fromEntries(fallbacks) as Record<string, string>), ...options };
    const done: number[] = [];
    const {
      spec: asked,
      results,
      table,
    } = await unknownBias.run(given, {
      open: knownEngines({}),
      onProgress: (steps, total) => done.push(steps / total),
    });
    const { runs, rates } = results as UnknownBiasResults;
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
    expect(runs.map(({ culprit }) => culprit)).toEqual([null, ...CONTEXT_COLUMNS]);
    for (const { seed, ranked, gains, flagged } of runs) {
      expect([seed, ranked.length, gains.length]).toEqual([5, 5, 5]);
      expect(flagged === null || ranked[0] === flagged).toBe(true);
    }
    expect(rates.map(({ culprit, falseAlarm }) => [culprit, falseAlarm.n])).toEqual(
      [null, ...CONTEXT_COLUMNS].map((culprit) => [culprit, 1]),
    );
    expect(table[0]).toEqual(['culprit', 'first', 'called', 'false alarm']);
    expect(table.map(([name]) => name)).toEqual(['culprit', 'none', ...CONTEXT_COLUMNS]);
    expect(asked).toMatchObject({
      strength: 0.5,
      sines: 2,
      steps: 1,
      starts: 1,
      base: { world: { sines: 2, biasStrength: 0.5 } },
    });
  });

  it('refuses what it does not know', async () => {
    await expect(runExperiment('unknown-bias', { culprit: 'weather' })).rejects.toThrow(/--culprit.*thumbnail/);
    await expect(runExperiment('unknown-bias', { starts: '0' })).rejects.toThrow('--starts');
  });
});
