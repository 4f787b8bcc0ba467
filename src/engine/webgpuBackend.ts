/**
 * TF.js's WebGPU backend without its kernels. The fused engine needs TF.js's device, tensors and buffers and brings its own kernels;
 * importing the package's index would register some two hundred kernels that nobody calls (and that no bundler can drop).
 */
import { findBackendFactory, registerBackend, removeBackend, setBackend, WebGPUBackend } from './tfjs/webgpu.ts';

export interface WebGpuBackend {
  /** The adapter's readable name. */
  adapter: string;
  device: GPUDevice;
}

/** Limits that are raised from WebGPU's guaranteed minimum to what the adapter has. */
const LIMITS = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;
/** `subgroups` lets lanes share what they loaded; `timestamp-query` is for TF.js's profiler. Both optional. */
const FEATURES = ['subgroups', 'timestamp-query'] as const;

/** @returns "vendor architecture (description)", of which browsers leave parts empty */
export function adapterName(info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description'>): string {
  const name = [info.vendor, info.architecture].filter((part) => part !== '').join(' ');
  const detail = info.description || info.device;
  if (name === '') return detail === '' ? 'unnamed adapter' : detail;
  return detail === '' ? name : `${name} (${detail})`;
}

let current: Promise<WebGpuBackend> | undefined;
/** Devices do not tell what they run on in every browser. */
const infos = new WeakMap<GPUDevice, GPUAdapterInfo>();

/** @returns what the adapter of a device said about itself, if the device was made here or tells */
export function adapterInfoOf(device: GPUDevice): GPUAdapterInfo | undefined {
  return infos.get(device) ?? (device as { adapterInfo?: GPUAdapterInfo }).adapterInfo;
}

async function start(): Promise<WebGpuBackend> {
  if (!('gpu' in navigator)) throw new Error('this environment has no WebGPU');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU found no adapter');
  const device = await adapter.requestDevice({
    requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  infos.set(device, adapter.info);
  void device.lost.then(() => {
    current = undefined; // the next call asks for a new device
  });
  // A second registration under the same name is ignored, and a lost device's backend is of no use.
  if (findBackendFactory('webgpu')) removeBackend('webgpu');
  registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await setBackend('webgpu'))) throw new Error('TF.js could not start its WebGPU backend');
  return { adapter: adapterName(adapter.info), device };
}

/**
 * Makes TF.js's WebGPU backend the current one. Repeated calls give the same device until it is lost; the one after that asks for a new one.
 * @throws Error when there is no WebGPU, no adapter, or no device
 */
export async function initWebGpuBackend(): Promise<WebGpuBackend> {
  current ??= start();
  try {
    return await current;
  } catch (error) {
    current = undefined;
    throw error;
  }
}
