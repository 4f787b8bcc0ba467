/**
 * The backward pass of a few examples in one invocation, after the forward pass of the same invocation. It leaves deltas in the records;
 * the update turns activations and deltas into gradients. Registers: `delta{n}` of the outputs, `md{n}_{m}_{q}` of the mixtures
 * (where a linear tower reads one alone they are products of `delta{n}` and the tower's weights), `mean{n}` what the softmax of every gate takes from the
 * deltas of its weights, `dh{n}_{q}` of the trunk.
 */
import { REGRESSION_FACTOR } from '../../../model/losses.ts';
import { POSITIONS, TASK_COUNT } from '../../../world/spec.ts';
import { hasGateLoss } from '../../../model/cures.ts';
import { keepsInput, reshapesLogits, storesInput } from '../cures.ts';
import { mixtureOf, type Plan, type TrainRecord } from '../plan.ts';
import { activated, normaliseBack, opened } from './activation.ts';
import { addTo, loadWeights, multiply, multiplyTransposed } from './dense.ts';
import {
  expertWeights,
  matrix,
  mixtureRegisters,
  parameter,
  record,
  registers,
  store,
  trunk,
  trunkDeltas,
  type ExpertWeights,
  type Kernel,
} from './forward.ts';
import { float, LANES, range, sum } from './code.ts';

export interface TrainKernel extends Kernel {
  slots: TrainRecord;
  /** Examples of a batch. */
  batch: number;
}

const COMPONENTS = 'vec4u(0u, 1u, 2u, 3u)';

/** Deltas of the outputs: derivative of the loss by logit or prediction, 0 where the label was not observed. */
export function outputDeltas({ code, plan, examples, batch, slots }: TrainKernel): void {
  for (const n of range(examples)) {
    const y = `y${String(n)}`;
    const label = `label${String(n)}`;
    const raw = plan.binary.map((binary, k) =>
      binary
        ? `sigmoid(${y}.${LANES[k]}) - ${label}.${LANES[k]}`
        : `${float(2 * REGRESSION_FACTOR)} * (${y}.${LANES[k]} - ${label}.${LANES[k]})`,
    );
    // Divided by the batch, not by the number observed: a label's weight must not depend on its neighbours.
    code.add(
      `let delta${String(n)} = select(vec4f(0.0), taskWeights * (vec4f(${raw.join(', ')}) * ${float(1 / batch)}), seen${String(n)});`,
    );
    code.add(`${record(n, slots.output)} = delta${String(n)};`);
    code.add(`${record(n, slots.meta)} = vec4f(1.0, f32(place${String(n)}), f32(current), f32(used));`);
  }
}

/** Registers of the delta of example n's mixture m. */
const mixtureDeltas = (plan: Plan, n: number, m: number): string[] => registers(`md${String(n)}_`, m, plan.u);

/** Whether every mixture is read by one linear tower: then its delta is the output's times the tower's weights, and wants no registers. */
const isFactored = (plan: Plan): boolean => plan.tower === 0 && plan.gates === TASK_COUNT;

/** Deltas of the mixtures; keeps the mixtures themselves in the record. */
export function backwardTowers(kernel: TrainKernel): void {
  const { code, plan, examples, slots } = kernel;
  const all = range(examples);
  for (const n of all)
    store(
      code,
      n,
      slots.mix,
      range(plan.mixtures).flatMap((m) => mixtureRegisters(plan, n, m)),
    );
  if (isFactored(plan)) {
    for (const n of all) code.add(`let mean${String(n)} = delta${String(n)} * answer${String(n)};`);
    return;
  }
  if (plan.tower > 0) hiddenTowersBack(kernel);
  else linearTowersBack(kernel);
  // Σ_e w_e · (delta · a_e) is the delta times the mixture.
  for (const n of all) {
    const means = range(plan.gates).map((g) =>
      sum(mixtureDeltas(plan, n, g).map((name, q) => `dot(${name}, ${mixtureRegisters(plan, n, g)[q]})`)),
    );
    if (means.length > 0) code.add(`let mean${String(n)} = vec4f(${overGates(means)});`);
  }
}

/** Components of a vector over the gates, of which there may be fewer. */
const overGates = (values: readonly string[]): string =>
  range(4)
    .map((g) => values[g] ?? '0.0')
    .join(', ');

function linearTowersBack({ code, plan, examples }: TrainKernel): void {
  for (const n of range(examples)) {
    for (let m = 0; m < plan.mixtures; m++) {
      mixtureDeltas(plan, n, m).forEach((name, q) => {
        const terms = range(TASK_COUNT)
          .filter((k) => mixtureOf(plan, k) === m)
          .map((k) => `delta${String(n)}.${LANES[k]} * t${String(k)}_${String(q)}`);
        code.add(`let ${name} = ${sum(terms)};`);
      });
    }
  }
}

