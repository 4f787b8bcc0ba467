/**
 * The forward pass of a few examples in one invocation, as WGSL (Zhao et al. 2019, sections 4.2 and 4.3; Ma et al. 2018, equations 6 to 8).
 * Registers of example n: `b{n}` its record, `at{n}` its row of the log, `h{n}_{q}` trunk, `w{n}_{g}_{q}` gate weights,
 * `mix{n}_{m}_{q}` mixtures, `y{n}` the four outputs, `place{n}` its row of the device × position table, `mask{n}` which experts are kept.
 */
import { CLICK, TASK_COUNT } from '../../../world/spec.ts';
import { blockAt, mixtureOf, type Plan } from '../plan.ts';
import type { Tuning } from '../tuning.ts';
import { multiply, unrolled, type Vector } from './dense.ts';
import { LANES, range, sum, type Code } from './code.ts';
import type { BlockName } from '../../../model/layout.ts';

/** Where the forward pass keeps what does not stay in registers: offsets into the example's record in quads. */
export interface ForwardSlots {
  h: number;
  mix: number;
  /** Expert activations; absent where nothing reads them again. */
  expert?: number;
  hidden?: number;
}

export interface Kernel {
  code: Code;
  plan: Plan;
  tuning: Tuning;
  /** Examples in one invocation. */
  examples: number;
  /** Name of the record buffer, and of the log's. */
  slots: ForwardSlots;
}

/** Expression for the first quad of a block of the parameters in use. */
export const parameter = (plan: Plan, name: BlockName): string => `p + ${String(blockAt(plan, name))}u`;

/** Expression for a quad of example n's record. */
export const record = (n: number, offset: number, index: number | string = 0): string =>
  typeof index === 'number' ? `scratch[b${String(n)} + ${String(offset + index)}u]` : `scratch[b${String(n)} + ${String(offset)}u + ${index}]`;

/** Whether all products with the trunk are written out, so that trunk and its deltas can stay in registers. */
export function trunkInRegisters(plan: Plan, tuning: Tuning): boolean {
  return [plan.u, plan.e, plan.adversary].every((outputs) => unrolled(tuning, plan.f, outputs));
}

/** The trunk as an input of products. */
export function trunkVector({ plan, tuning, slots }: Kernel): Vector {
  return {
    ...(trunkInRegisters(plan, tuning) && { register: (n: number, q: number) => `h${String(n)}_${String(q)}` }),
    memory: plan.h > 0 ? (n, q) => record(n, slots.h, q) : (n, q) => `logs[at${String(n)} + ${q}]`,
  };
}

/** Largest component of a list of quads. */
function largest(quads: string[]): string {
  const top = quads.reduce((a, b) => `max(${a}, ${b})`);
  return `maxOf(${top})`;
}

/** Functions that the forward and backward pass call. */
export const HELPERS = `
fn maxOf(v: vec4f) -> f32 { return max(max(v.x, v.y), max(v.z, v.w)); }
fn total(v: vec4f) -> f32 { return (v.x + v.y) + (v.z + v.w); }
// Component-wise: bit 4·quad + lane of the mask.
fn kept(mask: u32, quad: u32) -> vec4<bool> { return ((vec4u(mask) >> (vec4u(0u, 1u, 2u, 3u) + vec4u(4u * quad))) & vec4u(1u)) != vec4u(0u); }
fn relu(v: vec4f) -> vec4f { return max(v, vec4f(0.0)); }
fn open(v: vec4f, delta: vec4f) -> vec4f { return select(vec4f(0.0), delta, v > vec4f(0.0)); }
`;

/** h = relu(x·Ws + bs [+ position row]), or the features themselves. */
export function forwardTrunk(kernel: Kernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  if (plan.h === 0) {
    if (trunkInRegisters(plan, tuning)) {
      for (const n of all) for (let q = 0; q < plan.d; q++) code.add(`let h${String(n)}_${String(q)} = logs[at${String(n)} + ${String(q)}u];`);
    }
    return;
  }
  const inRegisters = unrolled(tuning, plan.d, plan.h);
  if (inRegisters) {
    for (const n of all) for (let q = 0; q < plan.d; q++) code.add(`let x${String(n)}_${String(q)} = logs[at${String(n)} + ${String(q)}u];`);
  }
  for (let q = 0; q < plan.h; q++) {
    const bias = code.let('bias', `state[${parameter(plan, 'shared/b')} + ${String(q)}u]`);
    for (const n of all) {
      const row = plan.positionInput
        ? ` + state[${parameter(plan, 'positionInput/w')} + place${String(n)} * ${String(plan.h)}u + ${String(q)}u]` : '';
      code.add(`var h${String(n)}_${String(q)} = ${bias}${row};`);
    }
  }
  const input: Vector = {
    ...(inRegisters && { register: (n: number, q: number) => `x${String(n)}_${String(q)}` }),
    memory: (n, q) => `logs[at${String(n)} + ${q}]`,
  };
  multiply(code, tuning, { examples, inputs: plan.d, outputs: plan.h, matrix: parameter(plan, 'shared/w') }, input, (n, q) => `h${String(n)}_${String(q)}`);
  for (const n of all) {
    for (let q = 0; q < plan.h; q++) {
      const name = `h${String(n)}_${String(q)}`;
      code.add(`${name} = relu(${name});`, `${record(n, slots.h, q)} = ${name};`);
    }
  }
}

