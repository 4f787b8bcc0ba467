import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { roundingHere } from '../../engine/simd/support.ts';
import { describeEngine } from '../../engine/testing/contract.ts';
import { randomData, smallPopulation } from '../../engine/testing/populations.ts';
import { useProcessor } from '../../engine/tfjs/testing.ts';
import { EngineLimitError, type Engine } from '../../engine/types.ts';
import { defaultState } from '../../run/labState.ts';
import type { World } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { WorldSpecError } from '../../world/validate.ts';
import { fakeWorkers, type FakeWorker } from '../testing/fakeWorkers.ts';
import { handClock } from '../testing/handClock.ts';
import { createPool, workersFor, type WorkerLoss } from './pool.ts';
import type { PoolSide } from './side.ts';

/** Everything is worth a worker. */
const ALL = { work: 1, rows: 1 };
const data = [1, 2, 3, 4].map((seed) => randomData(seed, 4));
/** Nine replicas that differ, two or three to a data set. */
const nine = smallPopulation({
  replicas: Array.from({ length: 9 }, (_, i) => ({
    data: Math.floor(i / 2.5),
    workers: i === 4 ? 3 : i % 2 === 0 ? 1 : 2,
    gateDropout: i % 3 === 0 ? 0 : 0.3,
    learningRate: 0.05 + i / 200,
    seeds: { init: 10 + i, dropout: 20 + i, batch: 30 + i },
  })),
});

/** A pool, its workers, and what it told. */
function pool(size: number, change?: (side: PoolSide, number: number) => PoolSide) {
  const workers: FakeWorker[] = [];
  const told: WorkerLoss[] = [];
  const made = createPool(fakeWorkers(workers, change), size, ALL);
  return {
    workers,
    told,
    pool: made,
    open: (population = nine, logs = data) => made.open(population, logs, (loss) => told.push(loss)),
  };
}

/** All that can be asked of an engine after some steps, changes of rates and a restored state. */
async function story(engine: Engine, meanwhile?: (engine: Engine) => void): Promise<unknown> {
  const seen: unknown[] = [];
  await engine.train(5);
  seen.push(await engine.evaluate({ full: true, position: 'missing' }));
  const kept = await engine.checkpoint();
  engine.setReplicas(engine.population.replicas.map((each) => ({ ...each, learningRate: each.learningRate / 2 })));
  await engine.train(7);
  meanwhile?.(engine);
  await engine.settle();
  seen.push(await engine.evaluate({ replicas: [7, 0, 7, 3] }), await engine.gradient());
  await engine.restore(kept);
  await engine.train(4);
  seen.push(engine.step, kept, await engine.checkpoint(), await engine.evaluate());
  engine.dispose();
  return seen;
}
/** Whether its numbers are those of one engine, to the last digit. */
const asAlone = async (seen: unknown): Promise<boolean> =>
  isDeepStrictEqual(seen, await story(await createSimdEngine(nine, data)));

it.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [8, 7],
  [9, 8],
  [64, 8],
])('of %i cores %i train', (cores, workers) => {
  expect(workersFor(cores)).toBe(workers);
});

it.each([undefined, NaN, 0, -1, 0.5])('where the browser tells %s cores one trains', (cores) => {
  expect(workersFor(cores)).toBe(1);
});

it.each([1, 2, 3, 8])('%i workers give the numbers of one engine, to the last digit', async (size) => {
  const { open, workers, told } = pool(size);
  expect(await asAlone(await story(await open()))).toBe(true);
  // With one there is nothing to share.
  expect(workers).toHaveLength(size === 1 ? 0 : size);
  expect(told).toEqual([]);
});

it('a state goes on with any number of workers', async () => {
  const [two, three] = [await pool(2).open(), await pool(3).open()];
  const one = await createSimdEngine(nine, data);
  await two.train(6);
  await one.train(6);
  await three.restore(await two.checkpoint());
  await three.train(3);
  await one.train(3);
  expect(await three.checkpoint()).toEqual(await one.checkpoint());
});

it.each(['once', 'twice'] as const)('rounds %s in every worker where that is asked for', async (rounding) => {
  const asked: unknown[] = [];
  const { pool: made } = pool(2, (side) => ({
    ...side,
    open: (id, population, logs, given) => {
      asked.push(given);
      return side.open(id, population, logs, 'twice');
    },
  }));
  await made.open(nine, data, () => undefined, rounding);
  expect(asked).toEqual([rounding, rounding]);
});

it('rounds as this thread would where nothing is asked for, and says so', async () => {
  const engine = await pool(2).open();
  expect(engine.info).toEqual({ engine: 'simd', backend: 'wasm', adapter: '', threads: 2, rounding: roundingHere() });
});

