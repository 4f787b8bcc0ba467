/** The kernels of an evaluation: every held-out example forward without dropout, then sums per replica in two rounds. */
import { gateSets } from '../../../model/spec.ts';
import { isMasked } from '../../../model/visible.ts';
import { HISTOGRAM_BINS } from '../../types.ts';
import { META_SHIFT, replicaWgsl } from '../data.ts';
import { evaluationRecord, exampleQuads, rowLength, type Plan } from '../plan.ts';
import type { Tuning } from '../tuning.ts';
import { CURRENT_SLOT, readLabels, stateViews, type KernelSizes } from './train.ts';
import {
  forwardExperts,
  forwardTowers,
  forwardTrunk,
  gateRegisters,
  HELPERS,
  record,
  store,
  type Kernel,
} from './forward.ts';
import { CURE_HELPERS, activationChoices } from './activation.ts';
import { forwardGates, gateChoices } from './gates.ts';
import { drawsWgsl, setsWgsl } from './threefry.ts';
import { Code, LANES, range, sum } from './code.ts';

/** Parts that a replica's held-out rows are split into for the first round of sums. */
export const CHUNKS = 32;
/** Quads that a round of sums leaves per item: a histogram and a sum for a gate weight; see {@link TOTALS} for the last item. */
export const ITEM_QUADS = HISTOGRAM_BINS / 4 + 1;
/** The last item of a replica, as quads: sums of losses, of observed labels, of entropies; for each expert how often it was alive; bad parameters. */
export const TOTALS = { loss: 0, observed: 1, entropy: 2, alive: 3, bad: 7 } as const;
/** Items of a replica: one per gate and expert, and the totals. */
export const itemCount = (plan: Plan): number => plan.gates * plan.experts + 1;

/** The experts that each gate uses: of those that it may use, those that are asked for; a gate that has no other keeps them (`evaluatedSets`). */
function usedExperts({ model }: Plan): string {
  if (!isMasked(model)) return 'vec4u(options.experts)';
  const sets = setsWgsl(gateSets(model));
  return `select(${sets} & vec4u(options.experts), ${sets}, (${sets} & vec4u(options.experts)) == vec4u(0u))`;
}

/** Sizes of an evaluation: what {@link KernelSizes} says, for the evaluation's own buffers. */
export interface EvaluationSizes extends KernelSizes {
  /** Replicas that are evaluated at a time. */
  group: number;
  /** Length of the list of replicas to evaluate. */
  listed: number;
}

/** "logged" as a position option. */
export const LOGGED = 0xffffffff;

const EVALUATION_WGSL = `
struct Evaluation {
  // Steps done.
  step: u32,
  // 0 = missing, 1 to 9, or ${String(LOGGED)} for the row's own.
  position: u32,
  // Bit e set where expert e takes part.
  experts: u32,
  // Index of the group's first replica in the list.
  first: u32,
  // Always 0, which no compiler can know (see Code).
  zero: u32,
}
`;
export const EVALUATION_BYTES = 20;

const quadsOf = (count: number): string => `array<vec4f, ${String(count)}>`;

function header(plan: Plan, sizes: EvaluationSizes): string[] {
  return [
    replicaWgsl(plan),
    EVALUATION_WGSL,
    '@group(0) @binding(0) var<uniform> options: Evaluation;',
    `@group(0) @binding(1) var<storage, read> replicas: array<Replica, ${String(sizes.replicas)}>;`,
    `@group(0) @binding(2) var<storage, read> list: array<u32, ${String(sizes.listed)}>;`,
  ];
}

function parametersOf(plan: Plan, sizes: EvaluationSizes): string {
  const slot =
    sizes.slots > 1
      ? `current_slot(replicas[r].batchSeed, options.step, replicas[r].workers) * ${String(plan.length)}u`
      : '0u';
  return `let p = r * ${String(sizes.stateQuads)}u + ${slot};`;
}

