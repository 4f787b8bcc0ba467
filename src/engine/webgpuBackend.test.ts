import { backend, getBackend } from './tfjs/testing.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { adapterName, initWebGpuBackend } from './webgpuBackend.ts';

beforeAll(async () => {
  await createDawnGpu();
});

describe('initWebGpuBackend', () => {
  it('sets the backend with the adapter’s own limits, once', async () => {
    const { adapter, device } = await initWebGpuBackend();
    expect(getBackend()).toBe('webgpu');
    expect((backend() as unknown as { device: GPUDevice }).device).toBe(device);
    expect(adapter).not.toBe('');
    const own = await navigator.gpu.requestAdapter();
    expect(device.limits.maxStorageBufferBindingSize).toBe(own?.limits.maxStorageBufferBindingSize);
    expect((await initWebGpuBackend()).device).toBe(device);
  });

  it('asks for a new device after the first was lost', async () => {
    const { device } = await initWebGpuBackend();
    device.destroy();
    await device.lost;
    const next = await initWebGpuBackend();
    expect(next.device).not.toBe(device);
    expect(getBackend()).toBe('webgpu');
  });
});

describe('adapterName', () => {
  it('joins what the browser tells', () => {
    const info = { vendor: '', architecture: '', device: '', description: '' };
    expect(
      adapterName({ ...info, vendor: 'google', architecture: 'swiftshader', description: 'SwiftShader driver 5.0.0' }),
    ).toBe('google swiftshader (SwiftShader driver 5.0.0)');
    expect(adapterName({ ...info, vendor: 'apple', architecture: 'metal-3' })).toBe('apple metal-3');
    expect(adapterName(info)).toBe('unnamed adapter');
  });
});
