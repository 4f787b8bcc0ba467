import { beforeEach, expect, it, vi } from 'vitest';
import { openEngine } from '../engine/create.ts';
import { createLosable, type Losable } from '../engine/testing/losable.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { EngineLimitError, type EngineInfo } from '../engine/types.ts';
import { createStudyEngines, type Recovered } from './engines.ts';

vi.mock('../engine/create.ts', async (original) => ({ ...(await original<object>()), openEngine: vi.fn() }));
const opening = vi.mocked(openEngine);

/** Engines on a device that can be lost; what was asked for, and what the page was told. */
function devices() {
  const engines: Losable[] = [];
  const asked: unknown[] = [];
  const whole: unknown[] = [];
  const started: EngineInfo[] = [];
  const told: Recovered[] = [];
  opening.mockImplementation(async (population, data, backend, options) => {
    asked.push(backend);
    whole.push(options?.whole);
    const engine = await createLosable(population, data);
    engines.push(engine);
    return { engine };
  });
  return {
    engines,
    asked,
    whole,
    started,
    told,
    make: (backend?: 'webgpu' | 'cpu') =>
      createStudyEngines(
        (info) => started.push(info),
        (event) => told.push(event),
        backend,
      ),
  };
}

beforeEach(() => {
  opening.mockReset();
});

it('says once what it trains with, however many engines are opened', async () => {
  const { make, started, asked, told } = devices();
  const study = make('cpu');
  expect(study.loseDevice()).toBe(false);
  const first = await study.open(smallPopulation({}), [randomData(1, 4)]);
  const second = await study.open(smallPopulation({}), [randomData(2, 4)]);
  expect(started).toEqual([{ engine: 'fused', backend: 'webgpu', adapter: 'none' }]);
  expect([asked, told]).toEqual([['cpu', 'cpu'], []]);
  first.dispose();
  second.dispose();
});

it('goes on where a device is lost, and says from which step and with what', async () => {
  const { make, told, engines, asked, whole } = devices();
  const study = make();
  const older = await study.open(smallPopulation({}), [randomData(1, 4)]);
  const engine = await study.open(smallPopulation({}), [randomData(1, 4)]);
  await engine.train(3);
  await engine.settle();
  // The device of the engine that was opened last.
  expect(study.loseDevice()).toBe(true);
  await engine.train(1);
  await engine.settle();
  expect(engines).toHaveLength(3);
  expect(told).toEqual([{ type: 'recovered', step: expect.any(Number) as number, backend: 'webgpu' }]);
  expect(asked).toEqual([undefined, undefined, undefined]);
  // Lost again and again, it asks for one that cannot be lost.
  for (let i = 0; i < 4; i++) {
    study.loseDevice();
    await engine.settle();
  }
  expect(asked.at(-1)).toBe('wasm');
  // A study that has begun cannot be parted any more.
  expect(whole).toEqual(asked.map((backend) => backend === 'wasm'));
  older.dispose();
  engine.dispose();
});

it('asks for an engine that trains all of them where fewer are of no use', async () => {
  const { make, whole } = devices();
  (await make().open(smallPopulation({}), [randomData(1, 4)], true)).dispose();
  expect(whole).toEqual([true]);
});

it('says nothing of portions where not even one model has room, and passes every failure on', async () => {
  const { make, told, started } = devices();
  for (const error of [new EngineLimitError('too large', 0), new Error('no memory')]) {
    opening.mockRejectedValue(error);
    await expect(make().open(smallPopulation({}), [randomData(1, 4)])).rejects.toThrow(error.message);
  }
  expect([told, started]).toEqual([[], []]);
});
