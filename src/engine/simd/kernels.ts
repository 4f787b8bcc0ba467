/** The engine's WebAssembly module, written for one structure. */
import { i32 } from './assembler/expr.ts';
import { fixed, ModuleWriter } from './assembler/module.ts';
import { maddOf } from './arithmetic.ts';
import { writeBackward, writeDeltas } from './backward.ts';
import { writeGateMask, writePositionDropout, writeRows } from './draws.ts';
import { writeForward, writeGather } from './forward.ts';
import { writeEvaluate } from './evaluateKernels.ts';
import { writeDecay, writeUpdate } from './optimizer.ts';
import type { Plan } from './plan.ts';
import { supportsRelaxed } from './support.ts';

/** The exported functions that the engine calls. Arguments are addresses in bytes, and counts. */
export interface Kernels {
  /** Leaves the gradient of the step's training loss at the parameters, L2 included. */
  gradient(parameters: number, log: number): void;
  /** {@link gradient} at some parameters, applied to others (the same ones, unless workers are asynchronous). */
  step(at: number, log: number, parameters: number, first: number, second: number): void;
  evaluate(
    parameters: number,
    log: number,
    rows: number,
    position: number,
    sums: number,
    histogram: number,
    activity: number,
    predictions: number,
    gates: number,
  ): void;
}

/** @param relaxed - multiply and add in one instruction; @returns the binary module */
export function writeModule(plan: Plan, relaxed: boolean): Uint8Array<ArrayBuffer> {
  const { at, control, shape, chunks, quads, model } = { ...plan, model: plan.shape.model };
  const module = new ModuleWriter();
  const madd = maddOf(relaxed);
  const rows = writeRows(module, plan);
  const gather = writeGather(module, plan);
  const dropPositions = model.biasHandling === 'none' ? null : writePositionDropout(module, plan);
  const drawMask = shape.gates > 0 ? writeGateMask(module, plan) : null;
  const forward = writeForward(module, madd, plan);
  const deltas = writeDeltas(module, madd, plan);
  const backward = writeBackward(module, madd, plan, forward);
  const decay = writeDecay(module, madd, plan);
  const update = writeUpdate(module, madd, plan);
  const gradient = module.define('gradient', 2, (f, p, log) => {
    f.clear(fixed(at.gradient), 4 * shape.layout.length);
    const first = f.local(i32.const(0));
    f.walk(chunks, {}, () => {
      f.call(rows, first);
      f.call(gather, log);
      if (dropPositions)
        f.if(i32.load(fixed(control.positionsDropped)), () => {
          f.call(dropPositions, first);
        });
      if (drawMask)
        f.if(i32.load(fixed(control.maskDrawn)), () => {
          f.call(drawMask, first);
        });
      f.call(forward.layers, p);
      f.call(forward.weights);
      f.call(forward.outputs, p);
      f.call(deltas);
      f.call(backward, p);
      f.set(first, i32.add(first, i32.const(4 * quads)));
    });
    f.call(decay, p);
  });
  module.define('step', 5, (f, p, log, parameters, moment, second) => {
    f.call(gradient, p, log);
    f.call(update, parameters, moment, second);
  });
  writeEvaluate(module, madd, plan, gather, forward);
  return module.finish();
}

/** Modules that were used last, with what the browser has made of them: a study opens many engines of few structures. */
const modules = new Map<string, WebAssembly.Module>();
const KEPT = 4;

/** @returns the module, written and compiled unless one of the same structure still is at hand */
export async function compileModule(plan: Plan, relaxed = supportsRelaxed()): Promise<WebAssembly.Module> {
  const { shape, batch, optimizer, mask, quads } = plan;
  const key = JSON.stringify([shape.model, batch, optimizer, mask, quads, relaxed]);
  const module = modules.get(key) ?? (await WebAssembly.compile(writeModule(plan, relaxed)));
  modules.delete(key);
  modules.set(key, module);
  for (const oldest of [...modules.keys()].slice(0, -KEPT)) modules.delete(oldest);
  return module;
}
