/**
 * The backward pass of a few examples in one invocation, after the forward pass of the same invocation. It leaves deltas in the records;
 * the update turns activations and deltas into gradients. Registers: `delta{n}` of the outputs, `md{n}_{m}_{q}` of the mixtures,
 * `dw{n}_{m}_{q}` of the gate weights, `dh{n}_{q}` of the trunk.
 */
import { REGRESSION_FACTOR } from '../../../model/losses.ts';
import { IS_BINARY, POSITIONS, TASK_COUNT } from '../../../world/spec.ts';
import { mixtureOf, type TrainRecord } from '../plan.ts';
import { multiply, multiplyTransposed } from './dense.ts';
import { gateWeight, parameter, record, trunkInRegisters, trunkVector, type Kernel } from './forward.ts';
import { float, LANES, range, sum } from './code.ts';

export interface TrainKernel extends Kernel {
  slots: TrainRecord;
  /** Examples of a batch. */
  batch: number;
}

const COMPONENTS = 'vec4u(0u, 1u, 2u, 3u)';

/** Deltas of the outputs: derivative of the loss by logit or prediction, 0 where the label was not observed. */
export function outputDeltas({ code, examples, batch, slots }: TrainKernel): void {
  for (const n of range(examples)) {
    const y = `y${String(n)}`;
    const label = `label${String(n)}`;
    const raw = IS_BINARY.map((binary, k) => (binary ? `sigmoid(${y}.${LANES[k]}) - ${label}.${LANES[k]}` : `${float(2 * REGRESSION_FACTOR)} * (${y}.${LANES[k]} - ${label}.${LANES[k]})`));
    // Divided by the batch, not by the number observed: a label's weight must not depend on its neighbours.
    code.add(`let delta${String(n)} = select(vec4f(0.0), replica.taskWeights * (vec4f(${raw.join(', ')}) * ${float(1 / batch)}), seen${String(n)});`);
    code.add(`${record(n, slots.output)} = delta${String(n)};`);
    code.add(`${record(n, slots.meta)} = vec4f(1.0, f32(place${String(n)}), 0.0, 0.0);`);
  }
}

/** Deltas of the mixtures, `md`. */
export function backwardTowers(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  const md = (n: number, m: number, q: number): string => `md${String(n)}_${String(m)}_${String(q)}`;
  if (plan.tower === 0) {
    for (const n of all) {
      for (let m = 0; m < plan.mixtures; m++) {
        for (let q = 0; q < plan.u; q++) {
          const terms = range(TASK_COUNT).filter((k) => mixtureOf(plan, k) === m).map((k) => `delta${String(n)}.${LANES[k]} * t${String(k)}_${String(q)}`);
          code.add(`let ${md(n, m, q)} = ${sum(terms)};`, `${record(n, slots.mix, m * plan.u + q)} = mix${String(n)}_${String(m)}_${String(q)};`);
        }
      }
    }
    return;
  }
  const { tower, u } = plan;
  const mixture = plan.mixtures === 1 ? '0u' : `k * ${String(u)}u`;
  for (const n of all) for (let i = 0; i < plan.mixtures * u; i++) code.add(`${record(n, slots.mixDelta, i)} = vec4f(0.0);`);
  code.loop('k', TASK_COUNT, () => {
    for (let q = 0; q < tower; q++) {
      const t = code.let('t', `state[${parameter(plan, 'towers/w')} + k * ${String(tower)}u + ${String(q)}u]`);
      for (const n of all) {
        const at = `k * ${String(tower)}u + ${String(q)}u`;
        const s = `s${String(n)}_${String(q)}`;
        code.add(`let ${s} = open(${record(n, slots.hidden, at)}, delta${String(n)}[k] * ${t});`, `${record(n, slots.hiddenDelta, at)} = ${s};`);
      }
    }
    multiplyTransposed(
      code, tuning, { examples, inputs: u, outputs: tower, matrix: `${parameter(plan, 'towers/w1')} + k * ${String(4 * u * tower)}u` },
      (n, o) => `s${String(n)}_${String(o)}`,
      (n, q, value) => `${record(n, slots.mixDelta, `${mixture} + ${typeof q === 'number' ? `${String(q)}u` : q}`)} += ${value};`,
    );
  });
  for (const n of all) for (let m = 0; m < plan.mixtures; m++) for (let q = 0; q < u; q++) code.add(`let ${md(n, m, q)} = ${record(n, slots.mixDelta, m * u + q)};`);
}

/** Adds to the trunk's deltas; without a shared layer there is nobody to hand them to. */
function addToTrunk(kernel: TrainKernel): (n: number, q: number | string, value: string) => string {
  const inRegisters = trunkInRegisters(kernel.plan, kernel.tuning);
  return (n, q, value) => (inRegisters ? `dh${String(n)}_${String(q)} += ${value};` : `${record(n, kernel.slots.trunkDelta, q)} += ${value};`);
}

