/**
 * The training loss written a second time, as plainly as possible and in double precision, for finite differences. It shares with the
 * engines nothing but the layout and the draws: its gate dropout is done literally, "set to 0, then renormalise".
 */
import { curesOf, type Activation, type Cures } from '../../model/cures.ts';
import { adversarialAt, batchRow, gateMask, gateNoise, positionDropped } from '../../model/draws.ts';
import { decays, isTrained, parameterLayout, type BlockName, type ParameterLayout } from '../../model/layout.ts';
import { gateCount, gateSets, type ModelSpec, type PopulationSpec } from '../../model/spec.ts';
import { expertsOf } from '../../model/visible.ts';
import type { Impressions } from '../../world/types.ts';
import type { EngineData } from '../types.ts';

type Vector = number[];

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
const relu = (a: Vector): Vector => a.map((value) => Math.max(0, value));
const plus = (a: Vector, b: Vector): Vector => a.map((value, i) => value + b[i]);
const total = (a: Vector): number => a.reduce((sum, value) => sum + value, 0);
function softmax(z: Vector): Vector {
  const e = z.map(Math.exp);
  return e.map((value) => value / total(e));
}

/** Layouts, each made once: finite differences ask thousands of times. */
const layouts = new WeakMap<ModelSpec, ParameterLayout>();
function layoutOf(model: ModelSpec): ParameterLayout {
  const layout = layouts.get(model) ?? parameterLayout(model);
  layouts.set(model, layout);
  return layout;
}

/** A reader of blocks: `at(name, i, j, …)` is the vector along the last axis. */
function reader(layout: ParameterLayout, p: Float64Array) {
  const vector = (name: BlockName, ...indices: number[]): Vector => {
    const block = layout.blocks[name];
    if (!block) throw new Error(`no ${name}`);
    const width = block.shape[block.shape.length - 1];
    let row = 0;
    indices.forEach((index, axis) => (row = row * block.shape[axis] + index));
    return Array.from(p.subarray(block.offset + row * width, block.offset + (row + 1) * width));
  };
  /** x · W[indices], W a matrix. */
  const product = (x: Vector, name: BlockName, ...indices: number[]): Vector =>
    x.map((value, i) => vector(name, ...indices, i).map((weight) => weight * value)).reduce(plus);
  return { vector, product };
}

const ACTIVATIONS: Record<Activation, (value: number) => number> = {
  relu: (value) => Math.max(0, value),
  leaky: (value) => Math.max(0.01 * value, value),
  swish: (value) => value * sigmoid(value),
};

