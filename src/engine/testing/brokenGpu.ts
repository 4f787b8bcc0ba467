/** A `navigator.gpu` that works but for one thing, for tests of what comes instead of it. */
import { never } from './losable.ts';

/** Ways of being broken, as seen in browsers. */
export type Broken =
  | 'adapter never comes'
  | 'adapter throws at once'
  | 'device never comes'
  | 'device is refused'
  | 'device is lost while it is opened'
  | 'device is lost a moment later'
  | 'maps never end'
  | 'the first map fails'
  | 'every map fails'
  | 'buffers of 1 MB'
  | 'four bindings';

export interface BrokenGpu {
  gpu: GPU;
  /** Devices that were given out. */
  devices: GPUDevice[];
}

/** Gives an object a property of its own in place of its class's. */
function replace<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): void {
  Object.defineProperty(object, key, { value, configurable: true });
}

function breakMaps(
  device: GPUDevice,
  mapAsync: (attempt: number, real: () => Promise<undefined>) => Promise<undefined>,
) {
  let attempt = 0;
  const create = device.createBuffer.bind(device);
  replace(device, 'createBuffer', (descriptor) => {
    const buffer = create(descriptor);
    const real = buffer.mapAsync.bind(buffer);
    replace(buffer, 'mapAsync', (...wanted) => mapAsync(++attempt, () => real(...wanted)));
    return buffer;
  });
}

const failure = (): Promise<never> => Promise.reject(new Error('the map was aborted'));

function breakDevice(device: GPUDevice, broken: Broken): GPUDevice {
  switch (broken) {
    case 'device is lost while it is opened':
      device.destroy();
      break;
    case 'device is lost a moment later':
      setTimeout(() => {
        device.destroy();
      }, 20);
      break;
    case 'maps never end':
      breakMaps(device, never);
      break;
    case 'the first map fails':
      breakMaps(device, (attempt, real) => (attempt === 1 ? failure() : real()));
      break;
    case 'every map fails':
      breakMaps(device, failure);
      break;
    case 'buffers of 1 MB':
      replace(device, 'limits', limitsWith(device, { maxBufferSize: 1 << 20, maxStorageBufferBindingSize: 1 << 20 }));
      break;
    case 'four bindings':
      replace(device, 'limits', limitsWith(device, { maxStorageBuffersPerShaderStage: 4 }));
      break;
    default:
  }
  return device;
}

function limitsWith({ limits }: GPUDevice, own: Partial<GPUSupportedLimits>): GPUSupportedLimits {
  // They are getters of the class, which a spread would not see.
  return new Proxy(limits, { get: (_, key: keyof GPUSupportedLimits) => own[key] ?? limits[key] });
}

/** @param real - one that works */
export function brokenGpu(real: GPU, broken: Broken): BrokenGpu {
  const devices: GPUDevice[] = [];
  async function requestAdapter(): Promise<GPUAdapter | null> {
    if (broken === 'adapter never comes') return never();
    const adapter = await real.requestAdapter();
    if (!adapter) return null;
    const request = adapter.requestDevice.bind(adapter);
    replace(adapter, 'requestDevice', async (descriptor) => {
      if (broken === 'device never comes') return never();
      if (broken === 'device is refused') throw new TypeError('no such limit');
      const device = breakDevice(await request(descriptor), broken);
      devices.push(device);
      return device;
    });
    return adapter;
  }
  const gpu = {
    requestAdapter() {
      if (broken === 'adapter throws at once') throw new Error('blocklisted');
      return requestAdapter();
    },
  };
  return { gpu: gpu as unknown as GPU, devices };
}
