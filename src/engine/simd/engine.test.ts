import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it, vi } from 'vitest';
import { blockOf } from '../../model/layout.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import { randomData, smallPopulation } from '../testing/populations.ts';
import { EngineLimitError } from '../types.ts';
import { createSimdEngine } from './engine.ts';
import { structureOf } from './plan.ts';
import { roundingHere, supportsSimd } from './support.ts';

const data = [randomData(1, 4)];
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Every memory that an engine takes from now on. */
function watchMemory(): WeakRef<WebAssembly.Memory>[] {
  roundingHere(); // takes a memory of its own, the first time
  const taken: WeakRef<WebAssembly.Memory>[] = [];
  class Watched extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      taken.push(new WeakRef(this));
    }
  }
  const { validate, compile, instantiate } = WebAssembly;
  vi.stubGlobal('WebAssembly', { validate, compile, instantiate, Memory: Watched });
  return taken;
}

it('runs here', () => {
  expect(supportsSimd()).toBe(true);
});

it('neither its memory nor the heap grows with the steps', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const taken = watchMemory();
  const engine = await createSimdEngine(
    smallPopulation({ training: { optimizer: 'adam' }, replicas: [{ workers: 3, gateDropout: 0.4 }] }),
    data,
  );
  const bytes = taken[0].deref()?.buffer.byteLength;
  await engine.train(200);
  await engine.evaluate({ full: true });
  collect();
  const before = process.memoryUsage();
  for (let i = 0; i < 20; i++) {
    await engine.train(1000);
    await engine.evaluate({ full: true });
  }
  collect();
  const after = process.memoryUsage();
  expect(taken[0].deref()?.buffer.byteLength).toBe(bytes);
  expect(after.heapUsed - before.heapUsed).toBeLessThan(1 << 20);
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1 << 20);
});

it('gives its memory back when it is disposed of, and answers no more', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const taken = watchMemory();
  const engine = await createSimdEngine(smallPopulation(), data);
  await engine.train(2);
  engine.dispose();
  engine.dispose();
  await expect(engine.train(1)).rejects.toThrow('disposed of');
  await expect(engine.evaluate()).rejects.toThrow('disposed of');
  expect(engine.step).toBe(2);
  // A weak reference holds on until the current task ends.
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
  expect(taken).toHaveLength(1);
  expect(taken[0].deref()).toBeUndefined();
});

it('a weight that is not a number is counted in no bin', async () => {
  const population = smallPopulation();
  const [simd, scalar] = [await createSimdEngine(population, data), await createScalarEngine(population, data)];
  const { step, state } = await scalar.checkpoint();
  const { layout } = structureOf(population).shape;
  blockOf(layout, state, 'gates/b')[4] = NaN;
  for (const engine of [simd, scalar]) await engine.restore({ step, state });
  const [ours, theirs] = [(await simd.evaluate()).replicas[0], (await scalar.evaluate()).replicas[0]];
  expect(ours.finite).toBe(false);
  expect(ours.histogram).toEqual(theirs.histogram);
  expect(ours.histogram.reduce((sum, count) => sum + count, 0)).toBe(3 * 3 * data[0].heldOut.rows);
});

it('says so when the browser gives no memory', async () => {
  vi.spyOn(WebAssembly, 'Memory').mockImplementation(function () {
    throw new RangeError('could not allocate memory');
  });
  await expect(createSimdEngine(smallPopulation(), data)).rejects.toThrow(EngineLimitError);
});
