/** A page on whose graphics device something is asked for that never comes, and whose clock stands still until a test moves it on. */
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import type { WhyNot } from '../create.ts';
import { initWebGpuBackend } from '../webgpuBackend.ts';
import { brokenGpu, type Broken, type BrokenGpu } from './brokenGpu.ts';
import { SimulatedClock } from './device.ts';
import { never } from './losable.ts';

let real: GPU;
let gpus: BrokenGpu[] = [];

/** Gives each test a device of its own, and ends what it waits for. Call once in a file. @param create - makes a GPU that works */
export function useSilentGpus(create: () => Promise<GPU>): void {
  beforeAll(async () => {
    real = await create();
  });
  beforeEach(async () => {
    vi.stubGlobal('navigator', { gpu: real });
    const { device } = await initWebGpuBackend();
    device.destroy();
    await device.lost;
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    for (const { devices } of gpus) {
      for (const device of devices) device.destroy();
      await Promise.all(devices.map(({ lost }) => lost));
    }
    gpus = [];
  });
}

/** What never comes, after how many seconds it is given up, and what is then said. */
export const SILENT: [Broken, number, WhyNot][] = [
  ['adapter never comes', 10, 'webgpu-silent'],
  ['device never comes', 10, 'webgpu-silent'],
  ['maps never end', 10, 'webgpu-silent'],
  ['pipelines never come', 20, 'slow-compile'],
];

/** A page that tells when it waits for what never comes. */
export function silentGpu(broken: Broken | null) {
  const gpu = brokenGpu(real, broken);
  gpus.push(gpu);
  const silent = new Promise<void>((resolve) => {
    gpu.onSilence = resolve;
  });
  vi.stubGlobal('navigator', { gpu: gpu.gpu });
  const simulated = new SimulatedClock();
  return {
    gpu,
    clock: simulated.clock,
    /** Breaks what worked so far. @returns resolves when that is waited for */
    breakNow: (what: Broken): Promise<void> => {
      gpu.broken = what;
      return new Promise((resolve) => {
        gpu.onSilence = resolve;
      });
    },
    silent,
    /** @returns whether the work has ended when so many seconds have passed */
    within: (work: Promise<unknown>, seconds: number): Promise<boolean> =>
      simulated.run(work, simulated.now + seconds * 1000),
    pass: (seconds: number) => simulated.run(never(), simulated.now + seconds * 1000),
  };
}