// The contract counts TF.js's tensors, of which there are none.
beforeAll(() => useProcessor('cpu'));
describeEngine('pooled', (population, logs) => pool(2).open(population, [...logs]), 0, []);

describe('what happens to a worker', () => {
  it('that ends in the middle: another one goes on, and the numbers are the same', async () => {
    const { open, workers, told } = pool(3);
    const seen = await story(await open(), () => {
      workers[1].die();
    });
    expect(await asAlone(seen)).toBe(true);
    expect(workers.map(({ ended }) => ended)).toEqual([false, true, false, false]);
    expect(told).toEqual([{ type: 'worker-lost', step: expect.any(Number) as number }]);
  });

  it('that ends while it has nothing to do: it is replaced before anything is asked of it', async () => {
    const { open, workers, told } = pool(2);
    const engine = await open();
    workers[0].die();
    await expect.poll(() => told).toEqual([{ type: 'worker-lost', step: 0 }]);
    expect(await asAlone(await story(engine))).toBe(true);
  });

  it('that is ended by hand: as if it had ended by itself', async () => {
    const { open, workers, told } = pool(2);
    const seen = await story(await open(), (engine) => expect(engine.loseDevice?.()).toBe(true));
    expect(await asAlone(seen)).toBe(true);
    expect(workers).toHaveLength(3);
    expect(told.map(({ type }) => type)).toEqual(['worker-lost']);
  });

  it('that throws while it trains: its steps are taken again, by another one', async () => {
    const { open, workers, told } = pool(2, (side, number) =>
      number === 1 ? { ...side, train: () => Promise.reject(new Error('unreachable')) } : side,
    );
    expect(await asAlone(await story(await open()))).toBe(true);
    expect(workers.map(({ ended }) => ended)).toEqual([false, true, false]);
    expect(told.map(({ type }) => type)).toEqual(['worker-lost']);
  });

  it('and all after it: this thread trains in the end', async () => {
    const { open, workers, told } = pool(2, (side, number) =>
      number === 0 ? side : { ...side, train: () => Promise.reject(new Error('unreachable')) },
    );
    expect(await asAlone(await story(await open()))).toBe(true);
    // The first of them, and three in its place.
    expect(workers).toHaveLength(5);
    expect(told.map(({ type }) => type)).toEqual(['fewer-workers', 'worker-lost']);
  });

  it('that may not be started: this thread trains, and none is tried again', async () => {
    for (const spawn of [
      () => {
        throw new Error('forbidden');
      },
      // A file that does not come is told of a moment later.
      (broken: (reason: string) => void) => {
        setTimeout(() => {
          broken('could not be loaded');
        });
        return { endpoint: new MessageChannel().port1, end: () => undefined };
      },
    ]) {
      let tried = 0;
      const told: string[] = [];
      const blocked = createPool((broken) => (tried++, spawn(broken)), 2, ALL);
      for (let i = 0; i < 2; i++) {
        const engine = await blocked.open(nine, data, ({ type }) => told.push(type));
        expect(engine.info.threads ?? 1).toBe(1);
        expect(await asAlone(await story(engine))).toBe(true);
      }
      expect(tried).toBeLessThan(3);
      expect(new Set(told)).toEqual(new Set(['fewer-workers']));
      const { world } = defaultState().run;
      const small = { ...world, impressions: 90, heldOut: 45 };
      expect(await blocked.createWorld(small, 3)).toEqual(createWorld(small, 3));
      expect(tried).toBeLessThan(3);
    }
  });

  it('that may not be started, which a world was the first to meet: it is said all the same', async () => {
    const blocked = createPool(
      () => {
        throw new Error('forbidden');
      },
      2,
      ALL,
    );
    const { world } = defaultState().run;
    await blocked.createWorld({ ...world, impressions: 90, heldOut: 45 }, 3);
    const told: string[] = [];
    (await blocked.open(nine, data, ({ type }) => told.push(type))).dispose();
    expect(told).toEqual(['fewer-workers']);
  });

  it('that has no memory for its share: half of the population may have it', async () => {
    const { open, workers } = pool(2, (side, number) =>
      number === 0
        ? side
        : { ...side, open: () => Promise.resolve({ refused: { message: 'no memory left', fitting: 0 } }) },
    );
    const refused: unknown = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EngineLimitError);
    expect(refused).toMatchObject({ message: 'no memory left', fitting: 4 });
    // The worker that had room for its share keeps nothing of it.
    await expect.poll(() => workers[0].asked).toEqual(['open', 'dispose']);
  });
});