/** @returns the WGSL of the forward kernel, one workgroup row (y) per replica of the group */
export function evaluateWgsl(plan: Plan, tuning: Tuning, sizes: EvaluationSizes): string {
  const slots = evaluationRecord(plan);
  const code = new Code(tuning.rolled ? 'zero' : '');
  const weights = tuning.rolled ? slots.weight : undefined;
  const kernel: Kernel = { code, plan, tuning, examples: tuning.evaluationExamples, slots: {}, weights };
  const all = range(kernel.examples);
  if (tuning.shareLoads) code.add('enable subgroups;');
  code.add(
    ...header(plan, sizes),
    `@group(0) @binding(3) var<storage, read> logs: ${quadsOf(sizes.logQuads)};`,
    ...stateViews(4, sizes),
    `@group(0) @binding(6) var<storage, read_write> scratch: ${quadsOf(sizes.group * sizes.places * exampleQuads(plan))};`,
    drawsWgsl([], 0),
    CURRENT_SLOT,
    HELPERS,
  );
  if (plan.cures.cured) code.add(CURE_HELPERS);
  // Cross entropy from the logit without overflow; squared error.
  code.add('fn crossEntropy(z: f32, y: f32) -> f32 { return max(z, 0.0) - z * y + log(1.0 + exp(-abs(z))); }');
  code.add('fn squaredError(z: f32, y: f32) -> f32 { return (z - y) * (z - y); }');
  const lane = tuning.shareLoads ? ', @builtin(subgroup_invocation_id) lane: u32' : '';
  code.add(`@compute @workgroup_size(${String(tuning.workgroup)})`);
  code.block(`fn main(@builtin(global_invocation_id) id: vec3u${lane})`, () => {
    code.add(
      'let r = list[options.first + id.y];',
      'let rows = replicas[r].heldOutRows;',
      'let firstRow = replicas[r].heldOutLog;',
      parametersOf(plan, sizes),
      'let pm = p >> 2u;',
    );
    if (tuning.rolled) code.add('let zero = options.zero;');
    activationChoices(code, plan.cures);
    gateChoices(code, plan, 'options.step', false);
    for (const n of all) heldOutRow(kernel, sizes, n);
    // A ReLU is never negative.
    const size = (a: string): string => (plan.cures.expert.every((kind) => kind === 'relu') ? a : `abs(${a})`);
    forwardTrunk(kernel);
    forwardGates(kernel);
    forwardExperts(kernel, () => {
      for (const n of all) {
        const live = range(plan.u)
          .map((q) => `any(${size(`a${String(n)}_${String(q)}`)} > vec4f(0.0))`)
          .join(' || ');
        code.add(`alive${String(n)} |= select(0u, 1u << e, ${live});`);
      }
    });
    forwardTowers(kernel);
    for (const n of all) writeRecord(kernel, n, sizes);
  });
  return code.toString();
}

/** Finds example n's row of the held-out log, its labels, position and masks. */
function heldOutRow({ code, plan, examples }: Kernel, sizes: EvaluationSizes, n: number): void {
  const slots = evaluationRecord(plan);
  const i = String(n);
  code.add(
    `let j${i} = id.x * ${String(examples)}u + ${i}u;`,
    `let b${i} = (id.y * ${String(sizes.places)}u + j${i}) * ${String(slots.length)}u;`,
  );
  // Places beyond the log repeat its last row and are never read.
  code.add(`let at${i} = firstRow + min(j${i}, rows - 1u) * ${String(rowLength(plan))}u;`);
  const meta = readLabels(code, plan, n);
  code.add(`let logged${i} = ${meta} >> ${String(META_SHIFT.place)}u;`);
  code.add(
    `let place${i} = select(logged${i} - logged${i} % 10u + options.position, logged${i}, options.position == ${String(LOGGED)}u);`,
  );
  if (plan.gates > 0) code.add(`let mask${i} = ${usedExperts(plan)};`);
  code.add(`var alive${i} = 0u;`);
}

function writeRecord({ code, plan, weights }: Kernel, n: number, sizes: EvaluationSizes): void {
  const slots = evaluationRecord(plan);
  const i = String(n);
  const losses = plan.binary.map(
    (binary, k) => `${binary ? 'crossEntropy' : 'squaredError'}(y${i}.${LANES[k]}, label${i}.${LANES[k]})`,
  );
  code.add(
    `scratch[${String(sizes.group * sizes.places * slots.length)}u + id.y * ${String(sizes.places)}u + j${i}] = y${i};`,
    `${record(n, slots.loss)} = select(vec4f(0.0), vec4f(${losses.join(', ')}), seen${i});`,
    `${record(n, slots.observed)} = select(vec4f(0.0), vec4f(1.0), seen${i});`,
    `${record(n, slots.alive)} = vec4f(f32(alive${i}), 0.0, 0.0, 0.0);`,
  );
  const entropies = range(4).map((g) => {
    if (g >= plan.gates) return '0.0';
    const own =
      weights === undefined
        ? gateRegisters(plan, n, g)
        : range(plan.e).map((q) => code.let('w', record(n, weights, g * plan.e + q)));
    const terms = own.map((w) => `select(vec4f(0.0), ${w} * log(${w}), ${w} > vec4f(0.0))`);
    return `-total(${sum(terms)})`;
  });
  code.add(`${record(n, slots.entropy)} = vec4f(${entropies.join(', ')});`);
  if (plan.gates > 0 && weights === undefined)
    store(
      code,
      n,
      slots.weight,
      range(plan.gates).flatMap((g) => gateRegisters(plan, n, g)),
    );
}

