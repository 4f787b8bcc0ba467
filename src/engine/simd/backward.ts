/** The backward pass of a chunk of examples: adds its part of the gradient. The equations of `scalar/backward.ts`, layer by layer. */
import { binaryTasks } from '../../model/spec.ts';
import { CLICK, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Activation, CureCode } from '../../model/cures.ts';
import { f32, f32x4, i32, i32x4, v128, type Local } from '../../assembler/expr.ts';
import { fixed, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { throughNorm, throughSlope, timesSlopes } from './activations.ts';
import { logistic, type Madd } from './arithmetic.ts';
import { lanePlace, type Forward } from './forward.ts';
import { returnsPlainly, throughGates } from './gates.ts';
import { trunkAt, type Control, type Plan } from './plan.ts';
import { outerProduct, product, rowSums } from './products.ts';

/** dL/d(output) of the chunk: weight · observed · (prediction − label), the weight with batch, task and the squared error's factor in it. */
export function writeDeltas(module: ModuleWriter, madd: Madd, { at, control, row, quads, shape }: Plan): Callable {
  const binary = binaryTasks(shape.model);
  return module.define(null, 0, (f) => {
    const weights = Array.from({ length: TASK_COUNT }, (_, k) =>
      f.local(v128.loadSplat(fixed(control[`weight${k}` as Control]))),
    );
    f.walk(quads, { q: [i32.const(0), 16] }, ({ q }) => {
      weights.forEach((weight, k) => {
        const output = f.local(v128.load(place(q, at.output + k * row)));
        if (binary[k]) f.set(output, logistic(f, madd, output));
        const error = f32x4.sub(output, v128.load(place(q, at.labels + k * row)));
        f.store(
          place(q, at.outputDelta + k * row),
          f32x4.mul(f32x4.mul(weight, v128.load(place(q, at.observed + k * row))), error),
        );
      });
    });
  });
}

/** Address of a number of the gradient. */
const gradientAt = ({ at }: Plan, index: number): number => at.gradient + 4 * index;
/** From one task's mixture to the next one's, in bytes: nowhere, where all tasks share one. */
const nextMixture = ({ shape, row }: Plan): number => (shape.mixtures === TASK_COUNT ? shape.units * row : 0);

/** Back through the layer of a tower that reads the mixture: a function of (weights, deltas, the mixture's deltas, nothing). */
function writeToMixture(module: ModuleWriter, madd: Madd, { shape, row, quads }: Plan): Callable {
  const { units, tower, mixtures } = shape;
  return product(module, madd, {
    rows: units,
    cols: quads,
    depth: tower > 0 ? tower : 1,
    a: { row: tower > 0 ? 4 * tower : 4, depth: 4, splat: true },
    b: { col: 16, depth: row },
    c: { row, col: 16 },
    start: mixtures === TASK_COUNT ? 'zero' : 'add',
  });
}

/** Adds the click's deltas to the table's gradient, each at its own place. */
function tableGradient(f: Func, plan: Plan): void {
  const { at, shape, row, quads } = plan;
  f.walk(
    4 * quads,
    { index: [i32.const(at.places), 4], delta: [i32.const(at.outputDelta + CLICK * row), 4] },
    ({ index, delta }) => {
      const base = gradientAt(plan, shape.at['shallow/table']);
      const to = place(f.local(i32.mul(i32.load(place(index)), i32.const(4))), base);
      f.store(to, f32.add(f32.load(to), f32.load(place(delta))));
    },
  );
}

/** The towers' last layer: gradients of its weights and biases. @param weights - the outer product that they are */
function lastLayerGradient(f: Func, plan: Plan, weights: Callable): void {
  const { at, shape, row } = plan;
  const { tower, last, at: offset } = shape;
  rowSums(f, TASK_COUNT, plan, i32.const(at.outputDelta), i32.const(gradientAt(plan, offset['towers/b'])), null);
  f.walk(
    TASK_COUNT,
    {
      delta: [i32.const(at.outputDelta), row],
      from: [i32.const(tower > 0 ? at.hidden : at.mix), tower > 0 ? tower * row : nextMixture(plan)],
      to: [i32.const(gradientAt(plan, offset['towers/w'])), 4 * last],
    },
    ({ delta, from, to }) => {
      f.call(weights, delta, from, to);
    },
  );
}

/** Towers of a single layer: from the outputs' deltas to the mixtures'. */
function linearTowers(f: Func, plan: Plan, p: Local<'i32'>, toMix: Callable): void {
  const { at, shape, row } = plan;
  f.walk(
    TASK_COUNT,
    {
      w: [i32.add(p, i32.const(4 * shape.at['towers/w'])), 4 * shape.units],
      delta: [i32.const(at.outputDelta), row],
      to: [i32.const(at.mixDelta), nextMixture(plan)],
    },
    ({ w, delta, to }) => {
      f.call(toMix, w, delta, to, i32.const(0));
    },
  );
}

/** From the outputs' deltas to those of the hidden units, where these are open. */
function hiddenDeltas(f: Func, { at, shape, row, quads }: Plan, p: Local<'i32'>): void {
  const { tower, at: offset } = shape;
  f.walk(
    TASK_COUNT,
    {
      w: [i32.add(p, i32.const(4 * offset['towers/w'])), 4 * tower],
      delta: [i32.const(at.outputDelta), row],
      unit: [i32.const(0), tower * row],
    },
    (k) => {
      f.walk(tower, { w: [k.w, 4], unit: [k.unit, row] }, ({ w, unit }) => {
        for (let q = 0; q < quads; q++) {
          const delta = f32x4.mul(v128.loadSplat(place(w)), v128.load(place(k.delta, 16 * q)));
          const open = f32x4.gt(v128.load(place(unit, at.hidden + 16 * q)), v128.floats(0));
          f.store(place(unit, at.hiddenDelta + 16 * q), v128.and(delta, open));
        }
      });
    },
  );
}

/** The towers' hidden layer: its gradient, and the mixtures' deltas. @param weights - the outer product that the weights' gradient is */
function hiddenLayer(f: Func, plan: Plan, p: Local<'i32'>, weights: Callable, toMix: Callable): void {
  const { at, shape, row } = plan;
  const { units, tower, at: offset } = shape;
  const biases = gradientAt(plan, offset['towers/b1']);
  rowSums(f, TASK_COUNT * tower, plan, i32.const(at.hiddenDelta), i32.const(biases), null);
  f.walk(
    TASK_COUNT,
    {
      mix: [i32.const(at.mix), nextMixture(plan)],
      delta: [i32.const(at.hiddenDelta), tower * row],
      to: [i32.const(gradientAt(plan, offset['towers/w1'])), 4 * units * tower],
      w: [i32.add(p, i32.const(4 * offset['towers/w1'])), 4 * units * tower],
      mixDelta: [i32.const(at.mixDelta), nextMixture(plan)],
    },
    (k) => {
      f.call(weights, k.mix, k.delta, k.to);
      f.call(toMix, k.w, k.delta, k.mixDelta, i32.const(0));
    },
  );
}

/** (parameters): towers and shallow tower; leaves the mixtures' deltas. */
function writeTowers(module: ModuleWriter, madd: Madd, plan: Plan): Callable {
  const { at, shape, row, quads } = plan;
  const { units, mixtures, tower, last, at: offset } = shape;
  const lastWeights = outerProduct(module, madd, 1, last, quads, { a: row, b: row, c: 4 * last });
  const toMix = writeToMixture(module, madd, plan);
  const hiddenWeights =
    tower > 0 ? outerProduct(module, madd, units, tower, quads, { a: row, b: row, c: 4 * tower }) : null;
  return module.define(null, 1, (f, p) => {
    if (offset['shallow/table'] >= 0) tableGradient(f, plan);
    lastLayerGradient(f, plan, lastWeights);
    // Tasks that share a mixture add to its deltas one after the other.
    if (mixtures !== TASK_COUNT) f.clear(fixed(at.mixDelta), mixtures * units * row);
    if (hiddenWeights) {
      hiddenDeltas(f, plan, p);
      hiddenLayer(f, plan, p, hiddenWeights, toMix);
    } else linearTowers(f, plan, p, toMix);
  });
}

/** (): from the mixtures' deltas to those of gate logits and experts (which take the place of the experts' activations). */
function writeMixtures(module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode): Callable {
  const { at, cures, shape, row, quads } = plan;
  const { experts, units, gates, mixtures } = shape;
  const { expertActivation, layerNorm } = code;
  const toGates =
    gates > 0
      ? product(module, madd, {
          rows: experts,
          cols: gates,
          depth: units,
          a: { row: units * row, depth: row, splat: false },
          b: { col: units * row, depth: row },
          c: { row, col: experts * row },
          start: 'zero',
        })
      : null;
  const toExperts = product(module, madd, {
    rows: experts,
    cols: units,
    depth: mixtures,
    a: { row, depth: experts * row, splat: false },
    b: { col: row, depth: units * row },
    c: { row: units * row, col: row },
    start: 'zero',
    ...(expertActivation !== 'swish' && { finish: { back: expertActivation } }),
  });
  return module.define(null, 0, (f) => {
    f.walk(
      quads,
      {
        expert: [i32.const(at.expert), 16],
        mixDelta: [i32.const(at.mixDelta), 16],
        gate: [i32.const(at.gate), 16],
        gateDelta: [i32.const(at.gateDelta), 16],
      },
      (q) => {
        if (toGates) f.call(toGates, q.expert, q.mixDelta, q.gateDelta, i32.const(0));
        f.call(toExperts, q.gate, q.mixDelta, q.expert, i32.const(0));
      },
    );
    if (expertActivation === 'swish') timesSlopes(f, plan, experts * units, at.expert, cures.expertSlope);
    if (layerNorm) throughNorm(f, plan);
    if (returnsPlainly(code)) throughSoftmax(f, madd, plan);
    else throughGates(f, madd, plan, code);
  });
}

/** From the deltas of the gates' weights to those of their logits, in place: dz_e = w_e (dw_e − Σ_j w_j dw_j). */
function throughSoftmax(f: Func, madd: Madd, { at, shape, row, quads }: Plan): void {
  const { gates, experts } = shape;
  f.walk(gates, { gate: [i32.const(at.gate), experts * row], delta: [i32.const(at.gateDelta), experts * row] }, (g) => {
    f.walk(quads, { gate: [g.gate, 16], delta: [g.delta, 16] }, (q) => {
      const mean = f.local(v128.floats(0));
      const weights = Array.from({ length: experts }, (_, e) => f.local(v128.load(place(q.gate, e * row))));
      const deltas = Array.from({ length: experts }, (_, e) => f.local(v128.load(place(q.delta, e * row))));
      weights.forEach((weight, e) => {
        f.set(mean, madd(weight, deltas[e], mean));
      });
      weights.forEach((weight, e) => {
        f.store(place(q.delta, e * row), f32x4.mul(weight, f32x4.sub(deltas[e], mean)));
      });
    });
  });
}

/**
 * (parameters): the adversary learns to tell the position from h by cross entropy, and h gets that gradient times −λ
 * (gradient reversal: Ganin et al. 2016, section 4). Leaves the deltas of its logits, already times −λ.
 */
function writeAdversaryGradient(module: ModuleWriter, madd: Madd, plan: Plan, forward: Callable): Callable {
  const { at, control, shape, row, quads, vectors } = plan;
  const weights = outerProduct(module, madd, shape.shared, POSITIONS, quads, { a: row, b: row, c: 4 * POSITIONS });
  return module.define(null, 1, (f, p) => {
    f.call(forward, p);
    const scale = f.local(v128.loadSplat(fixed(control.scale)));
    f.walk(quads, { q: [i32.const(0), 16] }, ({ q }) => {
      const position = f.local(v128.load(place(q, at.places + 2 * row)));
      const counts = f.local(v128.and(i32x4.ne(position, v128.words(0)), v128.load(place(q, at.valid))));
      for (let c = 0; c < POSITIONS; c++) {
        const to = place(q, at.adversary + c * row);
        const truth = v128.and(i32x4.eq(position, v128.words(c + 1)), v128.floats(1));
        f.store(to, v128.and(f32x4.mul(f32x4.sub(v128.load(to), truth), scale), counts));
      }
    });
    f.call(weights, i32.const(at.h), i32.const(at.adversary), i32.const(at.gradient + 4 * shape.at['adversary/w']));
    rowSums(f, POSITIONS, plan, i32.const(at.adversary), i32.const(at.gradient + 4 * shape.at['adversary/b']), null);
    const reversal = f.local(v128.loadSplat(fixed(control.reversal)));
    f.walk(POSITIONS * vectors, { at: [i32.const(at.adversary), 16] }, (v) => {
      f.store(place(v.at), f32x4.mul(v128.load(place(v.at)), reversal));
    });
  });
}

/** From the deltas of the shared layer's activations to those of its sums, in place. */
function throughShared(f: Func, plan: Plan, activation: Activation): void {
  const { at, cures, shape, vectors } = plan;
  if (activation === 'swish') {
    timesSlopes(f, plan, shape.shared, at.trunkDelta, cures.sharedSlope);
    return;
  }
  f.walk(
    shape.shared * vectors,
    { delta: [i32.const(at.trunkDelta), 16], h: [i32.const(at.h), 16] },
    ({ delta, h }) => {
      f.store(place(delta), throughSlope(activation, v128.load(place(delta)), v128.load(place(h))));
    },
  );
}

/** (parameters): deltas of the shared layer, and its gradient. */
function writeShared(module: ModuleWriter, madd: Madd, plan: Plan, activation: Activation): Callable {
  const { at, shape, row, quads } = plan;
  const { features, shared, experts, units, gates, at: offset } = shape;
  const grad = (index: number): number => gradientAt(plan, index);
  const back = (width: number, count: number, start: 'zero' | 'add'): Callable =>
    product(module, madd, {
      rows: shared,
      cols: quads,
      depth: width,
      a: { row: 4 * width, depth: 4, splat: true },
      b: { col: 16, depth: row },
      c: { row, col: 16 },
      outer: { count, a: 4 * shared * width, b: width * row },
      start,
    });
  const fromExperts = back(units, experts, 'zero');
  const fromGates = gates > 0 ? back(experts, gates, 'add') : null;
  const fromAdversary = offset['adversary/w'] >= 0 ? back(POSITIONS, 1, 'add') : null;
  const weights = outerProduct(module, madd, features, shared, quads, { a: row, b: row, c: 4 * shared });
  return module.define(null, 1, (f, p) => {
    const parameter = (index: number) => i32.add(p, i32.const(4 * index));
    f.call(fromExperts, parameter(offset['experts/w']), i32.const(at.expert), i32.const(at.trunkDelta), i32.const(0));
    if (fromGates)
      f.call(fromGates, parameter(offset['gates/w']), i32.const(at.gateDelta), i32.const(at.trunkDelta), i32.const(0));
    if (fromAdversary)
      f.call(
        fromAdversary,
        parameter(offset['adversary/w']),
        i32.const(at.adversary),
        i32.const(at.trunkDelta),
        i32.const(0),
      );
    throughShared(f, plan, activation);
    f.call(weights, i32.const(at.x), i32.const(at.trunkDelta), i32.const(grad(offset['shared/w'])));
    rowSums(f, shared, plan, i32.const(at.trunkDelta), i32.const(grad(offset['shared/b'])), null);
    if (offset['positionInput/w'] < 0) return;
    f.walk(quads, { places: [i32.const(at.places), 16], delta: [i32.const(at.trunkDelta), 16] }, (q) => {
      const indices = f.local(v128.load(place(q.places)));
      for (let lane = 0; lane < 4; lane++) {
        f.walk(
          shared,
          {
            to: [lanePlace(f, i32.const(grad(offset['positionInput/w'])), indices, lane, 4 * shared), 4],
            delta: [q.delta, row],
          },
          ({ to, delta }) => {
            f.store(place(to), f32.add(f32.load(place(to)), f32.load(place(delta, 4 * lane))));
          },
        );
      }
    });
  });
}

/** @returns a function of the parameters' address, to be called after the forward pass and {@link writeDeltas} */
export function writeBackward(
  module: ModuleWriter,
  madd: Madd,
  plan: Plan,
  code: CureCode,
  forward: Forward,
): Callable {
  const { at, shape, row, quads } = plan;
  const { trunk, experts, units, gates, shared, at: offset } = shape;
  const grad = (index: number): number => gradientAt(plan, index);
  const towers = writeTowers(module, madd, plan);
  const mixtures = writeMixtures(module, madd, plan, code);
  const adversary = forward.adversary ? writeAdversaryGradient(module, madd, plan, forward.adversary) : null;
  const expertWeights = outerProduct(module, madd, trunk, units, quads, { a: row, b: row, c: 4 * units });
  const gateWeights =
    gates > 0 ? outerProduct(module, madd, trunk, experts, quads, { a: row, b: row, c: 4 * experts }) : null;
  const sharedLayer = shared > 0 ? writeShared(module, madd, plan, code.sharedActivation) : null;
  const trunkRows = i32.const(trunkAt(plan));
  return module.define('backward', 1, (f, p) => {
    f.call(towers, p);
    f.call(mixtures);
    f.walk(
      experts,
      { delta: [i32.const(at.expert), units * row], to: [i32.const(grad(offset['experts/w'])), 4 * trunk * units] },
      ({ delta, to }) => {
        f.call(expertWeights, trunkRows, delta, to);
      },
    );
    rowSums(f, experts * units, plan, i32.const(at.expert), i32.const(grad(offset['experts/b'])), null);
    if (gateWeights) {
      f.walk(
        gates,
        {
          delta: [i32.const(at.gateDelta), experts * row],
          to: [i32.const(grad(offset['gates/w'])), 4 * trunk * experts],
        },
        ({ delta, to }) => {
          f.call(gateWeights, trunkRows, delta, to);
        },
      );
      rowSums(f, gates * experts, plan, i32.const(at.gateDelta), i32.const(grad(offset['gates/b'])), null);
    }
    if (adversary) f.call(adversary, p);
    if (sharedLayer) f.call(sharedLayer, p);
  });
}