function hiddenTowersBack({ code, plan, tuning, examples, slots }: TrainKernel): void {
  const { tower, u } = plan;
  const all = range(examples);
  for (const n of all)
    for (let m = 0; m < plan.mixtures; m++)
      for (const name of mixtureDeltas(plan, n, m)) code.add(`var ${name} = vec4f(0.0);`);
  code.loop('k', TASK_COUNT, () => {
    const last = loadWeights(code, tuning, `${parameter(plan, 'towers/w')} + k * ${String(tower)}u`, tower);
    for (const n of all) {
      registers('u', n, tower).forEach((name, q) => {
        const at = `k * ${String(tower)}u + ${String(q)}u`;
        code.add(
          `let ${name} = open(${record(n, slots.hidden, at)}, delta${String(n)}[k] * ${last[q]});`,
          `${record(n, slots.hiddenDelta, at)} = ${name};`,
        );
      });
    }
    for (const n of all) registers('dm', n, u).forEach((name) => code.add(`var ${name} = vec4f(0.0);`));
    multiplyTransposed(
      code,
      tuning,
      { examples, inputs: u, outputs: tower, matrix: matrix(plan, 'towers/w1', 'k', u * tower) },
      (n) => registers('u', n, tower),
      (n) => registers('dm', n, u),
    );
    for (const n of all) {
      registers('dm', n, u).forEach((name, q) =>
        code.add(
          addTo(
            range(plan.mixtures).map((m) => mixtureDeltas(plan, n, m)[q]),
            'k',
            name,
          ),
        ),
      );
    }
  });
}

/** Deltas of experts and of gate logits. */
export function backwardExperts(kernel: TrainKernel): void {
  const { code, plan, tuning, examples } = kernel;
  const all = range(examples);
  for (const n of all) {
    if (plan.h > 0) for (const name of trunkDeltas(plan, n)) code.add(`var ${name} = vec4f(0.0);`);
    clearPadding(kernel, n);
  }
  code.loop('e', plan.experts, () => {
    for (const n of all) expertBack(kernel, n);
    if (plan.h === 0) return; // the features want no gradient
    multiplyTransposed(
      code,
      tuning,
      { examples, inputs: plan.f, outputs: plan.u, matrix: matrix(plan, 'experts/w', 'e', plan.f * plan.u) },
      (n) => registers('d', n, plan.u),
      (n) => trunkDeltas(plan, n),
    );
  });
}

/** In the loop over the experts `e`: example n's deltas of the expert's pre-activations `d{n}_{q}`, and of its logits. */
function expertBack(kernel: TrainKernel, n: number): void {
  const { code, plan, slots } = kernel;
  const { cures } = plan;
  const at = (q: number): string => record(n, slots.expert, `e * ${String(plan.u)}u + ${String(q)}u`);
  const kept = range(plan.u).map((q) => code.let('a', at(q)));
  const a = storesInput(cures) ? kept.map((name) => code.let('output', activated(cures.expert, 'expert', name))) : kept;
  const weights = expertWeights(kernel, n);
  logitDeltas(kernel, n, a, weights);
  const share = isFactored(plan) ? code.let('share', `${weights.all} * delta${String(n)}`) : '';
  const deltas = registers('d', n, plan.u);
  const normed = cures.layerNorm !== 'none';
  deltas.forEach((name, q) => {
    const terms = range(plan.mixtures).map((m) => {
      if (share !== '') return `${share}.${LANES[m]} * t${String(m)}_${String(q)}`;
      return `${m < weights.each.length ? `${weights.each[m]} * ` : ''}${mixtureDeltas(plan, n, m)[q]}`;
    });
    const value = opened(cures.expert, 'expert', kept[q], sum(terms));
    code.add(`${normed ? 'var' : 'let'} ${name} = ${value};`);
    if (!normed) code.add(`${at(q)} = ${name};`);
  });
  if (!normed) return;
  normaliseBack({ code, plan, names: deltas }, kept, `${record(n, slots.scale, 'e')}.x`);
  deltas.forEach((name, q) => code.add(`${at(q)} = ${name};`));
}

/** In the loop over the experts `e`: the number of example n's record that is this expert's at every gate. */
const ofExpert = ({ plan }: TrainKernel, n: number, slot: number, g: number): string =>
  `${record(n, slot, `${String(g * plan.e)}u + (e >> 2u)`)}[e & 3u]`;

