/** The WebGPU device that the page works on, opened within bounds of time, as the device of TF.js's WebGPU backend. */
import { onLost } from './fused/lost.ts';
import { setWebGpuDevice } from './tfjs/webgpu.ts';
import { NoAnswerError, REAL_CLOCK, Waits, type Clock } from './waits.ts';

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

/** Devices do not tell what they run on in every browser. */
const infos = new WeakMap<GPUDevice, GPUAdapterInfo>();

/** @returns what the adapter of a device said about itself, if the device was made here or tells */
export function adapterInfoOf(device: GPUDevice): GPUAdapterInfo | undefined {
  return infos.get(device) ?? (device as { adapterInfo?: GPUAdapterInfo }).adapterInfo;
}

/** Why WebGPU does not start here. */
export type NoWebGpu = 'no-webgpu' | 'no-adapter' | 'webgpu-silent' | 'webgpu-failed';

/** What {@link initWebGpuBackend} rejects with. */
export class WebGpuError extends Error {
  override name = 'WebGpuError';

  constructor(
    readonly why: NoWebGpu,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The browser may take this long for an adapter, as long again for a device, and the device for its first answer. Then WebGPU is done without. */
export const SILENCE_MS = 10_000;

const DEVICE_LOST = 'the device was lost while it was opened';

/** What has failed: `failed` says as what, where it is no silence. */
function refusal(error: unknown, failed: NoWebGpu): WebGpuError {
  if (error instanceof WebGpuError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new WebGpuError(error instanceof NoAnswerError ? 'webgpu-silent' : failed, message, { cause: error });
}

/**
 * Asks for an adapter. On some blocklisted drivers a browser throws instead of answering null, or answers never.
 * @throws WebGpuError when there is none
 */
async function adapterWithin(waits: Waits): Promise<GPUAdapter> {
  if (!('gpu' in navigator)) throw new WebGpuError('no-webgpu', 'this environment has no WebGPU');
  const ask = async (): Promise<GPUAdapter | null> =>
    navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  try {
    const adapter = await waits.for(ask(), SILENCE_MS, 'the browser, asked for a graphics adapter,');
    if (adapter) return adapter;
  } catch (error) {
    throw refusal(error, 'no-adapter');
  }
  throw new WebGpuError('no-adapter', 'WebGPU found no adapter');
}

async function deviceWithin(waits: Waits, adapter: GPUAdapter): Promise<GPUDevice> {
  const ask = async (): Promise<GPUDevice> =>
    adapter.requestDevice({
      requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    });
  const asked = ask();
  try {
    return await waits.for(asked, SILENCE_MS, 'the browser, asked for a graphics device,');
  } catch (error) {
    // One that comes later is nobody's.
    asked.then(
      (late) => {
        late.destroy();
      },
      () => undefined,
    );
    throw error;
  }
}

/** A number written, copied and read back. */
async function echo(device: GPUDevice): Promise<boolean> {
  const size = 4;
  const sent = device.createBuffer({ size, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST });
  const back = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  try {
    const word = 0x5eed;
    device.queue.writeBuffer(sent, 0, new Uint32Array([word]));
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(sent, 0, back, 0, size);
    device.queue.submit([encoder.finish()]);
    await back.mapAsync(GPUMapMode.READ);
    return new Uint32Array(back.getMappedRange())[0] === word;
  } finally {
    sent.destroy();
    back.destroy();
  }
}

/**
 * Whatever is to be trained goes through a device's queue and comes back through a mapped buffer; a device on which that fails, or hangs, is found
 * out here in seconds, before anything is compiled for it. Failing once is forgiven: a map may be aborted for reasons of its own.
 * @throws when the device does not answer
 */
async function checkAnswers(waits: Waits, device: GPUDevice): Promise<void> {
  let stop: () => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    stop = onLost(device, (reason) => {
      reject(new Error(`${DEVICE_LOST}: ${reason}`));
    });
  });
  const twice = echo(device).catch(() => echo(device));
  try {
    const right = await waits.for(Promise.race([twice, lost]), SILENCE_MS, 'the graphics device');
    if (!right) throw new Error('the graphics device does not give back what it was sent');
  } finally {
    stop();
  }
}

interface Started extends WebGpuBackend {
  lost: boolean;
}

let current: Promise<Started> | undefined;

async function start(clock: Clock): Promise<Started> {
  const waits = new Waits(clock);
  const adapter = await adapterWithin(waits);
  let device: GPUDevice | undefined;
  try {
    device = await deviceWithin(waits, adapter);
    const started = { adapter: adapterName(adapter.info), device, lost: false };
    onLost(device, () => {
      started.lost = true; // the next call asks for a new device
    });
    infos.set(device, adapter.info);
    await checkAnswers(waits, device);
    await waits.for(setWebGpuDevice(device, adapter.info), SILENCE_MS, 'TF.js, given the graphics device,');
    if (started.lost) throw new Error(DEVICE_LOST);
    return started;
  } catch (error) {
    device?.destroy();
    throw refusal(error, 'webgpu-failed');
  }
}

/**
 * Makes TF.js's WebGPU backend the current one. Repeated calls give the same device until it is lost; the one after that asks for a new one.
 * @throws WebGpuError when there is no WebGPU, no adapter, or no device, or when one of them does not answer in time
 */
export async function initWebGpuBackend(clock: Clock = REAL_CLOCK): Promise<WebGpuBackend> {
  for (;;) {
    const mine = (current ??= start(clock));
    try {
      const started = await mine;
      if (!started.lost) return started;
    } catch (error) {
      if (current === mine) current = undefined;
      throw error;
    }
    if (current === mine) current = undefined;
  }
}