/** @returns the WGSL of the first round: x = item · CHUNKS + chunk, y = replica of the group */
export function partialSumsWgsl(plan: Plan, tuning: Tuning, sizes: EvaluationSizes): string {
  const slots = evaluationRecord(plan);
  const items = itemCount(plan);
  const code = new Code();
  code.add(
    ...header(plan, sizes),
    `@group(0) @binding(3) var<storage, read> scratch: ${quadsOf(sizes.group * sizes.places * exampleQuads(plan))};`,
    `@group(0) @binding(4) var<storage, read> state: ${quadsOf(sizes.replicas * sizes.stateQuads)};`,
    `@group(0) @binding(5) var<storage, read_write> partial: ${quadsOf(sizes.group * items * CHUNKS * ITEM_QUADS)};`,
    drawsWgsl([], 0),
    CURRENT_SLOT,
    'fn bad(v: vec4f) -> f32 { let e = bitcast<vec4u>(v) & vec4u(0x7f800000u); return select(0.0, 1.0, any(e == vec4u(0x7f800000u))); }',
  );
  code.add(`@compute @workgroup_size(${String(tuning.workgroup)})`);
  code.block('fn main(@builtin(global_invocation_id) id: vec3u)', () => {
    code.add(`let item = id.x / ${String(CHUNKS)}u;`, `let chunk = id.x % ${String(CHUNKS)}u;`);
    code.block(`if (item >= ${String(items)}u)`, () => code.add('return;'));
    code.add('let r = list[options.first + id.y];', 'let rows = replicas[r].heldOutRows;');
    code.add(`let length = (rows + ${String(CHUNKS - 1)}u) / ${String(CHUNKS)}u;`);
    code.add('let begin = chunk * length;', 'let end = min(begin + length, rows);');
    code.add(`let out = ((id.y * ${String(items)}u + item) * ${String(CHUNKS)}u + chunk) * ${String(ITEM_QUADS)}u;`);
    code.add(`let records = id.y * ${String(sizes.places * slots.length)}u;`);
    if (plan.gates > 0) {
      code.block(`if (item < ${String(items - 1)}u)`, () => {
        gateSums(code, plan, slots.length, slots.weight);
        code.add('return;');
      });
    }
    totals(code, plan, sizes);
  });
  return code.toString();
}

/** Rows that are summed up before their sum is added to the others': single precision loses digits when a long sum meets a short term. */
const BLOCK = 32;

/** Sums up over a chunk's rows: `terms` are [type, name, expression], each left in a variable of its name; `each` comes first in every row. */
function sumRows(
  code: Code,
  length: number,
  terms: readonly (readonly [string, string, string])[],
  each: () => void,
): void {
  for (const [type, name] of terms) code.add(`var ${name} = ${type}(0.0);`);
  code.block(`for (var block = begin; block < end; block += ${String(BLOCK)}u)`, () => {
    for (const [type, name] of terms) code.add(`var ${name}Part = ${type}(0.0);`);
    code.block(`for (var row = block; row < min(block + ${String(BLOCK)}u, end); row++)`, () => {
      code.add(`let b = records + row * ${String(length)}u;`);
      each();
      for (const [, name, value] of terms) code.add(`${name}Part += ${value};`);
    });
    for (const [, name] of terms) code.add(`${name} += ${name}Part;`);
  });
}