/** Deltas of the expert's logits, which are then complete. Softmax: dl_e = w_e (dw_e − Σ_j w_j dw_j). @param a - the expert's outputs */
function logitDeltas(kernel: TrainKernel, n: number, a: readonly string[], weights: ExpertWeights): void {
  const { code, plan, slots } = kernel;
  const { cures, gates } = plan;
  if (gates === 0) return;
  const i = String(n);
  const factored = isFactored(plan);
  const values = range(gates).map((g) => {
    const vector = factored ? registers('t', g, plan.u) : mixtureDeltas(plan, n, g);
    return sum(a.map((name, q) => `dot(${vector[q]}, ${name})`));
  });
  const byWeight = gates === 1 ? values[0] : `vec4f(${overGates(values)})`;
  const mean = gates === 1 ? `mean${i}.x` : `mean${i}`;
  const delta = code.let('dl', `${weights.all} * (${factored ? `delta${i} * ` : ''}${byWeight} - ${mean})`);
  for (let g = 0; g < gates; g++) {
    const to = ofExpert(kernel, n, slots.gate, g);
    const slope = reshapesLogits(cures) ? ` * ${to}` : '';
    const loss = hasGateLoss(cures) ? ` + ${ofExpert(kernel, n, slots.gateLoss, g)}` : '';
    code.add(`${to} = ${gates === 1 ? delta : `${delta}.${LANES[g]}`}${slope}${loss};`);
  }
}

/** Experts that the last quad of a gate's logits has no expert for have no delta. */
function clearPadding({ code, plan, slots }: TrainKernel, n: number): void {
  const { gates, e, experts } = plan;
  for (let g = 0; g < gates; g++)
    for (let c = experts; c < 4 * e; c++) code.add(`${record(n, slots.gate, g * e + (c >> 2))}.${LANES[c & 3]} = 0.0;`);
}

/**
 * The adversary learns to tell the position from the trunk, and the trunk gets that gradient times −λ (gradient reversal: Ganin et al. 2016,
 * section 4; as a bias treatment: Zhao et al. 2019, section 5.3.2).
 */
export function adversary(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots, batch } = kernel;
  if (plan.adversary === 0) return;
  const all = range(examples);
  const product = { examples, inputs: plan.f, outputs: plan.adversary, matrix: matrix(plan, 'adversary/w') };
  const biases = loadWeights(code, tuning, parameter(plan, 'adversary/b'), plan.adversary);
  for (const n of all) registers('v', n, plan.adversary).forEach((name, q) => code.add(`var ${name} = ${biases[q]};`));
  multiply(code, tuning, product, trunk(kernel), (n) => registers('v', n, plan.adversary));
  const real = `${String(2 ** POSITIONS - 1)}u`;
  for (const n of all) {
    const logits = registers('v', n, plan.adversary);
    const top = code.let(
      'top',
      `maxOf(${logits.map((z, q) => `select(vec4f(-3.0e38), ${z}, kept(${real}, ${String(q)}u))`).reduce((x, y) => `max(${x}, ${y})`)})`,
    );
    logits.forEach((z, q) =>
      code.add(`${z} = select(vec4f(0.0), exp(${z} - vec4f(${top})), kept(${real}, ${String(q)}u));`),
    );
    const whole = code.let('whole', `total(${sum(logits)})`);
    const position = code.let('position', `place${String(n)} % ${String(POSITIONS + 1)}u`);
    logits.forEach((z, q) => {
      const target = `select(vec4f(0.0), vec4f(1.0), ${COMPONENTS} + ${String(4 * q + 1)}u == vec4u(${position}))`;
      code.add(`${z} = select(vec4f(0.0), (${z} / ${whole} - ${target}) * ${float(1 / batch)}, ${position} > 0u);`);
    });
    store(code, n, slots.adversary, logits);
  }
  multiplyTransposed(
    code,
    tuning,
    product,
    (n) => registers('v', n, plan.adversary),
    (n) => trunkDeltas(plan, n),
    'reversal',
  );
}

/** From the trunk to the shared layer's pre-activations. */
export function backwardTrunk({ code, plan, examples, slots }: TrainKernel): void {
  if (plan.h === 0) return;
  for (const n of range(examples)) {
    const deltas = trunkDeltas(plan, n);
    const { shared } = plan.cures;
    deltas.forEach((name, q) => {
      // Read again: the registers were wanted for other things.
      const opening = opened(shared, 'shared', record(n, slots.h, q), name);
      code.add(`${name} = ${keepsInput(shared) ? `${name} * ${record(n, slots.trunkDelta, q)}` : opening};`);
    });
    store(code, n, slots.trunkDelta, deltas);
  }
}
