/** WebGPU in Node for the fused engine's tests. */
import { initWebGpuBackend } from '../webgpuBackend.ts';

/** Messages of errors that WebGPU reports beside the call that caused them; a test that cares empties it and looks at it. */
export const problems: string[] = [];

/**
 * Sets TF.js's WebGPU backend on Dawn, or on another device after one was lost.
 * @param startDawn - `createDawnGpu` of scripts/dawn.mjs, which only tests may import
 * @throws when there is no adapter: then nothing of the fused engine has been tested, and the tests must say so
 */
export async function useDawn(startDawn: () => Promise<unknown>): Promise<GPUDevice> {
  await startDawn();
  const { device } = await initWebGpuBackend();
  device.addEventListener('uncapturederror', ({ error }) => problems.push(error.message));
  return device;
}
