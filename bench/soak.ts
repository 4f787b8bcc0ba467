/** The long soak test, in Node on Dawn: 100,000 steps with evaluations and checkpoints on the way, then runs opened, reset and reseeded; nothing may grow. */
import { createDawnGpu } from '../scripts/dawn.mjs';
import type { Wish } from '../src/session/protocol.ts';
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
  /* oxlint-disable typescript/unbound-method -- the originals are called with `call` */
  const { createBuffer } = device;
  const { destroy } = buffer;
  /* oxlint-enable typescript/unbound-method */
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

/** How often runs are opened, for each engine; the first ones fill caches, and the shelf of runs that may be come back to. */
const RUNS = 40;
const FIRST_RUNS = 12;
/** Heap and array buffers breathe: what a single leaked world (3.45 MB) leaves of this many runs is more. */
const BREATH = 20e6;

interface SessionMark extends Mark {
  /** Bytes of array buffers: worlds, checkpoints, WebAssembly's memories. */
  arrays: number;
}

/** Opens, trains, resets and reseeds runs one after the other, as a page does. @returns what grew */
async function soakRuns(backend: 'webgpu' | 'wasm', mark: () => Mark, say: (line: string) => void): Promise<string[]> {
  const { createSession } = await import('../src/session/session.ts');
  const { defaultRun } = await import('../src/run/runSpec.ts');
  const session = createSession();
  let number = 0;
  let failed = '';
  await session.listen((event) => {
    if (event.type === 'failed') failed = event.message;
    if (event.type === 'engine') failed = 'the device was lost';
  });
  const want = (wish: Wish): Promise<void> => session.want(wish, ++number);
  const marks: SessionMark[] = [];
  for (let i = 0; i < RUNS; i++) {
    const seed = 100 + i;
    const run = { ...defaultRun(), seeds: { data: seed, init: seed, dropout: seed, batch: seed } };
    await want({ kind: 'open', backend, course: { run, timeline: [] } });
    await want({ kind: 'step', n: 5 });
    await want({ kind: 'reset' });
    await want({ kind: 'step', n: 5 });
    if (failed) return [`${backend}: ${failed}`];
    if (i < FIRST_RUNS - 1) continue;
    // What finalizers let go of is let go of in the next turns.
    for (let turn = 0; turn < 3; turn++) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    marks.push({ ...mark(), arrays: process.memoryUsage().arrayBuffers });
    if (marks.length % 7 === 1) say(`${backend}, ${String(i + 1)} runs: ${JSON.stringify(marks.at(-1))}`);
  }
  await session.dispose();
  const [first, last] = [marks[0], marks[marks.length - 1]];
  return [
    ...(last.tensors > first.tensors ? [`${backend}: tensors grew with every run`] : []),
    ...(last.buffers > first.buffers ? [`${backend}: GPU buffers grew with every run`] : []),
    ...(last.heap > first.heap + BREATH ? [`${backend}: the heap grew with every run`] : []),
    ...(last.arrays > first.arrays + BREATH ? [`${backend}: array buffers grew with every run`] : []),
  ];
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
  const runs = [await soakRuns('webgpu', mark, say), await soakRuns('wasm', mark, say)];
  return [
    ...runs.flat(),
    ...(last.tensors > first.tensors ? [`tensors grew from ${String(first.tensors)} to ${String(last.tensors)}`] : []),
    ...(last.buffers > first.buffers
      ? [`GPU buffers grew from ${String(first.buffers)} to ${String(last.buffers)}`]
      : []),
    // The heap breathes: only growth beyond a few megabytes is a leak over this many steps.
    ...(last.heap > first.heap + 5e6 ? [`the heap grew from ${String(first.heap)} to ${String(last.heap)} bytes`] : []),
  ];
}
