/**
 * The backward pass of a few examples in one invocation, after the forward pass of the same invocation. It leaves deltas in the records;
 * the update turns activations and deltas into gradients. Registers: `delta{n}` of the outputs, `md{n}_{m}_{q}` of the mixtures,
 * `dw{n}_{g}_{q}` of the gate weights, `dh{n}_{q}` of the trunk.
 */
import { REGRESSION_FACTOR } from '../../../model/losses.ts';
import { IS_BINARY, POSITIONS, TASK_COUNT } from '../../../world/spec.ts';
import { keepsInput, storesInput } from '../cures.ts';
import { mixtureOf, type Plan, type TrainRecord } from '../plan.ts';
import { activated, normaliseBack, opened } from './activation.ts';
import { addTo, loadWeights, multiply, multiplyTransposed } from './dense.ts';
import {
  expertWeights,
  mixtureRegisters,
  parameter,
  record,
  registers,
  store,
  trunk,
  trunkDeltas,
  weightDeltas,
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
export function outputDeltas({ code, examples, batch, slots }: TrainKernel): void {
  for (const n of range(examples)) {
    const y = `y${String(n)}`;
    const label = `label${String(n)}`;
    const raw = IS_BINARY.map((binary, k) =>
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
  if (plan.tower > 0) {
    hiddenTowersBack(kernel);
    return;
  }
  for (const n of all) {
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
      {
        examples,
        inputs: u,
        outputs: tower,
        matrix: `${parameter(plan, 'towers/w1')} + k * ${String(4 * u * tower)}u`,
      },
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

/** Deltas of experts and of gate weights. */
export function backwardExperts(kernel: TrainKernel): void {
  const { code, plan, tuning, examples, slots } = kernel;
  const { cures } = plan;
  const all = range(examples);
  for (const n of all) {
    for (let g = 0; g < plan.gates; g++)
      for (const name of weightDeltas(plan, n, g)) code.add(`var ${name} = vec4f(0.0);`);
    if (plan.h > 0) for (const name of trunkDeltas(plan, n)) code.add(`var ${name} = vec4f(0.0);`);
  }
  code.loop('e', plan.experts, () => {
    for (const n of all) {
      const at = (q: number): string => record(n, slots.expert, `e * ${String(plan.u)}u + ${String(q)}u`);
      const kept = range(plan.u).map((q) => code.let('a', at(q)));
      const a = storesInput(cures)
        ? kept.map((name) => code.let('output', activated(cures.expert, 'expert', name)))
        : kept;
      for (let g = 0; g < plan.gates; g++) {
        const value = code.let('value', sum(a.map((name, q) => `dot(${mixtureDeltas(plan, n, g)[q]}, ${name})`)));
        weightDeltas(plan, n, g).forEach((name, q) => {
          code.add(`${name} += select(vec4f(0.0), vec4f(${value}), ${COMPONENTS} + ${String(4 * q)}u == vec4u(e));`);
        });
      }
      const weights = expertWeights(kernel, n);
      const deltas = registers('d', n, plan.u);
      const normed = cures.layerNorm !== 'none';
      deltas.forEach((name, q) => {
        const terms = range(plan.mixtures).map(
          (m) => `${m < weights.length ? `${weights[m]} * ` : ''}${mixtureDeltas(plan, n, m)[q]}`,
        );
        const value = opened(cures.expert, 'expert', kept[q], sum(terms));
        code.add(`${normed ? 'var' : 'let'} ${name} = ${value};`);
        if (!normed) code.add(`${at(q)} = ${name};`);
      });
      if (!normed) continue;
      normaliseBack({ code, plan, names: deltas }, kept, `${record(n, slots.scale, 'e')}.x`);
      deltas.forEach((name, q) => code.add(`${at(q)} = ${name};`));
    }
    if (plan.h === 0) return; // the features want no gradient
    const matrix = `${parameter(plan, 'experts/w')} + e * ${String(4 * plan.f * plan.u)}u`;
    multiplyTransposed(
      code,
      tuning,
      { examples, inputs: plan.f, outputs: plan.u, matrix },
      (n) => registers('d', n, plan.u),
      (n) => trunkDeltas(plan, n),
    );
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
  const product = { examples, inputs: plan.f, outputs: plan.adversary, matrix: parameter(plan, 'adversary/w') };
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
      const opening = opened(shared, 'shared', `h${String(n)}_${String(q)}`, name);
      code.add(`${name} = ${keepsInput(shared) ? `${name} * ${record(n, slots.trunkDelta, q)}` : opening};`);
    });
    store(code, n, slots.trunkDelta, deltas);
  }
}
