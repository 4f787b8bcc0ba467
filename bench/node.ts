/** The benchmark in Node on Dawn. jax-js has no WebGPU there, and TF.js's WebAssembly backend is left to the browser. */
import { createDawnGpu } from '../scripts/dawn.mjs';
import { accelerate } from '../src/world/accelerator.ts';
import { createAccelerator } from '../src/world/kernel.ts';
import type { BenchOptions, BenchReport } from './suite.ts';

export async function benchInNode(options: BenchOptions, say: (line: string) => void): Promise<BenchReport> {
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
  return runBench(
    {
      adapter,
      device,
      createFused: createFusedEngine,
      createScalar: createScalarEngine,
      createSimd: createSimdEngine,
      setBackend: (name) => (name === 'wasm' ? Promise.resolve(false) : tf.setBackend(name)),
    },
    options,
    say,
  );
}
