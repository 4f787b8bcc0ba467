/**
 * How long the fused engine's kernels take a driver's compiler, by the processor's time: the milliseconds of a busy machine still compare. Written for
 * drivers beside SwiftShader, also those that compile and cannot run. Every kernel is announced on stderr, so that what a compiler says there has a name.
 */
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDawnGpu } from '../scripts/dawn.mjs';
import { createTunedEngine } from '../src/engine/fused/engine.ts';
import { compileEvaluation } from '../src/engine/fused/evaluation.ts';
import { sizesOf } from '../src/engine/fused/limits.ts';
import { planOf } from '../src/engine/fused/plan.ts';
import { compileTraining } from '../src/engine/fused/training.ts';
import { adapterTraits, tuningFor, type AdapterKind, type Tuning } from '../src/engine/fused/tuning.ts';
import { adapterInfoOf, initWebGpuBackend } from '../src/engine/webgpuBackend.ts';
import { defaultShape, largeShape } from './shape.ts';

/** One line of what is printed, as JSON. */
export type KernelsLine =
  | { adapter: string; tuning: Tuning }
  | { kernel: string; characters: number; ms: number }
  | { created: number; firstStep: number; evaluation: number; msPerStep: number };

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'own' },
    set: { type: 'string', default: '{}' },
    model: { type: 'string', default: 'default' },
    replicas: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '1' },
    out: { type: 'string' },
    run: { type: 'boolean', default: false },
  },
});

const print = (line: KernelsLine): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** Milliseconds of the processor, all threads, since `from`. */
function spent(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

const { population, data } = values.model === 'large' ? largeShape(256) : defaultShape(Number(values.replicas));
const plan = planOf(population.model, population.replicas);

function tuningOf(device: GPUDevice, info: GPUAdapterInfo | undefined): Tuning {
  const own = adapterTraits(device, info);
  const traits = values.kind === 'own' ? own : { ...own, kind: values.kind as AdapterKind };
  const tuning = tuningFor(traits, plan, population.training, population.replicas.length);
  return { ...tuning, ...(JSON.parse(values.set) as Partial<Tuning>) };
}

async function freshDevice(): Promise<{ device: GPUDevice; info: GPUAdapterInfo }> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('There is no WebGPU adapter.');
  const requiredFeatures: GPUFeatureName[] = adapter.features.has('subgroups') ? ['subgroups'] : [];
  return { device: await adapter.requestDevice({ requiredFeatures }), info: adapter.info };
}

interface Text {
  label: string;
  code: string;
  group: GPUBindGroupLayoutDescriptor;
}

/** The texts of all kernels, taken from an engine that is never made. */
async function textsOf(device: GPUDevice, tuning: Tuning): Promise<Text[]> {
  const texts: Text[] = [];
  let group: GPUBindGroupLayoutDescriptor = { entries: [] };
  const taking = {
    createBindGroupLayout: (given: GPUBindGroupLayoutDescriptor) => {
      group = given;
      return {};
    },
    createPipelineLayout: () => ({}),
    createShaderModule: ({ label = '', code }: GPUShaderModuleDescriptor) => {
      texts.push({ label, code, group });
      return {};
    },
    createComputePipelineAsync: () => Promise.resolve({}),
  } as unknown as GPUDevice;
  const sizes = sizesOf(plan, tuning, population, [data], device.limits);
  const setting = { device: taking, plan, tuning, sizes, population };
  await Promise.all([compileTraining(setting), compileEvaluation(setting)]);
  return texts;
}

/** Compiles one kernel on a device of its own: devices keep what they compiled. */
async function compile({ label, code, group }: Text): Promise<number> {
  const { device } = await freshDevice();
  const layout = device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout(group)] });
  const before = process.cpuUsage();
  const module = device.createShaderModule({ label, code });
  await device.createComputePipelineAsync({ label, layout, compute: { module, entryPoint: 'main' } });
  // Not destroyed: a driver that only compiles does not survive it.
  return spent(before);
}

async function compileAll(): Promise<void> {
  const { device, info } = await freshDevice();
  const tuning = tuningOf(device, info);
  print({ adapter: info.description || info.device, tuning });
  for (const text of await textsOf(device, tuning)) {
    if (values.out !== undefined) writeFileSync(join(values.out, `${text.label}.wgsl`), text.code);
    writeSync(2, `== ${text.label}\n`);
    const times: number[] = [];
    for (let round = 0; round < Number(values.rounds); round++) times.push(await compile(text));
    print({ kernel: text.label, characters: text.code.length, ms: Math.min(...times) });
  }
}

/** Some drivers compile when a kernel is first dispatched: a whole engine, its first step and its first evaluation, and how fast it is then. */
async function runAll(): Promise<void> {
  const { device, adapter } = await initWebGpuBackend();
  const tuning = tuningOf(device, adapterInfoOf(device));
  print({ adapter, tuning });
  const begun = process.cpuUsage();
  const engine = await createTunedEngine(population, [data], { tuning });
  const created = spent(begun);
  await engine.train(1);
  await engine.settle();
  const firstStep = spent(begun) - created;
  await engine.evaluate({ full: true });
  const evaluation = spent(begun) - created - firstStep;
  const bursts: number[] = [];
  for (let i = 0; i < 60; i++) {
    const from = performance.now();
    await engine.train(20);
    await engine.settle();
    bursts.push((performance.now() - from) / 20);
  }
  print({ created, firstStep, evaluation, msPerStep: Math.min(...bursts) });
}

createDawnGpu()
  .then(values.run ? runAll : compileAll)
  .then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
