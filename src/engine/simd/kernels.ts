/** The engine's WebAssembly module, written for one structure. */
import { takesMeans, type CureCode } from '../../model/cures.ts';
import { i32 } from '../../assembler/expr.ts';
import { fixed, ModuleWriter } from '../../assembler/module.ts';
import { maddOf } from './arithmetic.ts';
import { writeBackward, writeDeltas } from './backward.ts';
import { addChunk, beginBatch, writeRemember } from './balance.ts';
import { PLAIN, pulls } from './cures.ts';
import { writeGateMask, writeNoise, writePositionDropout, writeRows } from './draws.ts';
import { writeForward, writeGather } from './forward.ts';
import { writeEvaluate } from './evaluateKernels.ts';
import { writeClip, writeDecay, writeUpdate } from './optimizer.ts';
import type { Plan } from './plan.ts';

/** The exported functions that the engine calls. Arguments are addresses in bytes, and counts. */
export interface Kernels {
  /** Leaves the gradient of the step's training loss at the parameters, L2 included, before clipping. */
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

/**
 * @param relaxed - multiply and add in one instruction
 * @param code - the cures that it is for, one of the plan's
 * @returns the binary module
 */
export function writeModule(plan: Plan, relaxed: boolean, code: CureCode = PLAIN): Uint8Array<ArrayBuffer> {
  const { at, control, shape, chunks, quads, model } = { ...plan, model: plan.shape.model };
  const module = new ModuleWriter();
  const madd = maddOf(relaxed);
  const rows = writeRows(module, plan);
  const gather = writeGather(module, plan);
  const dropPositions = model.biasHandling === 'none' ? null : writePositionDropout(module, plan);
  const drawMask = shape.gates > 0 ? writeGateMask(module, plan) : null;
  const forward = writeForward(module, madd, plan, code);
  const deltas = writeDeltas(module, madd, plan);
  const backward = writeBackward(module, madd, plan, code, forward);
  const decay = writeDecay(module, madd, plan);
  const update = writeUpdate(module, madd, plan);
  const addNoise = code.noise ? writeNoise(module, plan) : null;
  const clip = code.clip ? writeClip(module, madd, plan) : null;
  const remember = takesMeans(code) || pulls(code) ? writeRemember(module, plan, code) : null;
  const gradient = module.define('gradient', 2, (f, p, log) => {
    f.clear(fixed(at.gradient), 4 * shape.layout.length);
    if (remember) beginBatch(f, plan, code, p);
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
      if (addNoise) f.call(addNoise, first);
      f.call(forward.weights);
      if (remember) addChunk(f, plan, code);
      f.call(forward.outputs, p);
      f.call(deltas);
      f.call(backward, p);
      f.set(first, i32.add(first, i32.const(4 * quads)));
    });
    f.call(decay, p);
  });
  module.define('step', 5, (f, p, log, parameters, moment, second) => {
    f.call(gradient, p, log);
    if (clip) f.call(clip);
    f.call(update, parameters, moment, second);
    if (remember) f.call(remember, parameters);
  });
  writeEvaluate(module, madd, plan, code, gather, forward);
  return module.finish();
}

/** Modules that were used last, with what the browser has made of them: a study opens many engines of few structures. */
const modules = new Map<string, WebAssembly.Module>();
const KEPT = 16;

/** @returns the module, written and compiled unless one of the same structure still is at hand */
export async function compileModule(plan: Plan, code: CureCode, relaxed: boolean): Promise<WebAssembly.Module> {
  const { shape, batch, optimizer, mask, quads, cures } = plan;
  // Where cures have their memory depends on the population's other replicas.
  const key = JSON.stringify([shape.model, batch, optimizer, mask, quads, relaxed, code, cures]);
  const module = modules.get(key) ?? (await WebAssembly.compile(writeModule(plan, relaxed, code)));
  modules.delete(key);
  modules.set(key, module);
  for (const oldest of [...modules.keys()].slice(0, -KEPT)) modules.delete(oldest);
  return module;
}
