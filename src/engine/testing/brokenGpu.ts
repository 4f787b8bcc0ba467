/** A `navigator.gpu` that works but for one thing, from the beginning or from a moment on, for tests of what comes instead of it. */
import { never } from './losable.ts';

/** Ways of being broken, as seen in browsers. */
export type Broken =
  | 'adapter never comes'
  | 'adapter throws at once'
  | 'device never comes'
  | 'device is refused'
  | 'device is lost while it is opened'
  | 'device is lost a moment later'
  | 'pipelines never come'
  | 'maps never end'
  | 'the first map fails'
  | 'every map fails'
  | 'buffers of 1 MB'
  | 'four bindings';

export interface BrokenGpu {
  gpu: GPU;
  /** What is broken now; null: nothing. */
  broken: Broken | null;
  /** Called when something is asked for that never comes. */
  onSilence: () => void;
  /** Nothing is broken any more, and pipelines that were waited for come after all. */
  mend: () => void;
  readonly mended: Promise<void>;
  /** Devices that were given out. */
  devices: GPUDevice[];
}

/** Gives an object a property of its own in place of its class's. */
function replace<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): void {
  Object.defineProperty(object, key, { value, configurable: true });
}

/** Pipelines and maps of a device are as broken as the whole is when they are asked for. */
function watchDevice(device: GPUDevice, now: BrokenGpu): void {
  const compile = device.createComputePipelineAsync.bind(device);
  replace(device, 'createComputePipelineAsync', (descriptor) =>
    // Such a promise ends with its device, if ever.
    now.broken === 'pipelines never come'
      ? Promise.race([
          silence(now),
          now.mended.then(() => compile(descriptor)),
          device.lost.then(() => Promise.reject(new Error('the device was lost'))),
        ])
      : compile(descriptor),
  );
  breakMaps(device, (attempt, real) => {
    switch (now.broken) {
      case 'maps never end':
        return silence(now);
      case 'the first map fails':
        return attempt === 1 ? failure() : real();
      case 'every map fails':
        return failure();
      default:
        return real();
    }
  });
}

function silence(now: BrokenGpu): Promise<never> {
  now.onSilence();
  return never();
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

function breakDevice(device: GPUDevice, now: BrokenGpu): GPUDevice {
  watchDevice(device, now);
  switch (now.broken) {
    case 'device is lost while it is opened':
      device.destroy();
      break;
    case 'device is lost a moment later':
      setTimeout(() => {
        device.destroy();
      }, 20);
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
export function brokenGpu(real: GPU, broken: Broken | null): BrokenGpu {
  async function requestAdapter(): Promise<GPUAdapter | null> {
    if (now.broken === 'adapter never comes') return silence(now);
    const adapter = await real.requestAdapter();
    if (!adapter) return null;
    const request = adapter.requestDevice.bind(adapter);
    replace(adapter, 'requestDevice', async (descriptor) => {
      if (now.broken === 'device never comes') return silence(now);
      if (now.broken === 'device is refused') throw new TypeError('no such limit');
      const device = breakDevice(await request(descriptor), now);
      now.devices.push(device);
      return device;
    });
    return adapter;
  }
  const gpu = {
    requestAdapter() {
      if (now.broken === 'adapter throws at once') throw new Error('blocklisted');
      return requestAdapter();
    },
  };
  let mended = (): void => undefined;
  const now: BrokenGpu = {
    gpu: gpu as unknown as GPU,
    broken,
    onSilence: () => undefined,
    mend: () => {
      now.broken = null;
      mended();
    },
    mended: new Promise((resolve) => {
      mended = resolve;
    }),
    devices: [],
  };
  return now;
}