/** Layer norm without gain and offset. */
function standardised(a: Vector): Vector {
  const mean = total(a) / a.length;
  const variance = total(a.map((value) => (value - mean) ** 2)) / a.length;
  return a.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

/** How an example is gone through, beside the parameters: which experts a gate keeps, the replica's cures, and the step, which sets the temperature. */
export interface Way {
  kept: (gate: number, expert: number) => boolean;
  cures: Cures;
  step: number;
  /** Unit noise on the logits, in training. */
  noise?: (gate: number, expert: number) => number;
}

/** What one gate says: y of `model/cures.ts`, and the weights. */
interface Gate {
  logits: Vector;
  weights: Vector;
}

function gatesOf(population: PopulationSpec, p: Float64Array, h: Vector, { kept, cures, step, noise }: Way): Gate[] {
  const { model, training } = population;
  const { vector, product } = reader(layoutOf(model), p);
  const { temperature, annealing, cap } = cures;
  const progress = annealing > 0 ? Math.min(1, step / training.steps / annealing) : 0;
  const cooled = temperature * (1 - progress) + progress;
  return Array.from({ length: gateCount(model) }, (_, g) => {
    let z = plus(product(h, 'gates/w', g), vector('gates/b', g));
    if (model.balance) z = plus(z, vector('gates/balance', g));
    if (noise) z = z.map((value, e) => value + cures.noise * noise(g, e));
    if (cap > 0) z = z.map((value) => cap * Math.tanh(value / cap));
    const logits = z.map((value) => value / cooled);
    const all = cures.gateKind === 'sigmoid' ? logits.map(sigmoid) : softmax(logits);
    const weights = all.map((weight, e) => (kept(g, e) ? weight : 0));
    return { logits, weights: weights.map((weight) => weight / total(weights)) };
  });
}

/** One example's outputs, and what the adversary makes of it. */
export function oracleForward(
  population: PopulationSpec,
  p: Float64Array,
  x: Vector,
  device: number,
  position: number,
  way: Way,
): { outputs: Vector; gates: Gate[]; adversary: Vector } {
  const { model } = population;
  const { vector, product } = reader(layoutOf(model), p);
  const place = device * 10 + position;
  let h = x;
  if (model.sharedUnits > 0) {
    let a = plus(product(x, 'shared/w'), vector('shared/b'));
    if (model.biasHandling === 'input-feature') a = plus(a, vector('positionInput/w', place));
    h = a.map(ACTIVATIONS[way.cures.sharedActivation]);
  }
  const experts = Array.from({ length: model.experts }, (_, e) => {
    const a = plus(product(h, 'experts/w', e), vector('experts/b', e));
    return (way.cures.layerNorm ? standardised(a) : a).map(ACTIVATIONS[way.cures.expertActivation]);
  });
  const gates = gatesOf(population, p, h, way);
  const outputs = [0, 1, 2, 3].map((k) => {
    const weights = gates.length === 0 ? [1] : gates[gates.length === 4 ? k : 0].weights;
    let mix = experts.map((expert, e) => expert.map((value) => value * weights[e])).reduce(plus);
    if (model.towerUnits > 0) mix = relu(plus(product(mix, 'towers/w1', k), vector('towers/b1', k)));
    return total(vector('towers/w', k).map((weight, i) => weight * mix[i])) + vector('towers/b')[k];
  });
  if (model.biasHandling === 'shallow-tower') outputs[0] += vector('shallow/table')[place];
  const adversary =
    model.biasHandling === 'adversarial' ? softmax(plus(product(h, 'adversary/w'), vector('adversary/b'))) : [];
  return { outputs, gates, adversary };
}

/**
 * What one example adds to the losses on gates, times the batch. The batch's mean weights are a batch old, and constants: `memory` holds them.
 */
function gateLosses(population: PopulationSpec, memory: Float64Array, gates: Gate[], { cures, kept }: Way): number {
  const { vector } = reader(layoutOf(population.model), memory);
  return total(
    gates.map(({ logits, weights }, g) => {
      const size = expertsOf(population.model, g).length;
      const over = logits.map((_, e) => e).filter((e) => kept(g, e));
      const sum = (of: (e: number) => number): number => total(over.map(of));
      let loss = cures.entropy * sum((e) => (weights[e] > 0 ? weights[e] * Math.log(weights[e]) : 0));
      if (cures.importance > 0)
        loss += cures.importance * size * sum((e) => 2 * vector('gates/mean', g)[e] * weights[e]);
      if (cures.switchLoss > 0) loss += cures.switchLoss * size * sum((e) => vector('gates/top', g)[e] * weights[e]);
      loss += cures.zLoss * Math.log(sum((e) => Math.exp(logits[e]))) ** 2;
      return loss + cures.logitL2 * sum((e) => logits[e] ** 2);
    }),
  );
}

/**
 * The tasks' loss of a replica's next batch with that of its gates and L2 (as ½·l2·θ², whose gradient is l2·θ), and the adversary's loss.
 * @param memory - parameters whose mean weights and shares are the last batch's
 */
function losses(
  population: PopulationSpec,
  log: Impressions,
  r: number,
  step: number,
  p: Float64Array,
  memory: Float64Array,
): { tasks: number; adversary: number } {
  const { model, training, replicas } = population;
  const replica = replicas[r];
  const { batch } = training;
  const layout = layoutOf(model);
  const g = gateCount(model);
  const mask = new Uint8Array(g * model.experts);
  let tasks = 0;
  let adversary = 0;
  for (let j = 0; j < batch; j++) {
    const row = batchRow(replica.seeds.batch, step, j, log.rows, batch);
    const position = positionDropped(replica.seeds.dropout, step, j, replica.positionDropout) ? 0 : log.position[row];
    gateMask(
      replica.seeds.dropout,
      step,
      training.mask === 'batch' ? 0 : j,
      replica.gateDropout,
      gateSets(model),
      model.experts,
      mask,
    );
    const x = Array.from(log.features.subarray(row * model.features, (row + 1) * model.features));
    const way: Way = {
      kept: (gate, e) => mask[gate * model.experts + e] === 1,
      cures: curesOf(replica),
      step,
      noise: (gate, e) => gateNoise(replica.seeds.dropout, step, j, gate, e),
    };
    const seen = oracleForward(population, p, x, log.device[row], position, way);
    tasks += gateLosses(population, memory, seen.gates, way) / batch;
    for (let k = 0; k < 4; k++) {
      if (log.observed[row * 4 + k] === 0) continue;
      const y = log.labels[row * 4 + k];
      const z = seen.outputs[k];
      const chance = sigmoid(z);
      const kind = (model.kinds ?? ['binary', 'regression', 'binary', 'regression'])[k];
      const loss = kind === 'binary' ? -y * Math.log(chance) - (1 - y) * Math.log(1 - chance) : (z - y) ** 2 / 2;
      tasks += (replica.taskWeights[k] * loss) / batch;
    }
    if (seen.adversary.length > 0 && position > 0) adversary -= Math.log(seen.adversary[position - 1]) / batch;
  }
  for (const { name, offset, size } of layout.list) {
    if (decays(name)) for (let i = offset; i < offset + size; i++) tasks += (replica.l2 / 2) * p[i] ** 2;
  }
  return { tasks, adversary };
}

/**
 * Gradient of replica r's training loss at `p` by central differences: of the tasks' loss; of the adversary's loss for its own parameters;
 * and of the difference tasks − λ · adversary for what lies under the reversed gradient. Before it is clipped.
 */
export function oracleGradient(
  population: PopulationSpec,
  data: readonly EngineData[],
  r: number,
  step: number,
  p: Float64Array,
): Float64Array {
  const replica = population.replicas[r];
  const log = data[replica.data].train;
  const lambda = adversarialAt(replica.adversarialWeight, step, population.training.steps);
  const gradient = new Float64Array(p.length);
  const delta = 1e-6;
  for (const { name, offset, size } of layoutOf(population.model).list) {
    if (!isTrained(name)) continue;
    for (let i = offset; i < offset + size; i++) {
      const moved = p.slice();
      moved[i] = p[i] + delta;
      const up = losses(population, log, r, step, moved, p);
      moved[i] = p[i] - delta;
      const down = losses(population, log, r, step, moved, p);
      const adversary = (up.adversary - down.adversary) / (2 * delta);
      const tasks = (up.tasks - down.tasks) / (2 * delta);
      // The adversary's own parameters see its loss as it is (with their L2), everything before it sees it reversed.
      gradient[i] = tasks + (name.startsWith('adversary') ? adversary : -lambda * adversary);
    }
  }
  return gradient;
}