/** Gate weights: softmax over the kept experts only, which equals setting the others to 0 and renormalising. */
export function forwardGates(kernel: Kernel): void {
  const { code, plan, tuning, examples } = kernel;
  if (plan.gates === 0) return;
  const all = range(examples);
  const w = (n: number, g: number, q: number): string => `w${String(n)}_${String(g)}_${String(q)}`;
  for (const n of all) for (let g = 0; g < plan.gates; g++) for (let q = 0; q < plan.e; q++) code.add(`var ${w(n, g, q)} = vec4f(0.0);`);
  code.loop('g', plan.gates, () => {
    for (let q = 0; q < plan.e; q++) {
      const bias = code.let('bias', `state[${parameter(plan, 'gates/b')} + g * ${String(plan.e)}u + ${String(q)}u]`);
      for (const n of all) code.add(`var z${String(n)}_${String(q)} = ${bias};`);
    }
    const matrix = `${parameter(plan, 'gates/w')} + g * ${String(4 * plan.f * plan.e)}u`;
    multiply(code, tuning, { examples, inputs: plan.f, outputs: plan.e, matrix }, trunkVector(kernel), (n, q) => `z${String(n)}_${String(q)}`);
    for (const n of all) {
      const logits = range(plan.e).map((q) => `z${String(n)}_${String(q)}`);
      logits.forEach((z, q) => {
        code.add(`let k${String(n)}_${String(q)} = kept(mask${String(n)}[g], ${String(q)}u);`);
        code.add(`${z} = select(vec4f(-3.0e38), ${z}, k${String(n)}_${String(q)});`);
      });
      const top = code.let('top', largest(logits));
      logits.forEach((z, q) => code.add(`${z} = select(vec4f(0.0), exp(${z} - vec4f(${top})), k${String(n)}_${String(q)});`));
      const whole = code.let('whole', `total(${sum(logits)})`);
      // The loop keeps the code small; only the assignment differs between its passes.
      logits.forEach((z, q) => {
        code.add(`${z} = ${z} / ${whole};`);
        for (let g = 0; g < plan.gates; g++) {
          code.add(plan.gates === 1 ? `${w(n, g, q)} = ${z};` : `${w(n, g, q)} = select(${w(n, g, q)}, ${z}, g == ${String(g)}u);`);
        }
      });
    }
  });
}

/** Weight of expert `e` (a WGSL variable) in mixture m of example n. */
export function gateWeight(plan: Plan, n: number, m: number, stem = 'w'): string {
  if (plan.gates === 0) return '1.0';
  const quad = range(plan.e).map((q) => `${stem}${String(n)}_${String(m)}_${String(q)}`)
    .reduce((lower, upper, q) => `select(${lower}, ${upper}, e >= ${String(4 * q)}u)`);
  return `${plan.e > 1 ? quad : `(${quad})`}[e & 3u]`;
}

/** Experts and their mixtures. `eachExpert` may add code that sees the activations `a{n}_{q}` of expert `e`. */
export function forwardExperts(kernel: Kernel, eachExpert?: () => void): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  const mix = (n: number, m: number, q: number): string => `mix${String(n)}_${String(m)}_${String(q)}`;
  for (const n of all) for (let m = 0; m < plan.mixtures; m++) for (let q = 0; q < plan.u; q++) code.add(`var ${mix(n, m, q)} = vec4f(0.0);`);
  code.loop('e', plan.experts, () => {
    for (let q = 0; q < plan.u; q++) {
      const bias = code.let('bias', `state[${parameter(plan, 'experts/b')} + e * ${String(plan.u)}u + ${String(q)}u]`);
      for (const n of all) code.add(`var a${String(n)}_${String(q)} = ${bias};`);
    }
    const matrix = `${parameter(plan, 'experts/w')} + e * ${String(4 * plan.f * plan.u)}u`;
    multiply(code, tuning, { examples, inputs: plan.f, outputs: plan.u, matrix }, trunkVector(kernel), (n, q) => `a${String(n)}_${String(q)}`);
    for (const n of all) {
      for (let q = 0; q < plan.u; q++) {
        const a = `a${String(n)}_${String(q)}`;
        code.add(`${a} = relu(${a});`);
        if (slots.expert !== undefined) code.add(`${record(n, slots.expert, `e * ${String(plan.u)}u + ${String(q)}u`)} = ${a};`);
      }
      for (let m = 0; m < plan.mixtures; m++) {
        const weight = code.let('weight', gateWeight(plan, n, m));
        for (let q = 0; q < plan.u; q++) code.add(`${mix(n, m, q)} += ${weight} * a${String(n)}_${String(q)};`);
      }
    }
    eachExpert?.();
  });
}

