/** Gates under cures: from logits to weights, and back with what the losses on a gate add. Definitions: `model/cures.ts`. */
import { hasGateLoss, type CureCode } from '../../model/cures.ts';
import { f32x4, i32, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { fixed, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { exp, log, logistic, tanh, type Madd } from './arithmetic.ts';
import { keepsLogits, pulls, shapesLogits, type CureControl } from './cures.ts';
import { dropLogits, softmax } from './forward.ts';
import type { Plan } from './plan.ts';

/** One of the numbers that JavaScript tells, in all lanes. */
const told = (f: Func, { cures }: Plan, name: CureControl): Local<'v128'> =>
  f.local(v128.loadSplat(fixed(cures.control[name])));

/** Squeezes logits by cap and temperature, in place; keeps them where the way back needs them. */
function shapeLogits(f: Func, madd: Madd, plan: Plan, code: CureCode, keep: boolean): void {
  const { at, cures, shape, vectors } = plan;
  const [cap, uncap, coolness] = (['cap', 'uncap', 'coolness'] as const).map((name) => told(f, plan, name));
  f.walk(
    shape.gates * shape.experts * vectors,
    { gate: [i32.const(at.gate), 16], logit: [i32.const(cures.logit), 16] },
    ({ gate, logit }) => {
      const y = f.local(v128.load(place(gate)));
      if (code.cap) f.set(y, f32x4.mul(cap, tanh(f, madd, f32x4.mul(y, uncap))));
      if (code.temperature) f.set(y, f32x4.mul(y, coolness));
      f.store(place(gate), y);
      if (keep) f.store(place(logit), y);
    },
  );
}

/** Kept logits of dropped experts are 0: nothing pulls at them. */
function dropKept(f: Func, { at, cures, shape, vectors }: Plan): void {
  f.walk(
    shape.gates * shape.experts * vectors,
    { logit: [i32.const(cures.logit), 16], mask: [i32.const(at.mask), 16] },
    ({ logit, mask }) => {
      f.store(place(logit), v128.and(v128.load(place(logit)), v128.load(place(mask))));
    },
  );
}

/**
 * σ(y_e) / Σ σ(y) of `size` rows, in place. With m = min(0, largest y) every term is taken times e^−m, so that the sum is no 0 where all are small:
 * σ(y)·e^−m = e^(min(y, 0) − m) / (1 + e^−|y|).
 */
function sigmoids(f: Func, madd: Madd, from: Local<'i32'>, size: number, row: number): Local<'v128'>[] {
  const rows = Array.from({ length: size }, (_, e) => place(from, e * row));
  const logits = rows.map((each) => f.local(v128.load(each)));
  const zero = v128.floats(0);
  const top = f.local(logits[0]);
  for (const y of logits.slice(1)) f.set(top, f32x4.max(top, y));
  f.set(top, f32x4.min(top, zero));
  const sum = f.local(zero);
  for (const y of logits) {
    const below = exp(f, madd, f32x4.neg(f32x4.abs(y)));
    const above = exp(f, madd, f32x4.sub(f32x4.min(y, zero), top));
    f.set(y, f32x4.div(above, f32x4.add(below, v128.floats(1))));
    f.set(sum, f32x4.add(sum, y));
  }
  logits.forEach((weight, e) => {
    f.set(weight, f32x4.div(weight, sum));
    f.store(rows[e], weight);
  });
  return logits;
}

/** −Σ w ln w; {@link log} gives a number for 0 too, which 0 times is 0. */
function entropyOf(f: Func, madd: Madd, weights: readonly Local<'v128'>[]): Local<'v128'> {
  const sum = f.local(v128.floats(0));
  for (const w of weights) f.set(sum, f32x4.sub(sum, f32x4.mul(w, log(f, madd, w))));
  return sum;
}

/**
 * (): gate weights from logits.
 * @param evaluating - leaves the entropies; else leaves what the way back needs: logits, and the logarithm of softmax's sum in the entropies' place
 */
function writeGateWeights(module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode, evaluating: boolean): Callable {
  const { at, control, shape, row, quads } = plan;
  const { gates, experts } = shape;
  const keep = !evaluating && keepsLogits(code);
  return module.define(evaluating ? 'weightsWithEntropy' : 'weights', 0, (f) => {
    if (code.cap || code.temperature || keep) shapeLogits(f, madd, plan, code, keep);
    f.if(i32.load(fixed(control.masked)), () => {
      dropLogits(f, plan);
      if (keep) dropKept(f, plan);
    });
    f.walk(gates, { gate: [i32.const(at.gate), experts * row], entropy: [i32.const(at.entropy), row] }, (g) => {
      f.walk(quads, { gate: [g.gate, 16], entropy: [g.entropy, 16] }, (q) => {
        if (code.gateKind === 'sigmoid') {
          const weights = sigmoids(f, madd, q.gate, experts, row);
          if (evaluating) f.store(place(q.entropy), entropyOf(f, madd, weights));
          return;
        }
        const { top, sum, weights } = softmax(f, madd, q.gate, experts, row);
        if (evaluating) f.store(place(q.entropy), entropyOf(f, madd, weights));
        else if (code.zLoss) f.store(place(q.entropy), f32x4.add(top, log(f, madd, sum)));
      });
    });
  });
}

/** Whether a training step's weights are those of a gate without cures. */
export const trainsPlainly = (code: CureCode): boolean => !(shapesLogits(code) || keepsLogits(code) || code.zLoss);

export const writeCuredWeights = (module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode): Callable =>
  writeGateWeights(module, madd, plan, code, false);
export const writeCuredEntropy = (module: ModuleWriter, madd: Madd, plan: Plan, code: CureCode): Callable =>
  writeGateWeights(module, madd, plan, code, true);

/** Whether the way back through a gate is that of one without cures. */
export const returnsPlainly = (code: CureCode): boolean => !(shapesLogits(code) || hasGateLoss(code));

/** What the way back through the gates is told. */
type Factors = Readonly<Record<'entropy' | 'zLoss' | 'logitL2' | 'coolness' | 'temperature' | 'uncap', Local<'v128'>>>;

/** dL/dw of one weight: the task's, and what the losses on the weights add. */
function weightDelta(
  f: Func,
  madd: Madd,
  code: CureCode,
  factors: Factors,
  delta: Local<'v128'>,
  { weight, logit, pull }: { weight: Local<'v128'>; logit: Local<'v128'> | null; pull: Expr<'v128'> },
): void {
  if (pulls(code)) f.set(delta, f32x4.add(delta, pull));
  if (!code.entropy) return;
  // ln w + 1; what is the same for all of a gate's weights falls out behind a normalisation, and under softmax all but y is.
  const term = code.gateKind === 'softmax' && logit ? logit : log(f, madd, weight);
  f.set(delta, madd(factors.entropy, term, delta));
}

/** From dL/dy of one logit, without the losses on logits, to dL/dz. */
function logitDelta(
  f: Func,
  madd: Madd,
  code: CureCode,
  factors: Factors,
  { weight, logit, logSum }: { weight: Local<'v128'>; logit: Local<'v128'> | null; logSum: Local<'v128'> | null },
  towards: Expr<'v128'>,
): Local<'v128'> {
  const d = f.local(f32x4.mul(weight, towards));
  // d ln σ(y) / dy = 1 − σ(y) = σ(−y)
  if (code.gateKind === 'sigmoid' && logit) f.set(d, f32x4.mul(d, logistic(f, madd, f.local(f32x4.neg(logit)))));
  if (logSum) f.set(d, madd(f32x4.mul(factors.zLoss, logSum), weight, d));
  if (code.logitL2 && logit) f.set(d, madd(factors.logitL2, logit, d));
  if (code.cap && logit) {
    const t = f.local(f32x4.mul(logit, factors.uncap));
    if (code.temperature) f.set(t, f32x4.mul(t, factors.temperature));
    f.set(d, f32x4.mul(d, f32x4.sub(v128.floats(1), f32x4.mul(t, t))));
  }
  if (code.temperature) f.set(d, f32x4.mul(d, factors.coolness));
  return d;
}

/** From the deltas of the gates' weights to those of their logits, in place. */
export function throughGates(f: Func, madd: Madd, plan: Plan, code: CureCode): void {
  const { at, cures, shape, row, quads } = plan;
  const { gates, experts } = shape;
  const names = ['entropy', 'zLoss', 'logitL2', 'coolness', 'temperature', 'uncap'] as const;
  const factors = Object.fromEntries(names.map((name) => [name, told(f, plan, name)])) as Factors;
  const rows = Array.from({ length: experts }, (_, e) => e);
  f.walk(
    gates,
    {
      gate: [i32.const(at.gate), experts * row],
      delta: [i32.const(at.gateDelta), experts * row],
      logit: [i32.const(cures.logit), experts * row],
      logSum: [i32.const(at.entropy), row],
      pull: [i32.const(cures.pull), 4 * experts],
    },
    (g) => {
      f.walk(
        quads,
        {
          gate: [g.gate, 16],
          delta: [g.delta, 16],
          logit: [g.logit, 16],
          logSum: [g.logSum, 16],
          valid: [i32.const(at.valid), 16],
        },
        (q) => {
          const weights = rows.map((e) => f.local(v128.load(place(q.gate, e * row))));
          const deltas = rows.map((e) => f.local(v128.load(place(q.delta, e * row))));
          const logits = rows.map((e) => (keepsLogits(code) ? f.local(v128.load(place(q.logit, e * row))) : null));
          const logSum = code.zLoss ? f.local(v128.load(place(q.logSum))) : null;
          const mean = f.local(v128.floats(0));
          weights.forEach((weight, e) => {
            const pull = v128.loadSplat(place(g.pull, 4 * e));
            weightDelta(f, madd, code, factors, deltas[e], { weight, logit: logits[e], pull });
            f.set(mean, madd(weight, deltas[e], mean));
          });
          weights.forEach((weight, e) => {
            const from = { weight, logit: logits[e], logSum };
            const d = logitDelta(f, madd, code, factors, from, f32x4.sub(deltas[e], mean));
            // What is beyond the batch has no labels, but a gate.
            f.store(place(q.delta, e * row), v128.and(d, v128.load(place(q.valid))));
          });
        },
      );
    },
  );
}
