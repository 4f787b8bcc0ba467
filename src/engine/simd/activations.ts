/** Activations beside ReLU, and layer norm, in place over rows of activations. Definitions: `model/cures.ts`. */
import { LAYER_NORM_EPSILON, LEAKY_SLOPE, type Activation } from '../../model/cures.ts';
import { f32x4, i32, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { place, type Func } from '../../assembler/module.ts';
import { logistic, type Madd } from './arithmetic.ts';
import type { Plan } from './plan.ts';

/** act(x) of an activation that needs no more than an instruction or two. */
export const activated = (kind: Exclude<Activation, 'swish'>, x: Expr<'v128'>): Expr<'v128'> =>
  f32x4.max(x, kind === 'relu' ? v128.floats(0) : f32x4.mul(x, v128.floats(LEAKY_SLOPE)));

/** A delta times the slope at what became `value`, which is positive where the slope is 1. */
export const throughSlope = (
  kind: Exclude<Activation, 'swish'>,
  delta: Expr<'v128'>,
  value: Expr<'v128'>,
): Expr<'v128'> => {
  const open = f32x4.gt(value, v128.floats(0));
  if (kind === 'relu') return v128.and(delta, open);
  return v128.select(delta, f32x4.mul(delta, v128.floats(LEAKY_SLOPE)), open);
};

/** Swish over some rows, in place; its slopes are left in others: with a = x·σ(x), da/dx = σ + a·(1 − σ). */
export function swish(f: Func, madd: Madd, { vectors }: Plan, rows: number, values: number, slopes: number): void {
  f.walk(rows * vectors, { value: [i32.const(values), 16], slope: [i32.const(slopes), 16] }, ({ value, slope }) => {
    const x = f.local(v128.load(place(value)));
    const s = f.local(logistic(f, madd, x));
    f.set(x, f32x4.mul(x, s));
    f.store(place(value), x);
    f.store(place(slope), madd(x, f32x4.sub(v128.floats(1), s), s));
  });
}

/** Deltas of some rows times the slopes in others. */
export function timesSlopes(f: Func, { vectors }: Plan, rows: number, deltas: number, slopes: number): void {
  f.walk(rows * vectors, { delta: [i32.const(deltas), 16], slope: [i32.const(slopes), 16] }, ({ delta, slope }) => {
    f.store(place(delta), f32x4.mul(v128.load(place(delta)), v128.load(place(slope))));
  });
}

/** act in place over the rows of a layer. */
export function activate(
  f: Func,
  madd: Madd,
  plan: Plan,
  kind: Activation,
  rows: number,
  { values, slopes }: { values: number; slopes: number },
): void {
  if (kind === 'swish') {
    swish(f, madd, plan, rows, values, slopes);
    return;
  }
  f.walk(rows * plan.vectors, { value: [i32.const(values), 16] }, ({ value }) => {
    f.store(place(value), activated(kind, f.local(v128.load(place(value)))));
  });
}

/** Vectors of a chunk that go through the layer norm together. */
const TOGETHER = 2;

/** Calls `each` with the addresses of two neighbouring vectors in the first row of every expert. */
function perExpert<Names extends string>(
  f: Func,
  { shape, row, quads }: Plan,
  bases: Readonly<Record<Names, { at: number; rows: number }>>,
  each: (at: Readonly<Record<Names, Local<'i32'>>>) => void,
): void {
  const entries = Object.entries<{ at: number; rows: number }>(bases);
  const walks = (of: (name: string, at: number, rows: number) => readonly [Expr<'i32'>, number]) =>
    Object.fromEntries(entries.map(([name, { at, rows }]) => [name, of(name, at, rows)])) as unknown as Record<
      Names,
      readonly [Expr<'i32'>, number]
    >;
  f.walk(
    shape.experts,
    walks((_, at, rows) => [i32.const(at), rows * row]),
    (expert) => {
      f.walk(
        quads / TOGETHER,
        walks((name) => [expert[name as Names], 16 * TOGETHER]),
        each,
      );
    },
  );
}

const pair = <T>(make: (q: number) => T): T[] => Array.from({ length: TOGETHER }, (_, q) => make(q));

/** Layer norm over each expert's units, in place; what it gives and 1 / deviation are kept. */
export function normalise(f: Func, plan: Plan): void {
  const { at, cures, shape, row } = plan;
  const { units } = shape;
  const bases = {
    value: { at: at.expert, rows: units },
    normal: { at: cures.normal, rows: units },
    inverse: { at: cures.inverse, rows: 1 },
  };
  perExpert(f, plan, bases, (first) => {
    const means = pair(() => f.local(v128.floats(0)));
    f.walk(units, { value: [first.value, row] }, ({ value }) => {
      means.forEach((sum, q) => {
        f.set(sum, f32x4.add(sum, v128.load(place(value, 16 * q))));
      });
    });
    for (const mean of means) f.set(mean, f32x4.mul(mean, v128.floats(1 / units)));
    const scales = pair(() => f.local(v128.floats(0)));
    f.walk(units, { value: [first.value, row] }, ({ value }) => {
      scales.forEach((sum, q) => {
        const away = f.local(f32x4.sub(v128.load(place(value, 16 * q)), means[q]));
        f.set(sum, f32x4.add(sum, f32x4.mul(away, away)));
      });
    });
    scales.forEach((scale, q) => {
      const variance = f32x4.mul(scale, v128.floats(1 / units));
      f.set(scale, f32x4.div(v128.floats(1), f32x4.sqrt(f32x4.add(variance, v128.floats(LAYER_NORM_EPSILON)))));
      f.store(place(first.inverse, 16 * q), scale);
    });
    f.walk(units, { value: [first.value, row], normal: [first.normal, row] }, ({ value, normal }) => {
      scales.forEach((scale, q) => {
        const z = f.local(f32x4.mul(f32x4.sub(v128.load(place(value, 16 * q)), means[q]), scale));
        f.store(place(value, 16 * q), z);
        f.store(place(normal, 16 * q), z);
      });
    });
  });
}

/** Back through the layer norm, in place: d = (d̂ − mean d̂ − ẑ · mean(d̂ ẑ)) / deviation. */
export function throughNorm(f: Func, plan: Plan): void {
  const { at, cures, shape, row } = plan;
  const { units } = shape;
  const bases = {
    delta: { at: at.expert, rows: units },
    normal: { at: cures.normal, rows: units },
    inverse: { at: cures.inverse, rows: 1 },
  };
  perExpert(f, plan, bases, (first) => {
    const means = pair(() => f.local(v128.floats(0)));
    const along = pair(() => f.local(v128.floats(0)));
    f.walk(units, { delta: [first.delta, row], normal: [first.normal, row] }, ({ delta, normal }) => {
      means.forEach((sum, q) => {
        const d = f.local(v128.load(place(delta, 16 * q)));
        f.set(sum, f32x4.add(sum, d));
        f.set(along[q], f32x4.add(along[q], f32x4.mul(d, v128.load(place(normal, 16 * q)))));
      });
    });
    for (const sum of [...means, ...along]) f.set(sum, f32x4.mul(sum, v128.floats(1 / units)));
    f.walk(units, { delta: [first.delta, row], normal: [first.normal, row] }, ({ delta, normal }) => {
      means.forEach((mean, q) => {
        const d = f32x4.sub(v128.load(place(delta, 16 * q)), mean);
        const rest = f32x4.sub(d, f32x4.mul(v128.load(place(normal, 16 * q)), along[q]));
        f.store(place(delta, 16 * q), f32x4.mul(rest, v128.load(place(first.inverse, 16 * q))));
      });
    });
  });
}
