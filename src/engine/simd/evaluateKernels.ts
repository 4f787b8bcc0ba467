/** The evaluation's kernels: what a replica answers on its held-out log, summed and counted chunk by chunk. */
import { TASK_COUNT } from '../../world/spec.ts';
import type { CureCode } from '../../model/cures.ts';
import { binaryTasks } from '../../model/spec.ts';
import { HISTOGRAM_BINS } from '../types.ts';
import { f32x4, i32, i32x4, v128, type Expr } from '../../assembler/expr.ts';
import { place, type Callable, type ModuleWriter } from '../../assembler/module.ts';
import { exp, log, transpose, type Madd } from './arithmetic.ts';
import type { Forward } from './forward.ts';
import { STORED_BINS, type Plan } from './plan.ts';
import { rowSums } from './products.ts';

/** (first, rows): the rows of a chunk in their order; those beyond the end repeat the last one and do not count. */
function writeOrder(module: ModuleWriter, { at, quads }: Plan): Callable {
  return module.define(null, 2, (f, first, rows) => {
    f.walk(quads, { to: [i32.const(0), 16], from: [first, 4] }, ({ to, from }) => {
      const wanted = f.local(i32x4.add(v128.splat(from), v128.words(0, 1, 2, 3)));
      const last = v128.splat(i32.sub(rows, i32.const(1)));
      f.store(place(to, at.rows), i32x4.minU(wanted, last));
      f.store(place(to, at.valid), i32x4.ltU(wanted, v128.splat(rows)));
    });
  });
}

/** (sums): losses over the outputs' deltas, then the sums of the chunk's rows. */
function writeSums(module: ModuleWriter, madd: Madd, { at, shape, row, quads }: Plan): Callable {
  const { mixtures, experts } = shape;
  const binary = binaryTasks(shape.model);
  return module.define(null, 1, (f, sums) => {
    f.walk(quads, { q: [i32.const(0), 16] }, ({ q }) => {
      for (let k = 0; k < TASK_COUNT; k++) {
        const output = f.local(v128.load(place(q, at.output + k * row)));
        const label = f.local(v128.load(place(q, at.labels + k * row)));
        let loss: Expr<'v128'>;
        if (binary[k]) {
          // max(z, 0) − z·y + ln(1 + e^−|z|)
          const softplus = log(f, madd, f32x4.add(exp(f, madd, f32x4.neg(f32x4.abs(output))), v128.floats(1)));
          loss = f32x4.add(f32x4.sub(f32x4.max(output, v128.floats(0)), f32x4.mul(output, label)), softplus);
        } else {
          const error = f.local(f32x4.sub(output, label));
          loss = f32x4.mul(error, error);
        }
        const counts = f32x4.gt(v128.load(place(q, at.observed + k * row)), v128.floats(0));
        f.store(place(q, at.outputDelta + k * row), v128.and(loss, counts));
      }
    });
    const parts = [
      { from: at.outputDelta, rows: TASK_COUNT },
      { from: at.observed, rows: TASK_COUNT },
      { from: at.entropy, rows: mixtures },
      { from: at.gate, rows: mixtures * experts },
    ];
    let done = 0;
    for (const part of parts) {
      rowSums(
        f,
        part.rows,
        { quads, row },
        i32.const(part.from),
        i32.add(sums, i32.const(4 * done)),
        place(i32.const(0), at.valid),
      );
      done += part.rows;
    }
  });
}

/** (histogram): counts the chunk's gate weights; what is not a number or does not count goes to the extra bin. */
function writeHistogram(module: ModuleWriter, { at, shape, row, quads }: Plan): Callable {
  return module.define(null, 1, (f, histogram) => {
    f.walk(
      shape.mixtures * shape.experts,
      { weights: [i32.const(at.gate), row], bins: [histogram, 4 * STORED_BINS] },
      (r) => {
        f.walk(quads, { weight: [r.weights, 16], valid: [i32.const(at.valid), 16] }, (q) => {
          const weight = f.local(v128.load(place(q.weight)));
          const bin = i32x4.minS(
            i32x4.fromFloats(f32x4.mul(weight, v128.floats(HISTOGRAM_BINS))),
            v128.words(HISTOGRAM_BINS - 1),
          );
          const counts = v128.and(f32x4.eq(weight, weight), v128.load(place(q.valid)));
          const bytes = f.local(i32x4.shl(v128.select(bin, v128.words(HISTOGRAM_BINS), counts), 2));
          for (let lane = 0; lane < 4; lane++) {
            const to = place(f.local(i32.add(r.bins, v128.lane(bytes, lane))));
            f.store(to, i32.add(i32.load(to), i32.const(1)));
          }
        });
      },
    );
  });
}

