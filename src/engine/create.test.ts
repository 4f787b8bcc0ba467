import { setFlagsFromString } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadEngine, openEngine } from './create.ts';
import { switchOnRelaxedSimd } from './testing/relaxedSimd.ts';
import { randomData, smallPopulation } from './testing/populations.ts';

const data = [randomData(1, 4)];
switchOnRelaxedSimd(setFlagsFromString);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('without WebGPU', () => {
  it('WebAssembly is what trains, and the reason is told', async () => {
    vi.stubGlobal('navigator', {});
    await loadEngine();
    const { engine, why } = await openEngine(smallPopulation(), data);
    expect(engine.info).toEqual({ engine: 'simd', backend: 'wasm', adapter: '', rounding: 'once' });
    expect(why).toBe('no-webgpu');
  });

  it('without an adapter as well', async () => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: () => Promise.reject(new Error('blocked')) } });
    const { engine, why } = await openEngine(smallPopulation(), data);
    expect([engine.info.engine, why]).toEqual(['simd', 'no-adapter']);
  });

  it.each([
    ['has no SIMD', { validate: () => false }],
    ['may not be compiled', { compile: () => Promise.reject(new WebAssembly.CompileError('the policy forbids it')) }],
  ])('plain loops train where WebAssembly %s', async (_, broken) => {
    vi.stubGlobal('navigator', {});
    const { validate, compile, instantiate, Memory } = WebAssembly;
    vi.stubGlobal('WebAssembly', { validate, compile, instantiate, Memory, ...broken });
    // A structure of its own: none that was compiled before.
    const tried: string[] = [];
    const { engine, why } = await openEngine(smallPopulation({ training: { batch: 5 } }), data, undefined, {
      onTrying: (name) => tried.push(name),
    });
    expect(tried).toEqual(['simd', 'scalar']);
    expect(engine.info).toEqual({ engine: 'scalar', backend: 'cpu', adapter: '' });
    expect(why).toBe('no-webgpu');
    await engine.train(1);
  });
});

it.each([
  ['wasm', 'simd', 'once'],
  ['wasm-plain', 'simd', 'twice'],
  ['cpu', 'scalar', undefined],
] as const)('whoever asks for %s gets the %s engine', async (asked, name, rounding) => {
  await loadEngine(asked);
  const { engine, why } = await openEngine(smallPopulation(), data, asked);
  expect([engine.info.engine, engine.info.rounding, why]).toEqual([name, rounding, 'asked']);
});

it('a population that would not fit is refused, and no other engine is tried', async () => {
  const population = smallPopulation({
    model: { experts: 16, expertUnits: 64, sharedUnits: 64 },
    training: { optimizer: 'adam' },
    replicas: Array.from({ length: 128 }, () => ({ workers: 64 })),
  });
  const memory = vi.spyOn(WebAssembly, 'Memory');
  await expect(openEngine(population, data, 'wasm')).rejects.toThrow('this engine takes at most 512 MB');
  expect(memory).not.toHaveBeenCalled();
});
