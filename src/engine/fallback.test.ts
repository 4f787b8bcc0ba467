/** Whatever is wrong with WebGPU, something trains, and what is said of it is so. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { liveEngine } from '../session/liveEngine.ts';
import { NoEngineError, openEngine, type WhyNot } from './create.ts';
import { brokenGpu, type Broken } from './testing/brokenGpu.ts';
import { SimulatedClock } from './testing/device.ts';
import { randomData, smallPopulation } from './testing/populations.ts';
import { EngineLimitError } from './types.ts';
import { initWebGpuBackend, SILENCE_MS } from './webgpuBackend.ts';

const data = [randomData(1, 4)];
let real: GPU;
beforeAll(async () => {
  real = await createDawnGpu();
});
beforeEach(async () => {
  // Each test asks for a device of its own.
  vi.stubGlobal('navigator', { gpu: real });
  const { device } = await initWebGpuBackend();
  device.destroy();
  await device.lost;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function withGpu(broken: Broken) {
  const { gpu, devices } = brokenGpu(real, broken);
  vi.stubGlobal('navigator', { gpu });
  return devices;
}

/** Opens on a clock that lets a silence pass at once. */
async function opened(population = smallPopulation(), whole = true) {
  const clock = new SimulatedClock();
  const opening = openEngine(population, data, 'webgpu', { whole, clock: clock.clock });
  // Compiling takes real time, in which this clock stands still.
  for (let turns = 0; turns < 600; turns++) {
    if (await clock.run(opening, SILENCE_MS)) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { ...(await opening), waited: clock.now };
}

describe.each<[Broken, WhyNot, number]>([
  ['adapter never comes', 'webgpu-silent', SILENCE_MS],
  ['adapter throws at once', 'no-adapter', 0],
  ['device never comes', 'webgpu-silent', SILENCE_MS],
  ['device is refused', 'webgpu-failed', 0],
  ['device is lost while it is opened', 'webgpu-failed', 0],
  ['maps never end', 'webgpu-silent', SILENCE_MS],
  ['every map fails', 'webgpu-failed', 0],
  ['buffers of 1 MB', 'too-small', 0],
  ['four bindings', 'too-small', 0],
])('%s', (broken, reason, most) => {
  it(`WebAssembly trains, because of: ${reason}`, async () => {
    withGpu(broken);
    const large = smallPopulation({ training: { batch: 4000 } });
    const { engine, why, waited } = await opened(large);
    expect([engine.info.engine, why]).toEqual(['simd', reason]);
    expect(waited).toBeLessThanOrEqual(most);
    await engine.train(1);
    engine.dispose();
  });

  it('where WebAssembly does not work either, JavaScript trains', async () => {
    withGpu(broken);
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
    const { engine, why } = await opened(smallPopulation({ training: { batch: 4000 } }));
    expect([engine.info.engine, why]).toEqual(['scalar', reason]);
    engine.dispose();
  });
});

it('a map that fails once is forgiven', async () => {
  withGpu('the first map fails');
  const { engine, why } = await opened();
  expect([engine.info.engine, why]).toEqual(['fused', undefined]);
  await engine.train(2);
  expect((await engine.checkpoint()).step).toBe(2);
  engine.dispose();
});

it('a device that comes too late is ended, and so is one that does not work', async () => {
  const devices = withGpu('every map fails');
  (await opened()).engine.dispose();
  expect(devices).toHaveLength(1);
  expect((await devices[0].lost).reason).toBe('destroyed');
});

it('WebGPU is tried again at the next start', async () => {
  withGpu('adapter throws at once');
  (await opened()).engine.dispose();
  vi.stubGlobal('navigator', { gpu: real });
  const { engine, why } = await opened();
  expect([engine.info.engine, why]).toEqual(['fused', undefined]);
  engine.dispose();
});

it('where fewer replicas would fit, whoever can train fewer is told so; whoever cannot has another engine', async () => {
  withGpu('buffers of 1 MB');
  const many = smallPopulation({ replicas: Array.from({ length: 4000 }, () => ({ workers: 8 })) });
  const refused: unknown = await opened(many, false).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(EngineLimitError);
  expect((refused as EngineLimitError).fitting).toBeGreaterThan(10);
  const { engine, why } = await opened(many, true);
  expect([engine.info.engine, why]).toEqual(['simd', 'too-small']);
  engine.dispose();
});

it('where nothing works, what was tried is named, and nothing else', async () => {
  vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
  vi.doMock('./scalar/engine.ts', () => ({ createScalarEngine: () => Promise.reject(new Error('out of memory')) }));
  try {
    withGpu('adapter throws at once');
    const all: unknown = await opened().catch((error: unknown) => error);
    expect(all).toBeInstanceOf(NoEngineError);
    expect((all as NoEngineError).tried).toEqual(['fused', 'simd', 'scalar']);
    vi.stubGlobal('navigator', {});
    const without: unknown = await openEngine(smallPopulation(), data).catch((error: unknown) => error);
    expect((without as NoEngineError).tried).toEqual(['simd', 'scalar']);
    expect((without as NoEngineError).cause).toEqual(new Error('out of memory'));
  } finally {
    vi.doUnmock('./scalar/engine.ts');
  }
});

it('a live run whose devices are lost one after the other goes on in WebAssembly, and not because the address asks for it', async () => {
  withGpu('device is lost a moment later');
  const reasons: (WhyNot | undefined)[] = [];
  const { engine, why } = await liveEngine(undefined, (_, reason) => reasons.push(reason))(smallPopulation(), data, 1);
  for (let i = 0; i < 200 && engine.info.engine === 'fused'; i++) {
    await engine.train(1);
    await engine.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(engine.info.engine).toBe('simd');
  expect(['webgpu-failed', 'webgpu-lost']).toContain(reasons.at(-1) ?? why);
  const { step } = engine;
  await engine.train(3);
  expect((await engine.checkpoint()).step).toBe(step + 3);
  engine.dispose();
});
