import { afterEach, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import type { WhyNot } from '../engine/create.ts';
import { brokenGpu } from '../engine/testing/brokenGpu.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { liveEngine } from './liveEngine.ts';

const data = [randomData(1, 4)];
afterEach(() => {
  vi.unstubAllGlobals();
});

it('a live run whose devices are lost one after the other goes on in WebAssembly, and not because the address asks for it', async () => {
  vi.stubGlobal('navigator', { gpu: brokenGpu(await createDawnGpu(), 'device is lost a moment later').gpu });
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

it.each([
  ['cpu', 'scalar', 'asked'],
  ['wasm', 'simd', 'asked'],
  [undefined, 'simd', 'no-webgpu'],
] as const)('a live run asked to be computed on %s is opened in %s, and says why', async (asked, name, reason) => {
  vi.stubGlobal('navigator', {});
  const trying: string[] = [];
  const open = liveEngine(
    asked,
    () => undefined,
    (tried) => trying.push(tried),
  );
  const { engine, why } = await open(smallPopulation(), data, 1);
  expect([engine.info.engine, why, trying]).toEqual([name, reason, [name]]);
  engine.dispose();
});