it('a population that is too large for a page is refused before a worker is started', async () => {
  const { open, workers } = pool(8);
  const large = smallPopulation({
    model: { experts: 16, expertUnits: 64, sharedUnits: 64 },
    training: { optimizer: 'adam' },
    replicas: Array.from({ length: 256 }, () => ({ workers: 32 })),
  });
  await expect(open(large, [randomData(1, 4)])).rejects.toBeInstanceOf(EngineLimitError);
  expect(workers).toEqual([]);
});

it('what is not worth it stays here', async () => {
  const workers: FakeWorker[] = [];
  const made = createPool(fakeWorkers(workers), 4);
  const engine = await made.open(nine, data, () => undefined);
  const { world } = defaultState().run;
  await made.createWorld({ ...world, impressions: 900, heldOut: 90 }, 1);
  expect([workers, engine.beside]).toEqual([[], false]);
});

it('small populations lie beside one another, in the worker with the least to do', async () => {
  const { open, workers } = pool(2);
  const one = smallPopulation({ replicas: [{}] });
  const engines = await Promise.all([open(one), open(one), open(one), open(one)]);
  expect(workers.map(({ asked }) => asked.filter((name) => name === 'open').length)).toEqual([2, 2]);
  expect(engines.every(({ beside }) => beside)).toBe(true);
  // Of however few a single one makes use.
  expect(engines[0].info.threads).toBe(2);
  engines.slice(1).forEach((engine) => {
    engine.dispose();
  });
  await open(one);
  expect(workers[1].asked.filter((name) => name === 'open')).toHaveLength(3);
});

describe('worlds', () => {
  const { world } = defaultState().run;
  const small = { ...world, impressions: 90, heldOut: 45 };

  it('are those of this thread, whoever makes them, and no worker has more than it can begin', async () => {
    const { pool: made, workers } = pool(3);
    const worlds = await Promise.all(Array.from({ length: 20 }, (_, i) => made.createWorld(small, i)));
    worlds.forEach((each, seed) => {
      expect(each).toEqual(createWorld(small, seed));
    });
    const counts = workers.map(({ asked }) => asked.length);
    expect(counts.reduce((a, b) => a + b)).toBe(20);
    expect(Math.min(...counts)).toBeGreaterThan(3);
  });

  it('do not wait for a slow worker while another one has nothing to do', async () => {
    const never = new Promise<never>(() => undefined) as unknown as World;
    const { pool: made, workers } = pool(2, (side, number) =>
      number === 0 ? { ...side, createWorld: () => never } : side,
    );
    let done = 0;
    const worlds = Array.from({ length: 12 }, (_, i) => made.createWorld(small, i).then(() => done++));
    // Four are with the worker that never answers.
    await expect.poll(() => done).toBe(8);
    expect(workers.map(({ asked }) => asked.length)).toEqual([4, 8]);
    made.end();
    await Promise.all(worlds);
    expect(done).toBe(12);
  });

  it('come though a worker falls silent over one: it is ended, and what it had is made elsewhere', async () => {
    const workers: FakeWorker[] = [];
    const { clock, pass } = handClock();
    const never = new Promise<never>(() => undefined) as unknown as World;
    const silent = fakeWorkers(workers, (side, number) =>
      number === 0 ? { ...side, createWorld: () => never } : side,
    );
    const made = createPool(silent, 2, ALL, clock);
    let done = 0;
    const worlds = Array.from({ length: 8 }, (_, i) => made.createWorld(small, i).finally(() => done++));
    await expect.poll(() => done).toBe(4);
    pass(60_100);
    (await Promise.all(worlds)).forEach((each, seed) => {
      expect(each).toEqual(createWorld(small, seed));
    });
    expect(workers[0].ended).toBe(true);
  });

  it('come though a worker ends, and stop when they are told to', async () => {
    const { pool: made, workers } = pool(2);
    const stop = new AbortController();
    const worlds = Array.from({ length: 30 }, (_, i) => made.createWorld(small, i, stop.signal));
    const settled = Promise.allSettled(worlds);
    await worlds[0];
    workers[1].die();
    expect(await worlds[5]).toEqual(createWorld(small, 5));
    stop.abort();
    const outcomes = (await settled).map(({ status }) => status);
    // Nobody waits for ever, and those that waited are not made: each worker had four, the one that it made and the next ones.
    expect(outcomes).toHaveLength(30);
    expect(outcomes.at(-1)).toBe('rejected');
    const asked = workers.flatMap((worker) => worker.asked).length;
    expect(asked).toBeLessThan(30);
  });

  it('that cannot be are refused as in this thread', async () => {
    await expect(pool(2).pool.createWorld({ ...small, candidates: 3 }, 1)).rejects.toBeInstanceOf(WorldSpecError);
  });
});
