import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEngine } from '../engine/create.ts';
import { createLosable, type Losable } from '../engine/testing/losable.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { EngineLimitError, type EngineInfo } from '../engine/types.ts';
import type { Choice, Choosing } from './choice.ts';
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
    if (backend === 'wasm') Object.assign(engine, { info: { engine: 'simd', backend, adapter: '' } });
    engines.push(engine);
    return { engine };
  });
  return {
    engines,
    asked,
    whole,
    started,
    told,
    make: (backend?: 'webgpu' | 'cpu', choosing?: Choosing) =>
      createStudyEngines(
        (info) => started.push(info),
        (event) => told.push(event),
        backend,
        undefined,
        undefined,
        choosing,
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

describe('where the fastest engine may be chosen', () => {
  // So many that the processor has not trained them all within two seconds, whatever the computer.
  const population = smallPopulation({ training: { steps: 100_000_000 } });
  const data = [randomData(1, 4)];
  /** What the page is told, and how its study is stopped. */
  function chosen() {
    const choices: Choice[] = [];
    const stop = new AbortController();
    return { choices, stop, choosing: { signal: stop.signal, onChosen: (choice: Choice) => choices.push(choice) } };
  }
  beforeEach(() => {
    vi.stubGlobal('navigator', { gpu: {} });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('both are tried, it is said which was faster, and a lost device changes nothing about the choice', async () => {
    const { make, asked, started, engines, told } = devices();
    const { choices, choosing } = chosen();
    const study = make(undefined, choosing);
    const engine = await study.open(population, data);
    expect(asked).toEqual(['wasm', 'webgpu']);
    expect([choices.length, started.length, engine.step]).toEqual([1, 1, 0]);
    study.loseDevice();
    await engine.train(1);
    await engine.settle();
    expect([told.length, choices.length, asked.length, engines.length]).toEqual([1, 1, 3, 3]);
    // Lost again and again, it asks for one that cannot be lost.
    for (let i = 0; i < 4; i++) {
      study.loseDevice();
      await engine.settle();
    }
    expect([asked.at(-1), choices.length]).toEqual(['wasm', 1]);
    engine.dispose();
  });

  it('what is asked for is not measured, nor anything where the browser has no WebGPU', async () => {
    const { choices, choosing } = chosen();
    for (const backend of ['webgpu', 'cpu'] as const) {
      const { make, asked } = devices();
      (await make(backend, choosing).open(population, data)).dispose();
      expect(asked).toEqual([backend]);
    }
    vi.stubGlobal('navigator', {});
    for (const given of [choosing, undefined]) {
      const { make, asked } = devices();
      (await make(undefined, given).open(population, data)).dispose();
      expect(asked).toEqual([undefined]);
    }
    expect(choices).toEqual([]);
  });

  it('by what the whole study takes, not one portion of it', async () => {
    const short = smallPopulation({ training: { steps: 8 } });
    for (const [rounds, tried] of [
      [1, ['wasm']],
      [1e9, ['wasm', 'webgpu']],
    ] as const) {
      const { make, asked } = devices();
      (await make(undefined, chosen().choosing).open(short, data, false, rounds)).dispose();
      expect(asked).toEqual(tried);
    }
  });

  it('and nobody says that it may, the first that works trains, as in reports that are to be repeated', async () => {
    const { make, asked } = devices();
    (await make().open(population, data)).dispose();
    expect(asked).toEqual([undefined]);
  });

  it('a study stopped on trial opens nothing else, and has started nothing', async () => {
    const { make, asked, started, engines } = devices();
    const { choosing, stop } = chosen();
    const opening = make(undefined, choosing).open(population, data);
    stop.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect([asked.length <= 1, started]).toEqual([true, []]);
    expect(engines.every(({ disposals }) => disposals > 0)).toBe(true);
  });
});