/** Deltas of experts and of gate weights. */
export function backwardExperts(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const all = range(examples);
  for (const n of all) {
    for (let m = 0; m < plan.gates; m++) for (let q = 0; q < plan.e; q++) code.add(`var dw${String(n)}_${String(m)}_${String(q)} = vec4f(0.0);`);
    for (let q = 0; q < plan.h; q++) code.add(trunkInRegisters(plan, tuning) ? `var dh${String(n)}_${String(q)} = vec4f(0.0);` : `${record(n, slots.trunkDelta, q)} = vec4f(0.0);`);
  }
  code.loop('e', plan.experts, () => {
    for (const n of all) {
      const a = range(plan.u).map((q) => code.let('a', record(n, slots.expert, `e * ${String(plan.u)}u + ${String(q)}u`)));
      const weights = range(plan.mixtures).map((m) => code.let('weight', gateWeight(plan, n, m)));
      for (let m = 0; m < plan.gates; m++) {
        const value = code.let('value', sum(a.map((name, q) => `dot(md${String(n)}_${String(m)}_${String(q)}, ${name})`)));
        for (let q = 0; q < plan.e; q++) {
          code.add(`dw${String(n)}_${String(m)}_${String(q)} += select(vec4f(0.0), vec4f(${value}), ${COMPONENTS} + ${String(4 * q)}u == vec4u(e));`);
        }
      }
      a.forEach((name, q) => {
        const delta = plan.gates === 0 ? `md${String(n)}_0_${String(q)}` : sum(weights.map((weight, m) => `${weight} * md${String(n)}_${String(m)}_${String(q)}`));
        code.add(`let d${String(n)}_${String(q)} = open(${name}, ${delta});`);
        code.add(`${record(n, slots.expert, `e * ${String(plan.u)}u + ${String(q)}u`)} = d${String(n)}_${String(q)};`);
      });
    }
    if (plan.h === 0) return;
    const matrix = `${parameter(plan, 'experts/w')} + e * ${String(4 * plan.f * plan.u)}u`;
    multiplyTransposed(code, tuning, { examples, inputs: plan.f, outputs: plan.u, matrix }, (n, o) => `d${String(n)}_${String(o)}`, addToTrunk(kernel));
  });
}

/** Deltas of the gate logits. Softmax: dz_e = w_e (dw_e − Σ_j w_j dw_j). */
export function backwardGates(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  if (plan.gates === 0) return;
  const all = range(examples);
  for (const n of all) {
    for (let g = 0; g < plan.gates; g++) {
      const w = (q: number): string => `w${String(n)}_${String(g)}_${String(q)}`;
      const dw = (q: number): string => `d${w(q)}`;
      const mean = code.let('mean', `total(${sum(range(plan.e).map((q) => `${w(q)} * ${dw(q)}`))})`);
      for (let q = 0; q < plan.e; q++) code.add(`${dw(q)} = ${w(q)} * (${dw(q)} - vec4f(${mean}));`, `${record(n, slots.gate, g * plan.e + q)} = ${dw(q)};`);
    }
  }
  if (plan.h === 0) return;
  code.loop('g', plan.gates, () => {
    for (const n of all) {
      for (let q = 0; q < plan.e; q++) {
        const value = range(plan.gates).map((g) => `dw${String(n)}_${String(g)}_${String(q)}`).reduce((lower, upper, g) => `select(${lower}, ${upper}, g == ${String(g)}u)`);
        code.add(`let z${String(n)}_${String(q)} = ${value};`);
      }
    }
    const matrix = `${parameter(plan, 'gates/w')} + g * ${String(4 * plan.f * plan.e)}u`;
    multiplyTransposed(code, tuning, { examples, inputs: plan.f, outputs: plan.e, matrix }, (n, o) => `z${String(n)}_${String(o)}`, addToTrunk(kernel));
  });
}

/**
 * The adversary learns to tell the position from the trunk, and the trunk gets that gradient times −λ (gradient reversal: Ganin et al. 2016,
 * section 4; as a bias treatment: Zhao et al. 2019, section 5.3.2).
 */
export function adversary(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots, batch } = kernel;
  if (plan.adversary === 0) return;
  const all = range(examples);
  const v = (n: number, q: number): string => `v${String(n)}_${String(q)}`;
  const product = { examples, inputs: plan.f, outputs: plan.adversary, matrix: parameter(plan, 'adversary/w') };
  for (let q = 0; q < plan.adversary; q++) {
    const bias = code.let('bias', `state[${parameter(plan, 'adversary/b')} + ${String(q)}u]`);
    for (const n of all) code.add(`var ${v(n, q)} = ${bias};`);
  }
  multiply(code, tuning, product, trunkVector(kernel), v);
  const real = `${String(2 ** POSITIONS - 1)}u`;
  for (const n of all) {
    const logits = range(plan.adversary).map((q) => v(n, q));
    const top = code.let('top', `maxOf(${logits.map((z, q) => `select(vec4f(-3.0e38), ${z}, kept(${real}, ${String(q)}u))`).reduce((x, y) => `max(${x}, ${y})`)})`);
    logits.forEach((z, q) => code.add(`${z} = select(vec4f(0.0), exp(${z} - vec4f(${top})), kept(${real}, ${String(q)}u));`));
    const whole = code.let('whole', `total(${sum(logits)})`);
    const position = code.let('position', `place${String(n)} % ${String(POSITIONS + 1)}u`);
    logits.forEach((z, q) => {
      const target = `select(vec4f(0.0), vec4f(1.0), ${COMPONENTS} + ${String(4 * q + 1)}u == vec4u(${position}))`;
      code.add(`${z} = select(vec4f(0.0), (${z} / ${whole} - ${target}) * ${float(1 / batch)}, ${position} > 0u);`, `${record(n, slots.adversary, q)} = ${z};`);
    });
  }
  const add = addToTrunk(kernel);
  multiplyTransposed(code, tuning, product, v, (n, q, value) => add(n, q, `reversal * ${value}`));
}

/** From the trunk to the shared layer's pre-activations. */
export function backwardTrunk(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  for (const n of range(examples)) {
    for (let q = 0; q < plan.h; q++) {
      const delta = trunkInRegisters(plan, tuning) ? `dh${String(n)}_${String(q)}` : record(n, slots.trunkDelta, q);
      code.add(`${record(n, slots.trunkDelta, q)} = open(h${String(n)}_${String(q)}, ${delta});`);
    }
  }
}
