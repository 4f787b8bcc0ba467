/**
 * TF.js's WebGPU backend without its kernels, whose class is not part of the package's interface: importing the package's index would register
 * some two hundred kernels that nobody calls (and that no bundler can drop).
 */
import { backend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

export { findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
export { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

/** @returns TF.js's current backend; @throws Error when that is not the one on WebGPU */
export function currentWebGpu(): WebGPUBackend {
  const current: unknown = backend();
  if (typeof current === 'object' && current !== null && 'runWebGPUProgram' in current) return current as WebGPUBackend;
  throw new Error('the fused engine needs TF.js’s WebGPU backend to be set');
}
