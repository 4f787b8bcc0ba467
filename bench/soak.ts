/** The long soak test, in Node on Dawn: 100,000 steps with evaluations and checkpoints on the way, and nothing may grow. */
import { createDawnGpu } from '../scripts/dawn.mjs';
import { defaultPopulation, worldOfDefault } from './shape.ts';

/** What must not grow: TF.js tensors, GPU buffers created and not destroyed, bytes of JavaScript heap after a collection. */
interface Mark {
  tensors: number;
  buffers: number;
  heap: number;
}

/** Counts buffers that were created and not yet destroyed. */
function countBuffers(): () => number {
  let live = 0;
  const device = GPUDevice.prototype;
  const buffer = GPUBuffer.prototype;
  /* eslint-disable @typescript-eslint/unbound-method -- the originals are called with `call` */
  const { createBuffer } = device;
  const { destroy } = buffer;
  /* eslint-enable @typescript-eslint/unbound-method */
  const seen = new WeakSet<GPUBuffer>();
  device.createBuffer = function (descriptor) {
    live++;
    return createBuffer.call(this, descriptor);
  };
  buffer.destroy = function () {
    // Destroying twice is allowed and counts once.
    if (!seen.has(this)) live--;
    seen.add(this);
    return destroy.call(this);
  };
  return () => live;
}

/**
 * @param steps - how many to train; @param say - hears a line every tenth of them
 * @returns what grew, in words; empty when nothing did
 */
export async function soak(steps: number, say: (line: string) => void): Promise<string[]> {
  await createDawnGpu();
  const buffers = countBuffers();
  // Only now: see bench/node.ts.
  const tf = await import('@tensorflow/tfjs-core');
  const { initWebGpuBackend } = await import('../src/engine/webgpuBackend.ts');
  const { createFusedEngine } = await import('../src/engine/fused/engine.ts');
  await initWebGpuBackend();
  const engine = await createFusedEngine(defaultPopulation(2), [worldOfDefault()]);
  const mark = (): Mark => {
    globalThis.gc?.();
    return { tensors: tf.memory().numTensors, buffers: buffers(), heap: process.memoryUsage().heapUsed };
  };
  const advance = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += 50) {
      await engine.train(Math.min(50, count - done));
      await engine.settle();
      await engine.evaluate({ full: done % 200 === 0 });
      if (done % 1000 === 0) await engine.checkpoint();
    }
  };
  // Caches and just-in-time compilers fill up first.
  await advance(Math.min(2000, Math.ceil(steps / 10)));
  const first = mark();
  say(`start: ${JSON.stringify(first)}`);
  for (let tenth = 1; tenth <= 10; tenth++) {
    await advance(Math.ceil(steps / 10));
    say(`${String(tenth * 10)}%: ${JSON.stringify(mark())}`);
  }
  const last = mark();
  engine.dispose();
  return [
    ...(last.tensors > first.tensors ? [`tensors grew from ${String(first.tensors)} to ${String(last.tensors)}`] : []),
    ...(last.buffers > first.buffers
      ? [`GPU buffers grew from ${String(first.buffers)} to ${String(last.buffers)}`]
      : []),
    // The heap breathes: only growth beyond a few megabytes is a leak over this many steps.
    ...(last.heap > first.heap + 5e6 ? [`the heap grew from ${String(first.heap)} to ${String(last.heap)} bytes`] : []),
  ];
}
