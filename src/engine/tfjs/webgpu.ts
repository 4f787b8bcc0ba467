/**
 * TF.js's WebGPU backend without its kernels. The fused engine needs TF.js's device, tensors and buffers and brings its own kernels; importing the
 * package's index would register some two hundred kernels that nobody calls (and that no bundler can drop). The class is not part of the package's
 * interface.
 */
import { backend, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

/** Makes TF.js's WebGPU backend the current one, on this device. @throws Error when it does not start */
export async function setWebGpuDevice(device: GPUDevice, info: GPUAdapterInfo): Promise<void> {
  // A second registration under the same name is ignored, and a lost device's backend is of no use.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, info), 3);
  if (!(await setBackend('webgpu'))) throw new Error('TF.js could not start its WebGPU backend');
}

/** @returns TF.js's current backend; @throws Error when that is not the one on WebGPU */
export function currentWebGpu(): WebGPUBackend {
  const current: unknown = backend();
  if (typeof current === 'object' && current !== null && 'uploadToGPU' in current) return current as WebGPUBackend;
  throw new Error('the fused engine needs TF.js’s WebGPU backend to be set');
}