/** Towers and the shallow tower: outputs `y{n}`. */
export function forwardTowers(kernel: Kernel): void {
  const { code, plan, examples } = kernel;
  const all = range(examples);
  const bias = code.let('bias', `state[${parameter(plan, 'towers/b')}]`);
  for (const n of all) code.add(`var y${String(n)} = ${bias};`);
  if (plan.tower > 0) hiddenTowers(kernel);
  else linearTowers(kernel);
  if (!plan.shallow) return;
  for (const n of all) {
    const table = `state[${parameter(plan, 'shallow/table')} + (place${String(n)} >> 2u)][place${String(n)} & 3u]`;
    code.add(`y${String(n)}.${LANES[CLICK]} += ${table};`);
  }
}

/** Weights of the linear towers, in registers `t{k}_{q}`: the backward pass uses them again. */
function linearTowers({ code, plan, examples }: Kernel): void {
  for (let k = 0; k < TASK_COUNT; k++) {
    for (let q = 0; q < plan.u; q++) {
      code.add(`let t${String(k)}_${String(q)} = state[${parameter(plan, 'towers/w')} + ${String(k * plan.u + q)}u];`);
    }
  }
  for (const n of range(examples)) {
    const dots = range(TASK_COUNT).map((k) => sum(range(plan.u).map((q) =>
      `dot(t${String(k)}_${String(q)}, mix${String(n)}_${String(mixtureOf(plan, k))}_${String(q)})`)));
    code.add(`y${String(n)} += vec4f(${dots.join(', ')});`);
  }
}

/** Towers with a hidden layer, one after the other in a loop that reads its mixture from the record. */
function hiddenTowers(kernel: Kernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  for (const n of all) {
    for (let m = 0; m < plan.mixtures; m++) {
      for (let q = 0; q < plan.u; q++) code.add(`${record(n, slots.mix, m * plan.u + q)} = mix${String(n)}_${String(m)}_${String(q)};`);
    }
  }
  const mixture = plan.mixtures === 1 ? '0u' : `k * ${String(plan.u)}u`;
  const input: Vector = {
    ...(unrolled(tuning, plan.u, plan.tower) && { register: (n: number, q: number) => `m${String(n)}_${String(q)}` }),
    memory: (n, q) => record(n, slots.mix, `${mixture} + ${q}`),
  };
  code.loop('k', TASK_COUNT, () => {
    if (input.register) {
      for (const n of all) for (let q = 0; q < plan.u; q++) code.add(`let m${String(n)}_${String(q)} = ${record(n, slots.mix, `${mixture} + ${String(q)}u`)};`);
    }
    for (let q = 0; q < plan.tower; q++) {
      const bias = code.let('bias', `state[${parameter(plan, 'towers/b1')} + k * ${String(plan.tower)}u + ${String(q)}u]`);
      for (const n of all) code.add(`var s${String(n)}_${String(q)} = ${bias};`);
    }
    const matrix = `${parameter(plan, 'towers/w1')} + k * ${String(4 * plan.u * plan.tower)}u`;
    multiply(code, tuning, { examples, inputs: plan.u, outputs: plan.tower, matrix }, input, (n, q) => `s${String(n)}_${String(q)}`);
    const last = range(plan.tower).map((q) => code.let('t', `state[${parameter(plan, 'towers/w')} + k * ${String(plan.tower)}u + ${String(q)}u]`));
    for (const n of all) {
      for (let q = 0; q < plan.tower; q++) {
        const s = `s${String(n)}_${String(q)}`;
        code.add(`${s} = relu(${s});`);
        if (slots.hidden !== undefined) code.add(`${record(n, slots.hidden, `k * ${String(plan.tower)}u + ${String(q)}u`)} = ${s};`);
      }
      const value = sum(last.map((t, q) => `dot(${t}, s${String(n)}_${String(q)})`));
      code.add(`y${String(n)} += select(vec4f(0.0), vec4f(${value}), vec4u(0u, 1u, 2u, 3u) == vec4u(k));`);
    }
  });
}
