/** The benchmark in Node on Dawn. jax-js has no WebGPU there, and TF.js's WebAssembly backend is left to the browser. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { createDawnGpu } from '../scripts/dawn.mjs';
import { createPool, workersFor } from '../src/study/pool/pool.ts';
import type { Spawn } from '../src/study/pool/slot.ts';
import { accelerate } from '../src/world/accelerator.ts';
import { createAccelerator } from '../src/world/kernel.ts';
import type { BenchOptions, BenchReport } from './suite.ts';

/** Workers of the pool out of a file that has been built. */
const spawnFrom =
  (file: URL): Spawn =>
  (broken) => {
    const worker = new Worker(file);
    worker.on('error', (error: Error) => {
      broken(error.message);
    });
    worker.on('messageerror', (error: Error) => {
      broken(error.message);
    });
    worker.on('exit', () => {
      broken('the worker has ended');
    });
    return { endpoint: nodeEndpoint(worker), end: () => void worker.terminate() };
  };

/** @param poolWorker - poolWorker.ts as it has been built */
export async function benchInNode(
  options: BenchOptions,
  say: (line: string) => void,
  poolWorker: URL,
): Promise<BenchReport> {
  accelerate(createAccelerator());
  await createDawnGpu();
  // Only now: TF.js registers its WebGPU backend when it finds a GPU at import.
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-webgpu');
  await import('@tensorflow/tfjs-backend-cpu');
  const [{ initWebGpuBackend }, { createFusedEngine }, { createScalarEngine }, { createSimdEngine }, { runBench }] =
    await Promise.all([
      import('../src/engine/webgpuBackend.ts'),
      import('../src/engine/fused/engine.ts'),
      import('../src/engine/scalar/engine.ts'),
      import('../src/engine/simd/engine.ts'),
      import('./suite.ts'),
    ]);
  const { adapter, device } = await initWebGpuBackend();
  const pool = createPool(spawnFrom(poolWorker), workersFor(availableParallelism()));
  const report = await runBench(
    {
      adapter,
      device,
      createFused: createFusedEngine,
      createScalar: createScalarEngine,
      createSimd: createSimdEngine,
      createWorld: pool.createWorld.bind(pool),
      setBackend: (name) => (name === 'wasm' ? Promise.resolve(false) : tf.setBackend(name)),
    },
    options,
    say,
  );
  pool.end();
  return report;
}
