/** The first kernel of a training step: every example of every replica forward and backward, in registers, without a barrier. */
import { rowLength, trainRecord, type Plan } from '../plan.ts';
import { TASK_COUNT } from '../../../world/spec.ts';
import { CHOICE, reshapesLogits } from '../cures.ts';
import { META_SHIFT, replicaWgsl, STEP_WGSL } from '../data.ts';
import type { Tuning } from '../tuning.ts';
import { gateSets, type TrainingSpec } from '../../../model/spec.ts';
import {
  adversary,
  backwardExperts,
  backwardTowers,
  backwardTrunk,
  outputDeltas,
  type TrainKernel,
} from './backward.ts';
import { CURE_HELPERS, activationChoices } from './activation.ts';
import { forwardExperts, forwardTowers, forwardTrunk, HELPERS, record } from './forward.ts';
import { backwardGates, forwardGates, gateChoices } from './gates.ts';
import { drawsWgsl } from './threefry.ts';
import { Code, LANES, range } from './code.ts';

/** Sizes that a kernel is compiled for. */
export interface KernelSizes {
  replicas: number;
  /** Quads of one replica's state, and of one parameter vector in it. */
  stateQuads: number;
  /** Parameter vectors in a replica's state: one, or one per simulated worker. */
  slots: number;
  /** Quads of the buffer of logs. */
  logQuads: number;
  /** Records that a replica has room for. */
  places: number;
}

/** `current_slot`: which of a replica's parameter vectors is the current one before a step: the one that the last push wrote. */
export const CURRENT_SLOT = `
fn current_slot(seed: u32, step: u32, workers: u32) -> u32 {
  if (step == 0u) { return 0u; }
  return worker_of(seed, step - 1u, workers);
}
`;

/** Unpacks the tail of a row into `label{n}`, `seen{n}` and returns where the meta number is. */
export function readLabels(code: Code, plan: Plan, n: number): string {
  const tail = range(rowLength(plan) - plan.d).map((q) =>
    code.let('tail', `logs[at${String(n)} + ${String(plan.d + q)}u]`),
  );
  const meta = code.let('meta', `u32(${tail[0]}.x)`);
  const labels = plan.binary.map((binary, k) => {
    const at = 1 + plan.regressions.indexOf(k);
    return binary ? `f32((${meta} >> ${String(META_SHIFT.label + k)}u) & 1u)` : `${tail[at >> 2]}.${LANES[at & 3]}`;
  });
  const observed = range(TASK_COUNT).map((k) => `${String(META_SHIFT.observed + k)}u`);
  code.add(`let label${String(n)} = vec4f(${labels.join(', ')});`);
  code.add(`let seen${String(n)} = ((vec4u(${meta}) >> vec4u(${observed.join(', ')})) & vec4u(1u)) != vec4u(0u);`);
  return meta;
}

/** The state as quads, and the same buffer once more as fours of them: a matrix is read with one index, one check of it, and no load for each quad. */
export const stateViews = (binding: number, { replicas, stateQuads }: KernelSizes): string[] => [
  `@group(0) @binding(${String(binding)}) var<storage, read> state: array<vec4f, ${String(replicas * stateQuads)}>;`,
  `@group(0) @binding(${String(binding + 1)}) var<storage, read> matrices: array<mat4x4f, ${String((replicas * stateQuads) / 4)}>;`,
];

/** @returns the WGSL of the kernel, entry point `main`, one workgroup row (y) per replica */
export function trainWgsl(plan: Plan, tuning: Tuning, training: TrainingSpec, sizes: KernelSizes): string {
  const slots = trainRecord(plan);
  const code = new Code(tuning.rolled ? 'zero' : '');
  const kernel: TrainKernel = {
    code,
    plan,
    tuning,
    examples: tuning.examples,
    slots,
    batch: training.batch,
    // Where nothing else is there until the deltas take their place.
    weights: tuning.rolled && !reshapesLogits(plan.cures) ? slots.gate : undefined,
  };
  const quadsOf = (count: number): string => `array<vec4f, ${String(count)}>`;
  if (tuning.shareLoads) code.add('enable subgroups;');
  code.add(replicaWgsl(plan), STEP_WGSL);
  code.add(
    '@group(0) @binding(0) var<uniform> now: Step;',
    `@group(0) @binding(1) var<storage, read> replicas: array<Replica, ${String(sizes.replicas)}>;`,
    `@group(0) @binding(2) var<storage, read> logs: ${quadsOf(sizes.logQuads)};`,
    ...stateViews(3, sizes),
    `@group(0) @binding(5) var<storage, read_write> scratch: ${quadsOf(sizes.replicas * sizes.places * slots.length)};`,
  );
  code.add(
    drawsWgsl(gateSets(plan.model), plan.experts, plan.cures.noise, tuning.rolled ? 'now.zero' : ''),
    CURRENT_SLOT,
    HELPERS,
  );
  if (plan.cures.cured) code.add(CURE_HELPERS);
  code.add('fn sigmoid(z: f32) -> f32 { let e = exp(-abs(z)); return select(e, 1.0, z >= 0.0) / (1.0 + e); }');
  const lane = tuning.shareLoads ? ', @builtin(subgroup_invocation_id) lane: u32' : '';
  code.add(`@compute @workgroup_size(${String(tuning.trainWorkgroup)})`);
  code.block(`fn main(@builtin(global_invocation_id) id: vec3u${lane})`, () => {
    replicaNumbers(kernel, sizes);
    if (plan.adversary > 0) code.add('let reversal = -replicas[r].adversarial * now.ramp;');
    activationChoices(code, plan.cures);
    gateChoices(code, plan, 'step', true);
    for (const n of range(tuning.examples)) sample(kernel, training, sizes, n);
    if (plan.cures.rate) replicaRate(kernel);
    forwardTrunk(kernel);
    forwardGates(kernel);
    forwardExperts(kernel);
    forwardTowers(kernel);
    outputDeltas(kernel);
    backwardTowers(kernel);
    backwardExperts(kernel);
    backwardGates(kernel);
    adversary(kernel);
    backwardTrunk(kernel);
  });
  return code.toString();
}

