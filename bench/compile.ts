/** How long the kernels of an adapter take to compile, and how long a run takes to open with them. */
import type { Engine } from '../src/engine/types.ts';
import { createTunedEngine } from '../src/engine/fused/engine.ts';
import { planOf } from '../src/engine/fused/plan.ts';
import { adapterTraits, tuningFor, type AdapterKind } from '../src/engine/fused/tuning.ts';
import { adapterInfoOf, initWebGpuBackend } from '../src/engine/webgpuBackend.ts';
import { defaultShape, largeShape, type Shape } from './shape.ts';

export interface CompiledKernel {
  label: string;
  characters: number;
  ms: number;
}

export interface Compilation {
  model: string;
  tuning: string;
  /** From creating the engine to the end of the first step; the evaluation's kernels may come later. */
  firstStepMs: number;
  /** To the end of the first full evaluation. */
  firstEvaluationMs: number;
  kernels: CompiledKernel[];
}

/** Times every pipeline that a device is asked for. */
function watch(device: GPUDevice): CompiledKernel[] {
  const seen: CompiledKernel[] = [];
  const sizes = new WeakMap<GPUShaderModule, number>();
  const createModule = device.createShaderModule.bind(device);
  const createPipeline = device.createComputePipelineAsync.bind(device);
  device.createShaderModule = (descriptor) => {
    const module = createModule(descriptor);
    sizes.set(module, descriptor.code.length);
    return module;
  };
  device.createComputePipelineAsync = async (descriptor) => {
    const begun = performance.now();
    const pipeline = await createPipeline(descriptor);
    const ms = performance.now() - begun;
    seen.push({ label: descriptor.label ?? '', characters: sizes.get(descriptor.compute.module) ?? 0, ms });
    return pipeline;
  };
  return seen;
}

const shapes = (): Shape[] => [defaultShape(2), defaultShape(64), largeShape(256)];

/** A device of its own for every measurement: devices keep what they compiled. */
async function measure({ model, population, data }: Shape, kind: AdapterKind | 'own'): Promise<Compilation> {
  const { device } = await initWebGpuBackend();
  const kernels = watch(device);
  const own = adapterTraits(device, adapterInfoOf(device));
  const traits = kind === 'own' ? own : { ...own, kind };
  const tuning = tuningFor(
    traits,
    planOf(population.model, population.replicas),
    population.training,
    population.replicas.length,
  );
  const begun = performance.now();
  let engine: Engine | undefined;
  try {
    engine = await createTunedEngine(population, [data], { tuning });
    await engine.train(1);
    await engine.settle();
    const firstStepMs = performance.now() - begun;
    await engine.evaluate({ full: true });
    return { model, tuning: kind, firstStepMs, firstEvaluationMs: performance.now() - begun, kernels };
  } finally {
    engine?.dispose();
    device.destroy();
    await device.lost;
  }
}

/** @param kinds - tunings to compile with; `own` is the adapter's */
export async function measureCompilation(
  kinds: readonly (AdapterKind | 'own')[],
  say: (line: string) => void,
): Promise<Compilation[]> {
  const rows: Compilation[] = [];
  for (const shape of shapes()) {
    for (const kind of kinds) {
      const row = await measure(shape, kind);
      say(`${row.model}, tuning ${kind}: first step ${row.firstStepMs.toFixed(0)} ms`);
      rows.push(row);
    }
  }
  return rows;
}