/** Histogram and sum of one gate weight over a chunk of rows. */
function gateSums(code: Code, plan: Plan, length: number, weight: number): void {
  code.add(`let gate = item / ${String(plan.experts)}u;`, `let expert = item % ${String(plan.experts)}u;`);
  code.add(`let at = ${String(weight)}u + gate * ${String(plan.e)}u + (expert >> 2u);`);
  code.add(`var counts: array<u32, ${String(HISTOGRAM_BINS)}>;`);
  sumRows(code, length, [['f32', 'sum', 'w']], () => {
    code.add('let w = scratch[b + at][expert & 3u];');
    // Not true of NaN, which belongs in no bin.
    code.block('if (w >= 0.0)', () =>
      code.add(`counts[min(${String(HISTOGRAM_BINS - 1)}u, u32(w * ${String(HISTOGRAM_BINS)}.0))] += 1u;`),
    );
  });
  for (let q = 0; q < HISTOGRAM_BINS / 4; q++) {
    const bins = range(4).map((c) => `f32(counts[${String(4 * q + c)}])`);
    code.add(`partial[out + ${String(q)}u] = vec4f(${bins.join(', ')});`);
  }
  code.add(`partial[out + ${String(HISTOGRAM_BINS / 4)}u] = vec4f(sum, 0.0, 0.0, 0.0);`);
}

/** Sums over all tasks and experts, and this chunk's part of the search for parameters that are not finite. */
function totals(code: Code, plan: Plan, sizes: EvaluationSizes): void {
  const slots = evaluationRecord(plan);
  code.add(parametersOf(plan, sizes));
  code.add('var alive = 0u;', 'var broken = 0.0;');
  const terms = (['loss', 'observed', 'entropy'] as const).map(
    (name) => ['vec4f', name, `scratch[b + ${String(slots[name])}u]`] as const,
  );
  sumRows(code, slots.length, terms, () => code.add(`alive |= u32(scratch[b + ${String(slots.alive)}u].x);`));
  code.block(`for (var q = chunk; q < ${String(plan.length)}u; q += ${String(CHUNKS)}u)`, () =>
    code.add('broken += bad(state[p + q]);'),
  );
  code.add(`partial[out + ${String(TOTALS.loss)}u] = loss;`, `partial[out + ${String(TOTALS.observed)}u] = observed;`);
  code.add(
    `partial[out + ${String(TOTALS.entropy)}u] = entropy;`,
    `partial[out + ${String(TOTALS.bad)}u] = vec4f(broken, 0.0, 0.0, 0.0);`,
  );
  for (let q = 0; q < 4; q++) {
    code.add(
      `partial[out + ${String(TOTALS.alive + q)}u] = vec4f((vec4u(alive) >> vec4u(${range(4)
        .map((c) => `${String(4 * q + c)}u`)
        .join(', ')})) & vec4u(1u));`,
    );
  }
  code.add(`partial[out + ${String(ITEM_QUADS - 1)}u] = vec4f(0.0);`);
}

/** @returns the WGSL of the second round: x = item · ITEM_QUADS + quad, y = replica of the group */
export function finalSumsWgsl(plan: Plan, tuning: Tuning, sizes: EvaluationSizes): string {
  const width = itemCount(plan) * ITEM_QUADS;
  const code = new Code();
  code.add(
    EVALUATION_WGSL,
    '@group(0) @binding(0) var<uniform> options: Evaluation;',
    `@group(0) @binding(1) var<storage, read> partial: ${quadsOf(sizes.group * width * CHUNKS)};`,
    `@group(0) @binding(2) var<storage, read_write> result: ${quadsOf(sizes.listed * width)};`,
  );
  code.add(`@compute @workgroup_size(${String(tuning.workgroup)})`);
  code.block('fn main(@builtin(global_invocation_id) id: vec3u)', () => {
    code.block(`if (id.x >= ${String(width)}u)`, () => code.add('return;'));
    code.add(
      `let item = id.x / ${String(ITEM_QUADS)}u;`,
      `let quad = id.x % ${String(ITEM_QUADS)}u;`,
      'var sum = vec4f(0.0);',
    );
    code.block(`for (var chunk = 0u; chunk < ${String(CHUNKS)}u; chunk++)`, () => {
      code.add(
        `sum += partial[((id.y * ${String(itemCount(plan))}u + item) * ${String(CHUNKS)}u + chunk) * ${String(ITEM_QUADS)}u + quad];`,
      );
    });
    code.add(`result[(options.first + id.y) * ${String(width)}u + id.x] = sum;`);
  });
  return code.toString();
}
