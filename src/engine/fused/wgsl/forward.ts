/**
 * The forward pass of a few examples in one invocation, as WGSL (Zhao et al. 2019, sections 4.2 and 4.3; Ma et al. 2018, equations 6 to 8).
 * Registers of example n (gates are in gates.ts): `b{n}` its record, `at{n}` its row of the log, `h{n}_{q}` trunk, `w{n}_{g}_{q}` gate weights,
 * `mix{n}_{m}_{q}` mixtures, `y{n}` the four outputs, `place{n}` its row of the device × position table, `mask{n}` which experts are kept.
 */
import type { BlockName } from '../../../model/layout.ts';
import { CLICK, TASK_COUNT } from '../../../world/spec.ts';
import { keepsInput, storesInput } from '../cures.ts';
import { blockAt, mixtureOf, type Plan } from '../plan.ts';
import type { Tuning } from '../tuning.ts';
import { activated, normalise, slopeOf } from './activation.ts';
import { loadWeights, multiply, pick, type Operand } from './dense.ts';
import { LANES, range, sum, type Code } from './code.ts';

/** What of the forward pass is kept in the example's record: offsets in quads; absent where nobody reads it. */
export interface ForwardSlots {
  x?: number;
  h?: number;
  expert?: number;
  hidden?: number;
  trunkDelta?: number;
  scale?: number;
}

export interface Kernel {
  code: Code;
  plan: Plan;
  tuning: Tuning;
  /** Examples in one invocation. */
  examples: number;
  /** Examples of a batch, in training; absent where a model only answers. */
  batch?: number;
  slots: ForwardSlots;
  /** Where in the record gate weights lie, gates × e quads, and are read again for every expert; absent where they stay in registers. */
  weights?: number;
}

/** Features of this many examples × quads are kept in registers where there is no shared layer; more are read again from the log. */
const FEATURE_REGISTERS = 16;

/** Expression for the first quad of a block of the parameters in use. */
export const parameter = (plan: Plan, name: BlockName): string => `p + ${String(blockAt(plan, name))}u`;

/**
 * Expression for where a block's weights begin, in fours of quads.
 * @param which - expression: which of the block's several layers, which take `each` fours
 */
export const matrix = (plan: Plan, name: BlockName, which = '', each = 0): string =>
  `pm + ${String(blockAt(plan, name) / 4)}u${which === '' ? '' : ` + ${which} * ${String(each)}u`}`;

/** Expression for a quad of example n's record. */
export const record = (n: number, offset: number, index: number | string = 0): string =>
  typeof index === 'number'
    ? `scratch[b${String(n)} + ${String(offset + index)}u]`
    : `scratch[b${String(n)} + ${String(offset)}u + ${index}]`;

/** Names `{stem}{n}_0`, `{stem}{n}_1`, … */
export const registers = (stem: string, n: number, count: number): string[] =>
  range(count).map((q) => `${stem}${String(n)}_${String(q)}`);

const featuresInRegisters = ({ plan, examples }: Kernel): boolean =>
  plan.h === 0 && plan.d * examples <= FEATURE_REGISTERS;

const trunkRegisters = (plan: Plan, n: number): string[] => registers('h', n, plan.f);

const features = { memory: (n: number, q: string) => `logs[at${String(n)} + ${q}]` };

