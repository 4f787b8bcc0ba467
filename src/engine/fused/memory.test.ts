/** A run that is over leaves nothing: neither buffers on the device, nor anything that keeps its world. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, expect, it, vi } from 'vitest';
import { createDawnGpu } from '../../../scripts/dawn.mjs';
import { openRecovering } from '../recovering.ts';
import { randomData, smallPopulation } from '../testing/populations.ts';
import type { Engine } from '../types.ts';
import { adapterInfoOf } from '../webgpuBackend.ts';
import { createFusedEngine } from './engine.ts';
import { sizesOf } from './limits.ts';
import { DeviceLostError, listenersOf, LostGuard } from './lost.ts';
import { planOf } from './plan.ts';
import { useDawn } from './testing.ts';
import { adapterTraits, tuningFor } from './tuning.ts';

/** What a software GPU on a busy computer takes to come to an end. */
const SOON = { timeout: 20_000, interval: 20 };

let device: GPUDevice;
let before = 0;
beforeAll(async () => {
  device = await useDawn(createDawnGpu);
  before = listenersOf(device);
});
/** Who hears of the device's loss, but for the backend itself. */
const listeners = (): number => listenersOf(device) - before;

/** One run as the page has it: made, trained, measured, saved, measured while it is left. */
async function wholeRun(population = smallPopulation(), data = [randomData(1, 4)]): Promise<Engine> {
  const engine = await openRecovering(createFusedEngine, population, data);
  await engine.train(3);
  await Promise.all([engine.evaluate(), engine.evaluate({ full: true }), engine.checkpoint(), engine.settle()]);
  await engine.restore(await engine.checkpoint());
  await engine.gradient();
  const left = engine.evaluate();
  engine.dispose();
  await left.catch(() => undefined);
  return engine;
}

it('every buffer that a run made is destroyed with it, whatever its size', { tags: ['long'] }, async () => {
  const made: GPUBuffer[] = [];
  const gone = new Set<GPUBuffer>();
  const create = device.createBuffer.bind(device);
  vi.spyOn(device, 'createBuffer').mockImplementation((descriptor) => {
    const buffer = create(descriptor);
    made.push(buffer);
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      gone.add(buffer);
      destroy();
    };
    return buffer;
  });
  for (const batch of [7, 9, 11]) await wholeRun(smallPopulation({ training: { batch } }));
  expect(made.length).toBeGreaterThan(30);
  // The last measurement was still on its way when its run was left.
  await vi.waitFor(() => {
    expect(made.filter((buffer) => !gone.has(buffer)).map(({ size, usage }) => ({ size, usage }))).toEqual([]);
  }, SOON);
});

it('a population takes about as much as it was reckoned to take', async () => {
  const created = vi.spyOn(device, 'createBuffer');
  const population = smallPopulation({ replicas: Array.from({ length: 40 }, () => ({ workers: 3 })) });
  const data = [randomData(1, 4)];
  const engine = await createFusedEngine(population, data);
  await engine.train(1);
  await engine.checkpoint();
  await engine.evaluate();
  const bytes = created.mock.calls.reduce((sum, [{ size }]) => sum + size, 0);
  engine.dispose();
  const plan = planOf(population.model, population.replicas);
  const traits = adapterTraits(device, adapterInfoOf(device));
  const reckoned = sizesOf(
    plan,
    tuningFor(traits, plan, population.training, 40),
    population,
    data,
    device.limits,
  ).bytes;
  expect(bytes).toBeGreaterThan(0.8 * reckoned);
  // Constants of steps, which no population makes larger, come on top.
  expect(bytes).toBeLessThan(1.1 * reckoned + (1 << 17));
});

it('nobody listens to a device for a run that is over', async () => {
  await vi.waitFor(() => {
    expect(listeners()).toBe(0);
  }, SOON);
  const open = await createFusedEngine(smallPopulation(), [randomData(1, 4)]);
  expect(listeners()).toBe(1);
  for (let i = 0; i < 3; i++) await wholeRun();
  await vi.waitFor(() => {
    expect(listeners()).toBe(1);
  }, SOON);
  open.dispose();
  expect(listeners()).toBe(0);
});

it('nothing keeps the world of a run that is over, while its device lives on', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const worlds: WeakRef<object>[] = [];
  for (let i = 0; i < 8; i++) {
    const data = [randomData(i, 4)];
    worlds.push(new WeakRef(data[0]));
    worlds.push(new WeakRef(await wholeRun(smallPopulation(), data)));
  }
  const kept = (): number => worlds.filter((world) => world.deref() !== undefined).length;
  await vi.waitFor(() => {
    collect();
    // The last turn of a loop may still be in a register.
    expect(kept()).toBeLessThanOrEqual(2);
  }, SOON);
});

it('a wait on a device that is lost ends, also when the run was left meanwhile', async () => {
  let lose: (info: GPUDeviceLostInfo) => void = () => undefined;
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    lose = resolve;
  });
  const fake = { lost } as GPUDevice;
  const heard = vi.fn();
  const guard = new LostGuard(fake, heard);
  const waiting = guard.wait(new Promise(() => undefined));
  guard.close();
  expect(listenersOf(fake)).toBe(1);
  lose({ reason: 'unknown', message: 'unplugged' } as GPUDeviceLostInfo);
  await expect(waiting).rejects.toThrow(DeviceLostError);
  await expect(waiting).rejects.toThrow('unplugged');
  expect(await guard.lost).toBe('unplugged');
  expect(() => {
    guard.check();
  }).toThrow('unplugged');
  expect(heard).toHaveBeenCalledTimes(1);
  expect(() => {
    new LostGuard(fake, heard).check();
  }).toThrow('unplugged');
});
