/**
 * Compiles the fused kernels of the default model alone, one after the other and then together, on any driver that Dawn takes: also on one
 * that compiles and cannot run. Each kernel is announced on stderr before it is compiled, so that what a driver's compiler says there has a name.
 */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDawnGpu } from '../scripts/dawn.mjs';
import { compileEvaluation } from '../src/engine/fused/evaluation.ts';
import { sizesOf } from '../src/engine/fused/limits.ts';
import { planOf } from '../src/engine/fused/plan.ts';
import { compileTraining } from '../src/engine/fused/training.ts';
import { adapterTraits, tuningFor, type AdapterKind, type Tuning } from '../src/engine/fused/tuning.ts';
import { defaultShape, largeShape } from './shape.ts';

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'own' },
    set: { type: 'string', default: '{}' },
    shape: { type: 'string', default: 'default' },
    replicas: { type: 'string', default: '2' },
    only: { type: 'string' },
    out: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    run: { type: 'boolean', default: false },
    together: { type: 'boolean', default: false },
  },
});

async function freshDevice(): Promise<{ device: GPUDevice; info: GPUAdapterInfo }> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('no adapter');
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('subgroups') ? ['subgroups'] : [],
    requiredLimits: { maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize },
  });
  return { device, info: adapter.info };
}

interface Text {
  label: string;
  code: string;
  layout: GPUPipelineLayoutDescriptor;
  group: GPUBindGroupLayoutDescriptor;
}

/** The texts of a population's kernels, without compiling them. */
async function textsOf(device: GPUDevice, info: GPUAdapterInfo): Promise<Text[]> {
  const { population, data } = values.shape === 'large' ? largeShape(256) : defaultShape(Number(values.replicas));
  const own = adapterTraits(device, info);
  const traits = values.kind === 'own' ? own : { ...own, kind: values.kind as AdapterKind };
  const plan = planOf(population.model, population.replicas);
  const tuning: Tuning = {
    ...tuningFor(traits, plan, population.training, population.replicas.length),
    ...(JSON.parse(values.set) as Partial<Tuning>),
  };
  const sizes = sizesOf(plan, tuning, population, [data], device.limits);
  const texts: Text[] = [];
  let group: GPUBindGroupLayoutDescriptor = { entries: [] };
  const taking = {
    createBindGroupLayout: (given: GPUBindGroupLayoutDescriptor) => {
      group = given;
      return {};
    },
    createPipelineLayout: (layout: GPUPipelineLayoutDescriptor) => layout,
    createShaderModule: ({ label, code }: GPUShaderModuleDescriptor) => {
      texts.push({ label: label ?? '', code, layout: { bindGroupLayouts: [] }, group });
      return {};
    },
    createComputePipelineAsync: () => Promise.resolve({}),
  } as unknown as GPUDevice;
  const setting = { device: taking, plan, tuning, sizes, population };
  await Promise.all([compileTraining(setting), compileEvaluation(setting)]);
  return texts;
}

const compile = (device: GPUDevice, { label, code, group }: Text): Promise<GPUComputePipeline> =>
  device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ bindGroupLayouts: [device.createBindGroupLayout(group)] }),
    compute: { module: device.createShaderModule({ label, code }), entryPoint: 'main' },
  });

async function runs(): Promise<void> {
  const { initWebGpuBackend, adapterInfoOf } = await import('../src/engine/webgpuBackend.ts');
  const { createTunedEngine } = await import('../src/engine/fused/engine.ts');
  const { device } = await initWebGpuBackend();
  const info = adapterInfoOf(device);
  const { population, data } = values.shape === 'large' ? largeShape(256) : defaultShape(Number(values.replicas));
  const own = adapterTraits(device, info);
  const traits = values.kind === 'own' ? own : { ...own, kind: values.kind as AdapterKind };
  const plan = planOf(population.model, population.replicas);
  const tuning: Tuning = {
    ...tuningFor(traits, plan, population.training, population.replicas.length),
    ...(JSON.parse(values.set) as Partial<Tuning>),
  };
  const used = (from?: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  const before = process.cpuUsage();
  const engine = await createTunedEngine(population, [data], { tuning });
  const made = used(before);
  await engine.train(1);
  await engine.settle();
  const stepped = used(before);
  await engine.evaluate({ full: true });
  const evaluated = used(before);
  console.log(
    `created ${made.toFixed(0)}, first step +${(stepped - made).toFixed(0)}, evaluation +${(evaluated - stepped).toFixed(0)}: ${evaluated.toFixed(0)} ms`,
  );
  const bursts: number[] = [];
  for (let i = 0; i < 60; i++) {
    const begun = performance.now();
    await engine.train(20);
    await engine.settle();
    bursts.push((performance.now() - begun) / 20);
  }
  console.log(`step ${Math.min(...bursts).toFixed(3)} ms at its fastest`);
  process.exit(0);
}

async function main(): Promise<void> {
  await createDawnGpu();
  if (values.run) return runs();
  const first = await freshDevice();
  const texts = (await textsOf(first.device, first.info)).filter(
    ({ label }) => values.only === undefined || values.only.split(',').includes(label),
  );
  console.log(`${first.info.description || first.info.device}`);
  if (values.out !== undefined) {
    mkdirSync(values.out, { recursive: true });
    for (const { label, code } of texts) writeFileSync(join(values.out, `${label}.wgsl`), code);
  }
  let sum = 0;
  for (const text of texts) {
    writeSync(2, `== ${text.label}\n`);
    const times: number[] = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      // A device of its own for every round: devices keep what they compiled.
      const { device } = await freshDevice();
      const before = process.cpuUsage();
      await compile(device, text);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    const ms = Math.min(...times);
    sum += ms;
    console.log(
      `${text.label.padEnd(14)} ${String(text.code.length).padStart(6)} characters ${ms.toFixed(0).padStart(6)} ms`,
    );
  }
  console.log(`one by one ${sum.toFixed(0)} ms`);
  if (values.together) {
    const { device } = await freshDevice();
    const begun = performance.now();
    await Promise.all(texts.map((text) => compile(device, text)));
    console.log(`together ${(performance.now() - begun).toFixed(0)} ms`);
  }
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
