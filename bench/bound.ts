/**
 * What bounds a step: how fast this adapter multiplies and adds in registers, how fast it reads and writes quads of buffers, and how much of
 * both a replica's step needs. Measured here, so that "at the bound" is a figure and not an excuse.
 */
import { planOf, momentCount, trainRecord, type Plan } from '../src/engine/fused/plan.ts';
import { TILE_KIND, tilesOf } from '../src/engine/fused/tiles.ts';
import { tuningFor, type AdapterTraits, type Tuning } from '../src/engine/fused/tuning.ts';
import type { PopulationSpec } from '../src/model/spec.ts';
import { TASK_COUNT } from '../src/world/spec.ts';
import { median } from './measure.ts';

export interface Bound {
  replicas: number;
  /** Billions of multiply-adds a second in registers, and of quads (vec4s) a second that invocations read from or write to buffers. */
  gigaMultiplyAdds: number;
  gigaQuads: number;
  /** What one replica's step needs. */
  multiplyAdds: number;
  quads: number;
  /** Milliseconds that each alone takes at the adapter's rate, and what the step was measured to take. */
  arithmeticMs: number;
  accessMs: number;
  measuredMs: number;
}

/** Multiply-adds, and quads accessed by invocations, of one replica's step. Draws, softmax, and the passing on of loads that lanes share are not counted. */
function workOf(
  plan: Plan,
  tuning: Tuning,
  { training, replicas: [{ workers }] }: PopulationSpec,
): { multiplyAdds: number; quads: number } {
  const { d, h, f, e, u, tower, experts, gates, mixtures } = plan;
  const record = trainRecord(plan);
  const invocations = training.batch / tuning.examples;
  // Weights that the forward pass reads, and those that the deltas go back through, in quads: each is multiplied with every example.
  const forward =
    4 * d * h + experts * 4 * f * u + gates * 4 * f * e + TASK_COUNT * (tower > 0 ? 4 * u * tower + tower : u);
  const back = (h > 0 ? experts * 4 * f * u + gates * 4 * f * e : 0) + (tower > 0 ? TASK_COUNT * 4 * u * tower : 0);
  const weights = (forward + back) * (tuning.shareLoads ? 0.25 : 1);
  // Records are written once, the experts' part read again and written over.
  const perExample = record.length + 2 * experts * u + d + 1;
  const mixing = 2 * mixtures * experts * u;
  let multiplyAdds = training.batch * 4 * (forward + back + mixing);
  let accessed = invocations * weights + training.batch * perExample;
  const perParameter = 2 + (workers > 1 ? 1 : 0) + 2 * momentCount(training.optimizer);
  for (const tile of tilesOf(plan, tuning)) {
    if (tile.kind === TILE_KIND.none) continue;
    const rows = tile.kind === TILE_KIND.dense ? 4 * tile.rows : 1;
    const factors = tile.kind === TILE_KIND.dense ? (tuning.shareLoads ? 1 : tile.rows) : 1;
    accessed += training.batch * (factors + tile.columns) + rows * tile.columns * perParameter;
    multiplyAdds += 4 * training.batch * rows * tile.columns;
  }
  return { multiplyAdds, quads: accessed };
}

const INVOCATIONS = 8192;

/** Runs a kernel a few times. @returns the median time of a run in milliseconds */
async function time(device: GPUDevice, body: string): Promise<number> {
  const code = `
@group(0) @binding(0) var<storage, read_write> data: array<vec4f, ${String(INVOCATIONS)}>;
@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) {${body}}`;
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
  const buffer = device.createBuffer({ size: INVOCATIONS * 16, usage: GPUBufferUsage.STORAGE });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  });
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(INVOCATIONS / 4);
    pass.end();
    const begun = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    times.push(performance.now() - begun);
  }
  buffer.destroy();
  return median(times);
}

const PASSES = 256;
/** Independent sums in flight: enough to hide latency, few enough for the registers of any processor. */
const SUMS = [0, 1, 2, 3];

/** @returns multiply-adds, and quads accessed, per millisecond */
async function ratesOf(device: GPUDevice): Promise<{ multiplyAdds: number; quads: number }> {
  const names = SUMS.map((i) => `s${String(i)}`);
  const loop = (statements: string): string => `
  let own = data[id.x];
  ${names.map((name, i) => `var ${name} = own + vec4f(${String(i)}.0);`).join(' ')}
  for (var i = 0u; i < ${String(PASSES)}u; i++) { ${statements} }
  data[id.x] = ${names.join(' + ')};`;
  const arithmetic = await time(
    device,
    loop(Array.from({ length: 4 }, () => names.map((name) => `${name} = ${name} * own.x + own;`).join(' ')).join(' ')),
  );
  // Addresses that only the running kernel knows, other ones in every lane, as in the kernels of a step.
  const access = await time(
    device,
    loop(
      names
        .map((name, i) => `${name} += data[(id.x + i * ${String(4 * i + 5)}u) & ${String(INVOCATIONS - 1)}u];`)
        .join(' '),
    ),
  );
  return {
    multiplyAdds: (INVOCATIONS * PASSES * 4 * SUMS.length * 4) / arithmetic,
    quads: (INVOCATIONS * PASSES * SUMS.length) / access,
  };
}

/** @param measuredMs - of one replica's step in a population of this size */
export async function measureBound(
  device: GPUDevice,
  traits: AdapterTraits,
  population: PopulationSpec,
  measuredMs: number,
): Promise<Bound> {
  const plan = planOf(population.model, population.replicas);
  const replicas = population.replicas.length;
  const work = workOf(plan, tuningFor(traits, plan, population.training, replicas), population);
  const rates = await ratesOf(device);
  return {
    replicas,
    gigaMultiplyAdds: rates.multiplyAdds / 1e6,
    gigaQuads: rates.quads / 1e6,
    ...work,
    arithmeticMs: work.multiplyAdds / rates.multiplyAdds,
    accessMs: work.quads / rates.quads,
    measuredMs,
  };
}