/** What the replica is, and where the parameters lie that it takes this step with, in `main`. */
function replicaNumbers({ code, plan, tuning }: TrainKernel, sizes: KernelSizes): void {
  code.add('let r = id.y;', 'let step = now.step;');
  if (tuning.rolled) code.add('let zero = now.zero;');
  code.add('let batchSeed = replicas[r].batchSeed;', 'let rows = replicas[r].rows;', 'let firstRow = replicas[r].log;');
  code.add(
    'let dropoutSeed = replicas[r].dropoutSeed;',
    'let gateLimit = replicas[r].gateLimit;',
    'let positionLimit = replicas[r].positionLimit;',
  );
  code.add('let taskWeights = replicas[r].taskWeights;');
  if (sizes.slots > 1) {
    code.add('let workers = replicas[r].workers;', 'let current = current_slot(batchSeed, step, workers);');
    code.add('let used = select(worker_of(batchSeed, step, workers), current, now.current != 0u);');
  } else code.add('const current = 0u;', 'const used = 0u;');
  code.add(`let p = r * ${String(sizes.stateQuads)}u + used * ${String(plan.length)}u;`, 'let pm = p >> 2u;');
}

/** Leaves in the batch's first record what the replica's learning rate is multiplied with at this step; see `replicaRateAt`. */
function replicaRate({ code, plan, slots }: TrainKernel): void {
  code.block('if (id.x == 0u)', () => {
    code.add(
      'let cured = replicas[r];',
      'var factor = 1.0 + cured.decay * min(1.0, f32(step) * cured.perStep);',
      'if (cured.warmed > 0.0) { factor *= min(1.0, f32(step + 1u) * cured.warmed); }',
    );
    if (plan.cures.staleness) {
      code.block(`if ((cured.choices & ${String(CHOICE.staleness)}u) != 0u)`, () => {
        code.add('let worker = worker_of(batchSeed, step, workers);', 'var since = 0u;');
        code.add('while (since < step && worker_of(batchSeed, step - 1u - since, workers) != worker) { since++; }');
        code.add('factor /= max(1.0, f32(since));');
      });
    }
    code.add(`${record(0, slots.rate)} = vec4f(factor);`);
  });
}

/** Draws example n: its row, position and masks. */
function sample(
  { code, plan, tuning, slots }: TrainKernel,
  training: TrainingSpec,
  sizes: KernelSizes,
  n: number,
): void {
  const i = String(n);
  // Places beyond the batch (it need not be a multiple) are computed like the others and never read.
  code.add(
    `let j${i} = id.x * ${String(tuning.examples)}u + ${i}u;`,
    `let b${i} = (r * ${String(sizes.places)}u + j${i}) * ${String(slots.length)}u;`,
  );
  code.add(
    `let at${i} = firstRow + batch_row(batchSeed, step, j${i}, rows, ${String(training.batch)}u) * ${String(rowLength(plan))}u;`,
  );
  const meta = readLabels(code, plan, n);
  code.add(`let logged${i} = ${meta} >> ${String(META_SHIFT.place)}u;`);
  code.add(`let dropped${i} = position_dropped(dropoutSeed, step, j${i}, positionLimit);`);
  code.add(`let place${i} = select(logged${i}, logged${i} - logged${i} % 10u, dropped${i});`);
  if (plan.gates > 0) {
    code.add(`let mask${i} = gate_masks(dropoutSeed, step, ${training.mask === 'batch' ? '0u' : `j${i}`}, gateLimit);`);
  }
}
