/** The benchmark in a browser: `npm run bench` drives this page. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-cpu';
import { createFusedEngine } from '../src/engine/fused/engine.ts';
import { initWebGpuBackend } from '../src/engine/webgpuBackend.ts';
import { initWasmBackend } from '../src/engine/tfjs/wasm.ts';
import { createScalarEngine } from '../src/engine/scalar/engine.ts';
import { createSimdEngine } from '../src/engine/simd/engine.ts';
import { jaxDevice, jaxTrainer } from './peers/jax.ts';
import { worldOfLarge } from './shape.ts';
import { benchStudies, type StudyRow } from './studies.ts';
import { spawnPoolWorker } from '../src/commands/spawn.ts';
import { createPool, workersFor } from '../src/study/pool/pool.ts';
import { accelerate } from '../src/world/accelerator.ts';
import { createAccelerator } from '../src/world/kernel.ts';
import { runBench, widthRows, type BenchOptions, type BenchReport } from './suite.ts';
import type { WidthRow } from './widths.ts';

declare global {
  var bench: ((options: BenchOptions) => Promise<BenchReport>) | undefined;
  var studies: ((options: { seeds: number; rounds: number }) => Promise<StudyRow[]>) | undefined;
  var widths: ((options: Pick<BenchOptions, 'widths' | 'rounds' | 'only'>) => Promise<WidthRow[]>) | undefined;
  /** Put there by the driver. */
  var benchSay: ((line: string) => void) | undefined;
}

const jax = (device: 'wasm' | 'webgpu') => async (batch: number) => {
  if (!(await jaxDevice(device))) return null;
  const trainer = jaxTrainer(worldOfLarge(), batch);
  return {
    // The default device is global in jax-js, and the candidates take turns.
    async steps(count: number) {
      await jaxDevice(device);
      await trainer.steps(count);
    },
    dispose: () => {
      trainer.dispose();
    },
  };
};

accelerate(createAccelerator());
globalThis.studies = (options) => benchStudies(options, (line) => globalThis.benchSay?.(line));

globalThis.widths = async (options) => {
  await initWebGpuBackend();
  return widthRows(
    { createFused: createFusedEngine, createScalar: createScalarEngine, createSimd: createSimdEngine },
    options,
    (line) => globalThis.benchSay?.(line),
  );
};

globalThis.bench = async (options) => {
  await initWasmBackend();
  // The page's own device, with the features and limits that it asks for; the stock kernels run on it too.
  const { adapter, device } = await initWebGpuBackend();
  const pool = createPool(spawnPoolWorker, workersFor(navigator.hardwareConcurrency));
  const report = await runBench(
    {
      adapter,
      device,
      createFused: createFusedEngine,
      createScalar: createScalarEngine,
      createSimd: createSimdEngine,
      createWorld: pool.createWorld.bind(pool),
      setBackend: (name) => tf.setBackend(name),
      jax: { wasm: jax('wasm'), webgpu: jax('webgpu') },
    },
    options,
    (line) => globalThis.benchSay?.(line),
  );
  pool.end();
  return report;
};
