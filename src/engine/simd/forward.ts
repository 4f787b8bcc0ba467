/** The forward pass of a chunk of examples: the equations of `scalar/forward.ts`, layer by layer. */
import { CLICK, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Activation, CureCode } from '../../model/cures.ts';
import { f32, f32x4, i32, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { addressOf, fixed, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { activate, activated, normalise, swish } from './activations.ts';
import { exp, log, transpose, type Madd } from './arithmetic.ts';
import { shapesLogits } from './cures.ts';
import { trainsPlainly, writeCuredEntropy, writeCuredWeights } from './gates.ts';
import { trunkAt, type Plan } from './plan.ts';
import { product } from './products.ts';

/** Far below any logit, but finite: its exponential is exactly 0, and no NaN comes of it. */
const DROPPED = -1e30;

export interface Forward {
  /** (parameters): shared layer, experts, gate logits. */
  layers: Callable;
  /** (): gate weights from logits; an expert that the mask drops gets 0. `withEntropy` leaves the entropies too. */
  weights: Callable;
  weightsWithEntropy: Callable;
  /** (parameters): mixtures, towers, shallow tower. */
  outputs: Callable;
  /** (parameters): the adversary's probabilities. */
  adversary: Callable | null;
}

const at = (parameters: Expr<'i32'>, index: number): Expr<'i32'> => addressOf(place(parameters, 4 * index));
/** The place of a number that differs between four examples: where lane n of `indices` (in units of `size` bytes) points. */
export const lanePlace = (
  f: Func,
  base: Expr<'i32'>,
  indices: Local<'v128'>,
  lane: number,
  size: number,
): Local<'i32'> => f.local(i32.add(base, i32.mul(v128.lane(indices, lane), i32.const(size))));

/** Gathers the features, labels and places of the chunk's rows out of a log. @returns a function of the log's address */
export function writeGather(module: ModuleWriter, { at: memory, quads, record, row, shape }: Plan): Callable {
  const vectors = Math.ceil(shape.features / 4);
  return module.define('gather', 1, (f, logAt) => {
    f.walk(quads, { rows: [i32.const(memory.rows), 16], to: [i32.const(0), 16] }, (q) => {
      const from = [0, 1, 2, 3].map((lane) =>
        f.local(i32.add(logAt, i32.mul(i32.load(place(q.rows, 4 * lane)), i32.const(record)))),
      );
      const valid = f.local(v128.load(place(q.to, memory.valid)));
      const move = (vector: number, to: number, masked = false): void => {
        const [a, b, c, d] = from.map((base) => v128.load(place(base, 16 * vector)));
        transpose(f, [a, b, c, d]).forEach((column, i) => {
          f.store(place(q.to, to + i * row), masked ? v128.and(column, valid) : column);
        });
      };
      for (let vector = 0; vector < vectors; vector++) move(vector, memory.x + 4 * vector * row);
      move(vectors, memory.labels);
      move(vectors + 1, memory.observed, true);
      move(vectors + 2, memory.places);
    });
  });
}

/** Softmax of `size` rows that lie `row` bytes apart, in place. @returns what the entropy, and the logarithm of the sum, are made of */
export function softmax(
  f: Func,
  madd: Madd,
  from: Local<'i32'>,
  size: number,
  row: number,
): { top: Local<'v128'>; sum: Local<'v128'>; shifted: Local<'v128'>[]; weights: Local<'v128'>[] } {
  const rows = Array.from({ length: size }, (_, e) => place(from, e * row));
  const shifted = rows.map((each) => f.local(v128.load(each)));
  const top = f.local(shifted[0]);
  for (const value of shifted.slice(1)) f.set(top, f32x4.max(top, value));
  for (const value of shifted) f.set(value, f32x4.sub(value, top));
  const weights = shifted.map((value) => exp(f, madd, value));
  const sum = f.local(weights[0]);
  for (const value of weights.slice(1)) f.set(sum, f32x4.add(sum, value));
  weights.forEach((value, e) => {
    f.set(value, f32x4.div(value, sum));
    f.store(rows[e], value);
  });
  return { top, sum, shifted, weights };
}

/** A dense layer: a function of the addresses (weights, inputs, outputs, biases). */
function writeDense(
  module: ModuleWriter,
  madd: Madd,
  { row, quads }: Plan,
  depth: number,
  rows: number,
  activation: Activation | null,
): Callable {
  return product(module, madd, {
    rows,
    cols: quads,
    depth,
    a: { row: 4, depth: 4 * rows, splat: true },
    b: { col: 16, depth: row },
    c: { row, col: 16 },
    start: 'bias',
    // Swish has its own pass.
    ...(activation && activation !== 'swish' && { finish: { activation } }),
  });
}

/** Adds to the shared layer's sums the row of the example's device and position, and applies its activation where that is not Swish. */
function addPositionRows(
  f: Func,
  { at: memory, shape, row, quads }: Plan,
  activation: Activation,
  p: Local<'i32'>,
): void {
  const { shared, at: offset } = shape;
  f.walk(quads, { places: [i32.const(memory.places), 16], h: [i32.const(memory.h), 16] }, (q) => {
    const indices = f.local(v128.load(place(q.places)));
    const [a, b, c, d] = [0, 1, 2, 3].map((lane) =>
      lanePlace(f, at(p, offset['positionInput/w']), indices, lane, 4 * shared),
    );
    f.walk(shared, { a: [a, 4], b: [b, 4], c: [c, 4], d: [d, 4], h: [q.h, row] }, (unit) => {
      let extra: Expr<'v128'> = v128.floats(0);
      [unit.a, unit.b, unit.c, unit.d].forEach((from, lane) => {
        extra = v128.withFloatLane(extra, lane, f32.load(place(from)));
      });
      const sum = f32x4.add(v128.load(place(unit.h)), extra);
      // Leaky ReLU reads its argument twice.
      const x = activation === 'leaky' ? f.local(sum) : sum;
      f.store(place(unit.h), activation === 'swish' ? x : activated(activation, x));
    });
  });
}

/** Matrices that all read the trunk, side by side in parameters and activations: the experts', or the gates'. */
function callEach(
  f: Func,
  plan: Plan,
  p: Local<'i32'>,
  layer: Callable,
  {
    count,
    width,
    weights,
    biases,
    to,
  }: { count: number; width: number; weights: number; biases: Expr<'i32'>; to: number },
): void {
  const { shape, row } = plan;
  const trunkRows = i32.const(trunkAt(plan));
  f.walk(
    count,
    { w: [at(p, weights), 4 * shape.trunk * width], to: [i32.const(to), width * row], bias: [biases, 4 * width] },
    ({ w, to: outputs, bias }) => {
      f.call(layer, w, trunkRows, outputs, bias);
    },
  );
}

/** Leaves the gates' biases with the balancing ones on them. @returns where */
function balancedBiases(f: Func, { shape, cures }: Plan, p: Local<'i32'>): Expr<'i32'> {
  const { gates, experts, at: offset } = shape;
  for (let n = 0; n < gates * experts; n += 4) {
    const of = (name: 'gates/b' | 'gates/balance') => v128.load(place(p, 4 * (offset[name] + n)));
    f.store(fixed(cures.bias + 4 * n), f32x4.add(of('gates/b'), of('gates/balance')));
  }
  return i32.const(cures.bias);
}

function writeLayers(module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode): Callable {
  const { at: memory, shape, cures } = plan;
  const { sharedActivation, expertActivation, layerNorm } = code;
  const { features, shared, trunk, experts, units, gates, at: offset } = shape;
  const positionInput = offset['positionInput/w'] >= 0;
  const toShared =
    shared > 0 ? writeDense(module, madd, plan, features, shared, positionInput ? null : sharedActivation) : null;
  const toExpert = writeDense(module, madd, plan, trunk, units, layerNorm ? null : expertActivation);
  const toGate = gates > 0 ? writeDense(module, madd, plan, trunk, experts, null) : null;
  return module.define('layers', 1, (f, p) => {
    if (toShared)
      f.call(toShared, at(p, offset['shared/w']), i32.const(memory.x), i32.const(memory.h), at(p, offset['shared/b']));
    if (positionInput) addPositionRows(f, plan, sharedActivation, p);
    if (sharedActivation === 'swish') swish(f, madd, plan, shared, memory.h, cures.sharedSlope);
    const expertAt = { weights: offset['experts/w'], biases: at(p, offset['experts/b']), to: memory.expert };
    callEach(f, plan, p, toExpert, { count: experts, width: units, ...expertAt });
    if (layerNorm) normalise(f, plan);
    if (layerNorm || expertActivation === 'swish')
      activate(f, madd, plan, expertActivation, experts * units, { values: memory.expert, slopes: cures.expertSlope });
    if (!toGate) return;
    const biases = offset['gates/balance'] >= 0 ? balancedBiases(f, plan, p) : at(p, offset['gates/b']);
    callEach(f, plan, p, toGate, { count: gates, width: experts, weights: offset['gates/w'], biases, to: memory.gate });
  });
}

/** Sets the logits of dropped experts so low that their weights are 0. */
export function dropLogits(f: Func, { at: memory, shape, vectors }: Plan): void {
  f.walk(
    shape.gates * shape.experts * vectors,
    { gate: [i32.const(memory.gate), 16], mask: [i32.const(memory.mask), 16] },
    ({ gate, mask }) => {
      f.store(
        place(gate),
        v128.select(v128.load(place(gate)), f.constant(v128.floats(DROPPED)), v128.load(place(mask))),
      );
    },
  );
}

/** Softmax over the kept experts, which equals setting the others to 0 in the full softmax and renormalising. */
function writeWeights(module: ModuleWriter, madd: Madd, plan: Plan, withEntropy: boolean): Callable {
  const { at: memory, control, shape, row, quads } = plan;
  const { gates, experts } = shape;
  return module.define(withEntropy ? 'weightsWithEntropy' : 'weights', 0, (f) => {
    if (gates === 0) return;
    f.if(i32.load(fixed(control.masked)), () => {
      dropLogits(f, plan);
    });
    f.walk(gates, { gate: [i32.const(memory.gate), experts * row], entropy: [i32.const(memory.entropy), row] }, (g) => {
      f.walk(quads, { gate: [g.gate, 16], entropy: [g.entropy, 16] }, (q) => {
        const { sum, shifted, weights } = softmax(f, madd, q.gate, experts, row);
        if (!withEntropy) return;
        // −Σ w ln w = ln Σ − Σ w·(z − top): one logarithm instead of E.
        const entropy = log(f, madd, sum);
        weights.forEach((weight, e) => {
          f.set(entropy, f32x4.sub(entropy, f32x4.mul(weight, shifted[e])));
        });
        f.store(place(q.entropy), f32x4.max(entropy, v128.floats(0)));
      });
    });
  });
}

/** Mixtures out of gate weights and experts: a function of the addresses (gate, expert, mixture, nothing), for four examples. */
const writeMix = (module: ModuleWriter, madd: Madd, { shape, row }: Plan): Callable =>
  product(module, madd, {
    rows: shape.mixtures,
    cols: shape.units,
    depth: shape.experts,
    a: { row: shape.experts * row, depth: row, splat: false },
    b: { col: row, depth: shape.units * row },
    c: { row: shape.units * row, col: row },
    start: 'zero',
  });

/** The last layer of a tower, one output: a function of the addresses (weights, inputs, output, bias). */
const writeLast = (module: ModuleWriter, madd: Madd, { shape, row, quads }: Plan): Callable =>
  product(module, madd, {
    rows: 1,
    cols: quads,
    depth: shape.last,
    a: { row: 0, depth: 4, splat: true },
    b: { col: 16, depth: row },
    c: { row, col: 16 },
    start: 'bias',
  });

/** Calls the towers' layers, task by task. */
function callTowers(f: Func, plan: Plan, p: Local<'i32'>, toHidden: Callable | null, toOutput: Callable): void {
  const { at: memory, shape, row } = plan;
  const { units, mixtures, tower, last, at: offset } = shape;
  /** From one task's mixture to the next one's, where they differ. */
  const next = mixtures === TASK_COUNT ? units * row : 0;
  if (toHidden) {
    f.walk(
      TASK_COUNT,
      {
        w: [at(p, offset['towers/w1']), 4 * units * tower],
        from: [i32.const(memory.mix), next],
        to: [i32.const(memory.hidden), tower * row],
        bias: [at(p, offset['towers/b1']), 4 * tower],
      },
      ({ w, from, to, bias }) => {
        f.call(toHidden, w, from, to, bias);
      },
    );
  }
  f.walk(
    TASK_COUNT,
    {
      w: [at(p, offset['towers/w']), 4 * last],
      from: [i32.const(tower > 0 ? memory.hidden : memory.mix), tower > 0 ? tower * row : next],
      to: [i32.const(memory.output), row],
      bias: [at(p, offset['towers/b']), 4],
    },
    ({ w, from, to, bias }) => {
      f.call(toOutput, w, from, to, bias);
    },
  );
}

/** The shallow tower: adds the table's entry for the example's device and position to the click logit. */
function addTable(f: Func, { at: memory, shape, row, quads }: Plan, p: Local<'i32'>): void {
  f.walk(
    quads,
    { places: [i32.const(memory.places), 16], output: [i32.const(memory.output + CLICK * row), 16] },
    (q) => {
      const indices = f.local(v128.load(place(q.places)));
      let extra: Expr<'v128'> = v128.floats(0);
      for (let lane = 0; lane < 4; lane++)
        extra = v128.withFloatLane(
          extra,
          lane,
          f32.load(place(lanePlace(f, p, indices, lane, 4), 4 * shape.at['shallow/table'])),
        );
      f.store(place(q.output), f32x4.add(v128.load(place(q.output)), extra));
    },
  );
}

function writeOutputs(module: ModuleWriter, madd: Madd, plan: Plan): Callable {
  const { at: memory, shape, quads } = plan;
  const mix = writeMix(module, madd, plan);
  const toHidden = shape.tower > 0 ? writeDense(module, madd, plan, shape.units, shape.tower, 'relu') : null;
  const toOutput = writeLast(module, madd, plan);
  return module.define('outputs', 1, (f, p) => {
    f.walk(
      quads,
      { gate: [i32.const(memory.gate), 16], expert: [i32.const(memory.expert), 16], mix: [i32.const(memory.mix), 16] },
      (q) => {
        f.call(mix, q.gate, q.expert, q.mix, i32.const(0));
      },
    );
    callTowers(f, plan, p, toHidden, toOutput);
    if (shape.at['shallow/table'] >= 0) addTable(f, plan, p);
  });
}

function writeAdversary(module: ModuleWriter, madd: Madd, plan: Plan): Callable {
  const { at: memory, shape, row, quads } = plan;
  const toLogits = writeDense(module, madd, plan, shape.shared, POSITIONS, null);
  return module.define(null, 1, (f, p) => {
    f.call(
      toLogits,
      at(p, shape.at['adversary/w']),
      i32.const(memory.h),
      i32.const(memory.adversary),
      at(p, shape.at['adversary/b']),
    );
    f.walk(quads, { from: [i32.const(memory.adversary), 16] }, (q) => {
      softmax(f, madd, q.from, POSITIONS, row);
    });
  });
}

export function writeForward(module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode): Forward {
  return {
    layers: writeLayers(module, madd, plan, code),
    weights: trainsPlainly(code)
      ? writeWeights(module, madd, plan, false)
      : writeCuredWeights(module, madd, plan, code),
    weightsWithEntropy: shapesLogits(code)
      ? writeCuredEntropy(module, madd, plan, code)
      : writeWeights(module, madd, plan, true),
    outputs: writeOutputs(module, madd, plan),
    adversary: plan.shape.at['adversary/w'] >= 0 ? writeAdversary(module, madd, plan) : null,
  };
}