/** (activity): raises the largest activation of every expert, whatever its sign. */
function writeActivity(
  module: ModuleWriter,
  { at, shape, row, quads }: Plan,
  { expertActivation }: CureCode,
): Callable {
  const size = (value: Expr<'v128'>) => (expertActivation === 'relu' ? value : f32x4.abs(value));
  return module.define(null, 1, (f, activity) => {
    f.walk(shape.experts, { to: [activity, 16], from: [i32.const(at.expert), shape.units * row] }, (e) => {
      const most = f.local(v128.load(place(e.to)));
      f.walk(shape.units, { from: [e.from, row] }, ({ from }) => {
        for (let q = 0; q < quads; q++) f.set(most, f32x4.max(most, size(v128.load(place(from, 16 * q)))));
      });
      f.store(place(e.to), most);
    });
  });
}

/** (predictions, gates): the chunk's answers, example by example. */
function writeAnswers(module: ModuleWriter, { at, shape, row, quads }: Plan): Callable {
  const weights = shape.mixtures * shape.experts;
  return module.define(null, 2, (f, predictions, gates) => {
    f.walk(quads, { q: [i32.const(0), 16], predictions: [predictions, 64], gates: [gates, 16 * weights] }, (to) => {
      const columns = (from: number, count: number) =>
        transpose(
          f,
          [0, 1, 2, 3].map((n) => (n < count ? v128.load(place(to.q, from + n * row)) : v128.words(0))) as [
            Expr<'v128'>,
            Expr<'v128'>,
            Expr<'v128'>,
            Expr<'v128'>,
          ],
        );
      columns(at.output, TASK_COUNT).forEach((example, lane) => {
        f.store(place(to.predictions, 16 * lane), example);
      });
      for (let i = 0; i < weights; i += 4) {
        const count = Math.min(4, weights - i);
        columns(at.gate + i * row, count).forEach((example, lane) => {
          const first = place(to.gates, 4 * (lane * weights + i));
          if (count === 4) f.store(first, example);
          else {
            const kept = f.local(example);
            for (let n = 0; n < count; n++) f.store(place(first.base, first.offset + 4 * n), v128.floatLane(kept, n));
          }
        });
      }
    });
  });
}

/**
 * Writes `evaluate`: (parameters, log, rows, position, sums, histogram, activity, predictions, gates). `position`: −1 = as logged, 0 = missing, 1..9.
 * `predictions` 0: no answers are wanted. Sums, histogram and activity must be 0 before.
 */
export function writeEvaluate(
  module: ModuleWriter,
  madd: Madd,
  plan: Plan,
  code: CureCode,
  gather: Callable,
  forward: Forward,
): void {
  const { at, row, quads, shape } = plan;
  const order = writeOrder(module, plan);
  const sumsOf = writeSums(module, madd, plan);
  const count = writeHistogram(module, plan);
  const activityOf = writeActivity(module, plan, code);
  const answers = writeAnswers(module, plan);
  const weights = shape.mixtures * shape.experts;
  const chunk = 4 * quads;
  module.define('evaluate', 9, (f, p, logAt, rows, position, sums, histogram, activity, predictions, gates) => {
    const first = f.local(i32.const(0));
    f.doWhile(() => {
      f.call(order, first, rows);
      f.call(gather, logAt);
      f.if(i32.geS(position, i32.const(0)), () => {
        const asked = f.local(v128.splat(position));
        f.walk(quads, { to: [i32.const(at.places), 16] }, ({ to }) => {
          f.store(place(to), i32x4.add(v128.load(place(to, row)), asked));
        });
      });
      f.call(forward.layers, p);
      f.call(forward.weightsWithEntropy);
      f.call(forward.outputs, p);
      f.call(sumsOf, sums);
      f.call(count, histogram);
      f.call(activityOf, activity);
      f.if(predictions, () => {
        f.call(answers, predictions, gates);
        f.set(predictions, i32.add(predictions, i32.const(4 * chunk * TASK_COUNT)));
        f.set(gates, i32.add(gates, i32.const(4 * chunk * weights)));
      });
      f.set(sums, i32.add(sums, i32.const(4 * (2 * TASK_COUNT + shape.mixtures + weights))));
      f.set(first, i32.add(first, i32.const(chunk)));
      return i32.ltU(first, rows);
    });
  });
}
