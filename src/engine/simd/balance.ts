/** What a gate remembers of a batch: mean weights, shares of the largest weight, and the balancing biases. Definitions: `model/cures.ts`. */
import { BALANCE_DEAD_ZONE, takesMeans, type CureCode } from '../../model/cures.ts';
import { gateSets } from '../../model/spec.ts';
import { countOf, holds } from '../../model/visible.ts';
import { f32x4, i32, i32x4, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { fixed, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { pulls } from './cures.ts';
import type { Plan } from './plan.ts';
import { addSums, rowSums } from './products.ts';

/** Vectors that [G · E] numbers take. */
const vectorsOf = ({ shape }: Plan): number => Math.ceil((shape.gates * shape.experts) / 4);

/** Calls `each` for every vector of [G · E] numbers, with a maker of constants from |E_g| (0 where the gate may not use the expert, and behind the end). */
function eachVector(
  plan: Plan,
  each: (at: number, constant: (of: (experts: number) => number) => Expr<'v128'>) => void,
): void {
  const { experts, model } = plan.shape;
  const counts = gateSets(model).flatMap((set) =>
    Array.from({ length: experts }, (_, e) => (holds(set, e) ? countOf(set) : 0)),
  );
  for (let i = 0; i < vectorsOf(plan); i++) {
    each(16 * i, (of) => {
      const values = Float32Array.from({ length: 4 }, (_, lane) => of(counts[4 * i + lane] ?? 0));
      const [a, b, c, d] = new Int32Array(values.buffer);
      return v128.words(a, b, c, d);
    });
  }
}

/** Sets the batch's sums to 0, and computes what importance and Switch loss add to the delta of each weight. @param p - parameters */
export function beginBatch(f: Func, plan: Plan, code: CureCode, p: Local<'i32'>): void {
  const { cures, shape } = plan;
  if (takesMeans(code)) f.clear(fixed(cures.means), 16 * vectorsOf(plan));
  if (code.switchLoss) f.clear(fixed(cures.tops), 16 * vectorsOf(plan));
  if (!pulls(code)) return;
  const part = (on: boolean, name: 'importance' | 'switchLoss', block: 'gates/mean' | 'gates/top', at: number) =>
    on
      ? f32x4.mul(v128.loadSplat(fixed(cures.control[name])), v128.load(place(p, 4 * shape.at[block] + at)))
      : v128.floats(0);
  eachVector(plan, (at, constant) => {
    const both = f32x4.add(
      part(code.importance, 'importance', 'gates/mean', at),
      part(code.switchLoss, 'switchLoss', 'gates/top', at),
    );
    f.store(
      fixed(cures.pull + at),
      f32x4.mul(
        both,
        constant((experts) => experts),
      ),
    );
  });
}

/** Adds to each expert's count the chunk's examples whose largest weight is its own, the first of equals. */
function countTops(f: Func, { at, cures, shape, row, quads }: Plan): void {
  const { gates, experts } = shape;
  f.walk(gates, { gate: [i32.const(at.gate), experts * row], to: [i32.const(cures.tops), 4 * experts] }, (g) => {
    const counts = Array.from({ length: experts }, () => f.local(v128.words(0)));
    f.walk(quads, { gate: [g.gate, 16], valid: [i32.const(at.valid), 16] }, (q) => {
      const most = f.local(v128.load(place(q.gate)));
      const which = f.local(v128.words(0));
      for (let e = 1; e < experts; e++) {
        const weight = f.local(v128.load(place(q.gate, e * row)));
        f.set(which, v128.select(v128.words(e), which, f32x4.gt(weight, most)));
        f.set(most, f32x4.max(most, weight));
      }
      // All ones are −1.
      counts.forEach((count, e) => {
        const own = v128.and(i32x4.eq(which, v128.words(e)), v128.load(place(q.valid)));
        f.set(count, i32x4.sub(count, own));
      });
    });
    for (const count of counts) f.set(count, f32x4.fromWords(count));
    for (let e = 0; e < experts; e += 4) addSums(f, place(g.to, 4 * e), counts.slice(e, e + 4));
  });
}

/** Adds the chunk's weights to the batch's sums. */
export function addChunk(f: Func, plan: Plan, code: CureCode): void {
  const { at, cures, shape } = plan;
  const valid = place(i32.const(0), at.valid);
  if (takesMeans(code))
    rowSums(f, shape.gates * shape.experts, plan, i32.const(at.gate), i32.const(cures.means), valid);
  if (code.switchLoss) countTops(f, plan);
}

/** (parameters): what the batch leaves there: mean weights, shares of the largest, and balancing biases moved towards balance. */
export function writeRemember(module: ModuleWriter, plan: Plan, code: CureCode): Callable {
  const { batch, cures, shape } = plan;
  return module.define(null, 1, (f, p) => {
    const to = (block: 'gates/mean' | 'gates/top' | 'gates/balance', at: number) => place(p, 4 * shape.at[block] + at);
    const lossFree = f.local(v128.loadSplat(fixed(cures.control.lossFree)));
    eachVector(plan, (at, constant) => {
      const shareOf = (sums: number) => f.local(f32x4.div(v128.load(fixed(sums + at)), v128.floats(batch)));
      if (code.switchLoss) f.store(to('gates/top', at), shareOf(cures.tops));
      if (!takesMeans(code)) return;
      const mean = shareOf(cures.means);
      if (code.importance) f.store(to('gates/mean', at), mean);
      if (!code.lossFree) return;
      const bound = (side: number) => constant((experts) => (experts > 0 ? 1 / experts : 0) + side * BALANCE_DEAD_ZONE);
      const down = v128.and(lossFree, f32x4.gt(mean, bound(1)));
      const up = v128.and(lossFree, f32x4.lt(mean, bound(-1)));
      const bias = to('gates/balance', at);
      f.store(bias, f32x4.add(f32x4.sub(v128.load(bias), down), up));
    });
  });
}
