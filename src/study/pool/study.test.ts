/** Studies on a pool are the studies of one thread. */
import { expect, it, vi } from 'vitest';
import { EngineLimitError, type Engine } from '../../engine/types.ts';
import { regimeRun } from '../../run/regimes.ts';
import type { Choice } from '../choice.ts';
import { createStudyEngines, type Recovered } from '../engines.ts';
import type { StudySpec } from '../spec.ts';
import { runStudy, type StudyRun } from '../study.ts';
import { fakeWorkers, type FakeWorker } from '../testing/fakeWorkers.ts';
import { knownEngines } from '../testing/knownEngine.ts';
import { ofParts, rememberWorlds, trainStudy } from '../train.ts';
import { createPool } from './pool.ts';
import type { PoolSide } from './side.ts';

const start = regimeRun('async');
/** Three arms of two structures. */
const spec: StudySpec = {
  base: {
    ...start,
    world: { ...start.world, impressions: 90, heldOut: 45 },
    training: { ...start.training, steps: 30, batch: 8 },
  },
  arms: [
    { label: 'example', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.1 } },
    { label: 'batch', changes: { 'run.training.mask': 'batch', 'run.training.gateDropout': 0.2 } },
    { label: 'more', changes: { 'run.training.mask': 'example', 'run.training.gateDropout': 0.3 } },
  ],
  seeds: 4,
  seedBase: 11,
};

/** The engines of a study on a pool; its workers, and what is told. */
function pooled(size: number, change?: (side: PoolSide, number: number) => PoolSide) {
  const workers: FakeWorker[] = [];
  const told: Recovered[] = [];
  const threads: unknown[] = [];
  const pool = createPool(fakeWorkers(workers, change), size, { work: 1, rows: 1 });
  const engines = createStudyEngines(
    (info) => threads.push(info.threads),
    (event) => told.push(event),
    'wasm',
    pool,
  );
  return { workers, told, threads, ...engines };
}

const alone = (): Promise<StudyRun[]> =>
  runStudy(spec, {
    open: createStudyEngines(
      () => undefined,
      () => undefined,
      'wasm',
    ).open,
    evaluations: 2,
  });

it('has the same runs, measured as often, with its worlds made there, and says how many threads it has', async () => {
  const { open, workers, told, threads } = pooled(3);
  const measured: string[] = [];
  const progress: number[] = [];
  const runs = await runStudy(spec, {
    open,
    evaluations: 2,
    onMeasured: (some) => measured.push(some.map(({ arm, seed, step }) => [arm, seed, step].join()).join(' ')),
    onProgress: (done) => progress.push(done),
  });
  expect(runs).toEqual(await alone());
  expect(measured.map((each) => each.split(' ').length)).toEqual([12, 12]);
  expect([progress.at(-1), told, threads]).toEqual([12 * 30, [], [3]]);
  const asked = workers.flatMap((worker) => worker.asked);
  expect(asked.filter((name) => name === 'createWorld')).toHaveLength(4);
  // Two structures over three workers.
  expect(asked.filter((name) => name === 'open')).toHaveLength(6);
});

it('has the same runs where its workers were on trial before, against a graphics device that is not there', async () => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.resolve(null) } });
  const workers: FakeWorker[] = [];
  const choices: Choice[] = [];
  const { open } = createStudyEngines(
    () => undefined,
    () => undefined,
    undefined,
    createPool(fakeWorkers(workers), 2, { work: 1, rows: 1 }),
    undefined,
    { onChosen: (choice) => choices.push(choice) },
  );
  const runs = await runStudy(spec, { open, evaluations: 2 });
  vi.unstubAllGlobals();
  expect(runs).toEqual(await alone());
  // Two structures; a check that there was a trial at all.
  expect(choices.map(({ backend }) => backend)).toEqual(['wasm', 'wasm']);
  const asked = workers.flatMap((worker) => worker.asked);
  expect(asked.filter((name) => name === 'restore').length).toBeGreaterThan(2);
});