/** The trunk as an input of products. */
export function trunk(kernel: Kernel): Operand {
  const { plan } = kernel;
  return plan.h > 0 || featuresInRegisters(kernel) ? { registers: (n) => trunkRegisters(plan, n) } : features;
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

/** Stores registers into consecutive quads of a record, in a loop where there are many: every store in the text costs compilation time. */
export function store(code: Code, n: number, offset: number, names: readonly string[]): void {
  if (names.length <= 4) {
    names.forEach((name, q) => code.add(`${record(n, offset, q)} = ${name};`));
    return;
  }
  const q = code.fresh('q');
  code.loop(q, names.length, () => {
    code.add(`${record(n, offset, q)} = ${pick(names, q)};`);
  });
}

/** h = relu(x·Ws + bs [+ position row]), or the features themselves. */
export function forwardTrunk(kernel: Kernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  if (plan.h === 0) {
    if (featuresInRegisters(kernel)) {
      for (const n of all)
        trunkRegisters(plan, n).forEach((name, q) => code.add(`var ${name} = logs[at${String(n)} + ${String(q)}u];`));
    }
    const { x } = slots;
    if (x === undefined) return;
    if (featuresInRegisters(kernel)) {
      for (const n of all) store(code, n, x, trunkRegisters(plan, n));
      return;
    }
    const q = code.fresh('q');
    code.loop(q, plan.d, () => {
      for (const n of all) code.add(`${record(n, x, q)} = ${features.memory(n, q)};`);
    });
    return;
  }
  const biases = loadWeights(code, tuning, parameter(plan, 'shared/b'), plan.h);
  for (const n of all) trunkRegisters(plan, n).forEach((name, q) => code.add(`var ${name} = ${biases[q]};`));
  if (plan.positionInput) {
    for (const n of all) {
      const row = `${parameter(plan, 'positionInput/w')} + place${String(n)} * ${String(plan.h)}u`;
      trunkRegisters(plan, n).forEach((name, q) => code.add(`${name} += state[${row} + ${String(q)}u];`));
    }
  }
  multiply(
    code,
    tuning,
    { examples, inputs: plan.d, outputs: plan.h, matrix: matrix(plan, 'shared/w') },
    features,
    (n) => trunkRegisters(plan, n),
    (n, q, value) => {
      if (slots.x !== undefined) code.add(`${record(n, slots.x, q)} = ${value};`);
    },
  );
  const { shared } = plan.cures;
  for (const n of all) {
    if (slots.trunkDelta !== undefined && keepsInput(shared)) {
      const slopes = trunkRegisters(plan, n).map((name) => code.let('slope', slopeOf(shared, 'shared', name)));
      store(code, n, slots.trunkDelta, slopes);
    }
    for (const name of trunkRegisters(plan, n)) code.add(`${name} = ${activated(shared, 'shared', name)};`);
    if (slots.h !== undefined) store(code, n, slots.h, trunkRegisters(plan, n));
  }
}

/** Registers of example n's gate g. */
export const gateRegisters = (plan: Plan, n: number, g: number): string[] => registers(`w${String(n)}_`, g, plan.e);

/** Registers of the delta of example n's trunk. */
export const trunkDeltas = (plan: Plan, n: number): string[] => registers('dh', n, plan.f);

/** Registers of example n's mixture m. */
export const mixtureRegisters = (plan: Plan, n: number, m: number): string[] =>
  registers(`mix${String(n)}_`, m, plan.u);

/** Weights of one expert in an example's mixtures. */
export interface ExpertWeights {
  /** One expression for each mixture; none without gates. */
  each: string[];
  /** All of them as the components of a vector, or the only one by itself. */
  all: string;
}

/** In a loop over the experts `e`: the expert's weights. */
export function expertWeights({ code, plan, weights }: Kernel, n: number): ExpertWeights {
  if (plan.gates === 0) return { each: [], all: '' };
  if (weights !== undefined) {
    const each = range(plan.gates).map((g) =>
      code.let('weight', record(n, weights, `${String(g * plan.e)}u + (e >> 2u)`) + '[e & 3u]'),
    );
    return { each, all: plan.gates === 1 ? each[0] : code.let('weights', `vec4f(${each.join(', ')})`) };
  }
  if (plan.gates === 1) {
    const weight = code.let('weight', `(${pick(gateRegisters(plan, n, 0), 'e / 4u')})[e & 3u]`);
    return { each: [weight], all: weight };
  }
  const column = code.let('weight', pick(registers('c', n, plan.experts), 'e'));
  return { each: range(plan.gates).map((g) => `${column}.${LANES[g]}`), all: column };
}

/** Experts and their mixtures. `eachExpert` may add code that sees the activations `a{n}_{q}` of expert `e`. */
export function forwardExperts(kernel: Kernel, eachExpert?: () => void): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const { cures } = plan;
  const all = range(examples);
  for (const n of all)
    for (let m = 0; m < plan.mixtures; m++)
      for (const name of mixtureRegisters(plan, n, m)) code.add(`var ${name} = vec4f(0.0);`);
  code.loop('e', plan.experts, () => {
    const biases = loadWeights(code, tuning, `${parameter(plan, 'experts/b')} + e * ${String(plan.u)}u`, plan.u);
    for (const n of all) registers('a', n, plan.u).forEach((name, q) => code.add(`var ${name} = ${biases[q]};`));
    multiply(
      code,
      tuning,
      { examples, inputs: plan.f, outputs: plan.u, matrix: matrix(plan, 'experts/w', 'e', plan.f * plan.u) },
      trunk(kernel),
      (n) => registers('a', n, plan.u),
    );
    for (const n of all) {
      const names = registers('a', n, plan.u);
      const { expert, scale } = slots;
      const keep = (): void => {
        if (expert === undefined) return;
        names.forEach((name, q) =>
          code.add(`${record(n, expert, `e * ${String(plan.u)}u + ${String(q)}u`)} = ${name};`),
        );
      };
      if (cures.layerNorm !== 'none') {
        const factor = normalise({ code, plan, names });
        if (scale !== undefined) code.add(`${record(n, scale, 'e')} = vec4f(${factor});`);
      }
      if (storesInput(cures)) keep();
      for (const name of names) code.add(`${name} = ${activated(cures.expert, 'expert', name)};`);
      if (!storesInput(cures)) keep();
      const weights = expertWeights(kernel, n).each;
      for (let m = 0; m < plan.mixtures; m++) {
        mixtureRegisters(plan, n, m).forEach((name, q) =>
          code.add(`${name} += ${m < weights.length ? `${weights[m]} * ` : ''}${names[q]};`),
        );
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
function linearTowers({ code, plan, tuning, examples }: Kernel): void {
  const weights = loadWeights(code, tuning, parameter(plan, 'towers/w'), TASK_COUNT * plan.u);
  for (let k = 0; k < TASK_COUNT; k++)
    registers('t', k, plan.u).forEach((name, q) => code.add(`let ${name} = ${weights[k * plan.u + q]};`));
  for (const n of range(examples)) {
    const dots = range(TASK_COUNT).map((k) => {
      const mixture = mixtureRegisters(plan, n, mixtureOf(plan, k));
      return sum(registers('t', k, plan.u).map((t, q) => `dot(${t}, ${mixture[q]})`));
    });
    code.add(`let answer${String(n)} = vec4f(${dots.join(', ')});`, `y${String(n)} += answer${String(n)};`);
  }
}

/** Towers with a hidden layer, in a loop over the tasks. */
function hiddenTowers(kernel: Kernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  for (const n of all) code.add(`var sum${String(n)} = vec4f(0.0);`);
  code.loop('k', TASK_COUNT, () => {
    const biases = loadWeights(
      code,
      tuning,
      `${parameter(plan, 'towers/b1')} + k * ${String(plan.tower)}u`,
      plan.tower,
    );
    for (const n of all) registers('u', n, plan.tower).forEach((name, q) => code.add(`var ${name} = ${biases[q]};`));
    for (const n of all) {
      registers('m', n, plan.u).forEach((name, q) =>
        code.add(
          `let ${name} = ${pick(
            range(plan.mixtures).map((m) => mixtureRegisters(plan, n, m)[q]),
            'k',
          )};`,
        ),
      );
    }
    const mixture: Operand = { registers: (n) => registers('m', n, plan.u) };
    multiply(
      code,
      tuning,
      { examples, inputs: plan.u, outputs: plan.tower, matrix: matrix(plan, 'towers/w1', 'k', plan.u * plan.tower) },
      mixture,
      (n) => registers('u', n, plan.tower),
    );
    const last = loadWeights(code, tuning, `${parameter(plan, 'towers/w')} + k * ${String(plan.tower)}u`, plan.tower);
    for (const n of all) {
      const names = registers('u', n, plan.tower);
      for (const name of names) code.add(`${name} = relu(${name});`);
      const { hidden } = slots;
      if (hidden !== undefined)
        names.forEach((name, q) =>
          code.add(`${record(n, hidden, `k * ${String(plan.tower)}u + ${String(q)}u`)} = ${name};`),
        );
      // Each pass shifts its output in at the end.
      code.add(`sum${String(n)} = vec4f(sum${String(n)}.yzw, ${sum(last.map((t, q) => `dot(${t}, ${names[q]})`))});`);
    }
  });
  for (const n of all) code.add(`y${String(n)} += sum${String(n)};`);
}
