/** Whatever of WebGPU never answers is given up in time, when a live run is opened and after a loss; and something else trains. */
import { describe, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import type { WhyNot } from '../engine/create.ts';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { SILENT, silentGpu, useSilentGpus } from '../engine/testing/silentGpu.ts';
import { liveEngine } from './liveEngine.ts';

const data = [randomData(1, 4)];
useSilentGpus(createDawnGpu);

describe.each(SILENT)('%s: after %d seconds', (broken, seconds, reason) => {
  it(`a live run is opened in WebAssembly, because of: ${reason}`, async () => {
    const { clock, silent, within, pass } = silentGpu(broken);
    const open = liveEngine(undefined, () => undefined, undefined, clock);
    const opening = open(smallPopulation(), data, 1);
    await silent;
    expect(await within(opening, seconds - 0.1)).toBe(false);
    await pass(0.2);
    const { engine, why } = await opening;
    expect([engine.info.engine, why]).toEqual(['simd', reason]);
    await engine.train(1);
    engine.dispose();
  });
});

// Whatever is silent before anything is compiled is waited for in the same way.
describe.each([SILENT[0], SILENT[3]])('after a loss, %s: after %d seconds', (broken, seconds, reason) => {
  it('a live run that has lost its device goes on in WebAssembly from where it was', async () => {
    const { clock, breakNow, within, pass } = silentGpu(null);
    const reasons: (WhyNot | undefined)[] = [];
    const open = liveEngine(undefined, (_, why) => reasons.push(why), undefined, clock);
    const { engine } = await open(smallPopulation(), data, 1);
    await engine.train(3);
    expect((await engine.checkpoint()).step).toBe(3);
    const silent = breakNow(broken);
    engine.loseDevice?.();
    const trained = engine.train(2).then(() => engine.settle());
    await silent;
    expect(await within(trained, seconds - 0.1)).toBe(false);
    await pass(0.2);
    await trained;
    expect([engine.info.engine, engine.step, reasons]).toEqual(['simd', 5, [reason]]);
    engine.dispose();
  });
});

describe('a device that answers no more in mid-run', () => {
  it('is given up after 20 seconds, and the answer comes from another engine', async () => {
    const { gpu, clock, breakNow, within, pass } = silentGpu(null);
    const open = liveEngine(undefined, () => undefined, undefined, clock);
    const { engine } = await open(smallPopulation(), data, 1);
    await engine.train(3);
    const silent = breakNow('maps never end');
    const asked = engine.evaluate();
    await silent;
    expect(await within(asked, 19.9)).toBe(false);
    await pass(0.2);
    await vi.waitFor(() => {
      expect(gpu.devices).toHaveLength(2);
    });
    // The next device is asked for an answer before anything is compiled for it.
    await vi.waitFor(async () => {
      await pass(10);
      expect(engine.info.engine).toBe('simd');
    });
    expect((await asked).step).toBe(3);
    engine.dispose();
  });
});

it('a driver that is still compiling is not asked again until it is done', async () => {
  const { gpu, clock, silent, pass } = silentGpu('pipelines never come');
  const open = liveEngine(undefined, () => undefined, undefined, clock);
  const first = open(smallPopulation(), data, 1);
  await silent;
  await pass(20.1);
  (await first).engine.dispose();
  const again = await open(smallPopulation(), data, 2);
  expect([again.engine.info.engine, again.why]).toEqual(['simd', 'slow-compile']);
  again.engine.dispose();
  gpu.mend();
  await vi.waitFor(async () => {
    const last = await open(smallPopulation(), data, 3);
    last.engine.dispose();
    expect([last.engine.info.engine, last.why]).toEqual(['fused', undefined]);
  }, 20_000);
  expect(gpu.devices).toHaveLength(1);
});