it('comes to the same end where a worker is ended in the middle, and says so once', async () => {
  const { open, told, ...engines } = pooled(2);
  const runs = await runStudy(spec, {
    open,
    evaluations: 2,
    onMeasured: () => {
      engines.loseDevice();
    },
  });
  expect(runs).toEqual(await alone());
  expect(told).toEqual([{ type: 'worker-lost', step: expect.any(Number) as number }]);
});

it('trains half of the seeds after the other where a worker has no memory for its share', async () => {
  const { open, told } = pooled(2, (side) => ({
    ...side,
    open: (id, population, data, rounding) =>
      population.replicas.length > 2
        ? Promise.resolve({ refused: { message: 'no memory left', fitting: 0 } })
        : side.open(id, population, data, rounding),
  }));
  // Where a run stood in its population is another matter there.
  const placeless = (runs: StudyRun[]) =>
    runs.map((run) => ({ ...run, evaluation: { ...run.evaluation, replica: 0 } }));
  expect(placeless(await runStudy(spec, { open, evaluations: 2 }))).toEqual(placeless(await alone()));
  // Eight replicas of the one structure in two shares of four; said once.
  expect(told).toEqual([{ type: 'portions', replicas: 8, fitting: 4 }]);
});

it('stops between two submissions, and gives everything up', async () => {
  const { open, workers } = pooled(2);
  const stop = new AbortController();
  const ended = trainStudy(
    { ...spec, base: { ...spec.base, training: { ...spec.base.training, steps: 100_000 } } },
    {
      open,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
      measure: () => Promise.reject(new Error('there is nothing to measure')),
    },
  );
  await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  const disposals = () => workers.flatMap(({ asked }) => asked).filter((name) => name === 'dispose').length;
  await expect.poll(disposals).toBe(4);
});

it('makes each world once, however many ask for it at the same time', async () => {
  const { open, workers } = pooled(2);
  const worldOf = rememberWorlds({ open, signal: undefined });
  const run = spec.base;
  const [a, b] = await Promise.all([worldOf(run), worldOf({ ...run, training: { ...run.training, l2: 0.5 } })]);
  expect(a).toBe(b);
  expect(workers.flatMap(({ asked }) => asked)).toEqual(['createWorld']);
});

it('gives up the engines that have room where another one has none', async () => {
  let alive = 0;
  const make = knownEngines({});
  const open = async (...given: Parameters<typeof make>): Promise<Engine> => {
    const [{ training, replicas }] = given;
    await new Promise((resolve) => setTimeout(resolve, replicas[0].gateDropout === 0.2 ? 1 : 20));
    if (training.mask === 'batch' && replicas[0].gateDropout === 0.2) throw new EngineLimitError('too many', 0);
    alive++;
    const engine = await make(...given);
    return Object.assign(engine, { beside: true, dispose: () => alive-- });
  };
  const three = { ...spec, arms: [...spec.arms, { label: 'adam', changes: { 'run.training.optimizer': 'adam' } }] };
  await expect(runStudy({ ...three, seeds: 1 }, { open })).rejects.toThrow('too many');
  expect(alive).toBe(0);
});

it('parts: at once beside one another, one after the other elsewhere, in their order', async () => {
  const log: string[] = [];
  const part = (name: string, beside: boolean) => ({ name, engine: { beside } as Engine });
  const work = async ({ name }: { name: string }): Promise<string> => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, name === 'a' ? 8 : 2));
    log.push(`${name} ends`);
    if (name === 'x') throw new Error('x');
    return name;
  };
  expect(await ofParts([part('a', true), part('b', true)], work)).toEqual(['a', 'b']);
  expect(log.splice(0)).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
  expect(await ofParts([part('a', false), part('b', false)], work)).toEqual(['a', 'b']);
  expect(log.splice(0)).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  // Nobody is at work any more when a failure is told of, and nobody begins after it.
  await expect(ofParts([part('x', true), part('a', true)], work)).rejects.toThrow('x');
  expect(log.splice(0).at(-1)).toBe('a ends');
  await expect(ofParts([part('x', false), part('a', false)], work)).rejects.toThrow('x');
  expect(log).toEqual(['x begins', 'x ends']);
});
