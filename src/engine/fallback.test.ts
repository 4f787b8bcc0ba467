/** Whatever is wrong with WebGPU, something trains, and what is said of it is so. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { NoEngineError, openEngine, type WhyNot } from './create.ts';
import { brokenGpu, type Broken } from './testing/brokenGpu.ts';
import { randomData, smallPopulation } from './testing/populations.ts';
import { EngineLimitError } from './types.ts';
import { REAL_CLOCK, type Clock } from './waits.ts';
import { initWebGpuBackend } from './webgpuBackend.ts';

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

/** Thirty times as fast as others: a silence is over in half a second. */
const FAST: Clock = { now: () => 30 * REAL_CLOCK.now(), after: (ms, run) => REAL_CLOCK.after(ms / 30, run) };

const opened = (population = smallPopulation(), whole = true, clock = REAL_CLOCK) =>
  openEngine(population, data, 'webgpu', { whole, clock });

describe.each<[Broken, WhyNot]>([
  ['adapter never comes', 'webgpu-silent'],
  ['adapter throws at once', 'no-adapter'],
  ['device never comes', 'webgpu-silent'],
  ['device is refused', 'webgpu-failed'],
  ['device is lost while it is opened', 'webgpu-failed'],
  ['maps never end', 'webgpu-silent'],
  ['every map fails', 'webgpu-failed'],
  ['buffers of 1 MB', 'too-small'],
  ['four bindings', 'too-small'],
])('%s', (broken, reason) => {
  const clock = reason === 'webgpu-silent' ? FAST : REAL_CLOCK;

  it(`WebAssembly trains, because of: ${reason}`, async () => {
    withGpu(broken);
    // Its activations take more than 1 MB.
    const large = smallPopulation({ training: { batch: 4000 } });
    const { engine, why } = await opened(large, true, clock);
    expect([engine.info.engine, why]).toEqual(['simd', reason]);
    await engine.train(1);
    engine.dispose();
  });

  it('where WebAssembly does not work either, JavaScript trains', async () => {
    withGpu(broken);
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
    const { engine, why } = await opened(smallPopulation({ training: { batch: 4000 } }), true, clock);
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
  const many = smallPopulation({ replicas: Array.from({ length: 400 }, () => ({ workers: 8 })) });
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
