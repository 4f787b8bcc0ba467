/** Weight decay and the optimizers over flat vectors; the formulas stand at `applyGradient` of the scalar engine. */
import { decays, isTrained, type Block, type ParameterLayout } from '../../model/layout.ts';
import { ADAGRAD_EPSILON, ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON } from '../../model/spec.ts';
import { f32x4, i32, v128, type Expr, type Local, type Place } from '../../assembler/expr.ts';
import { fixed, place, type Callable, type Func, type ModuleWriter, type Walk } from '../../assembler/module.ts';
import { laneTotal, type Madd } from './arithmetic.ts';
import type { Control, Plan } from './plan.ts';

/** Blocks side by side that are treated alike. */
interface Range {
  /** First number, a multiple of 4. */
  from: number;
  /** Vectors of four numbers. */
  vectors: number;
}

/** @returns the blocks with the given property, joined where they touch (the padding between them is 0 and stays so) */
function ranges(layout: ParameterLayout, wanted: (block: Block) => boolean): Range[] {
  const list: Range[] = [];
  for (const block of layout.list.filter(wanted)) {
    const vectors = Math.ceil(block.size / 4);
    const last = list.at(-1);
    if (last && last.from + 4 * last.vectors === block.offset) last.vectors += vectors;
    else list.push({ from: block.offset, vectors });
  }
  return list;
}

/** Vectors that a round of a loop takes. */
const UNROLL = 4;

/** Goes through a range of several vectors at once. */
function sweep<Names extends string>(
  f: Func,
  { from, vectors }: Range,
  bases: Readonly<Record<Names, Expr<'i32'>>>,
  body: (at: (name: Names) => Place) => void,
): void {
  const walks = (first: number, stride: number): Record<Names, Walk> =>
    Object.fromEntries(
      Object.entries<Expr<'i32'>>(bases).map(([name, base]) => [
        name,
        [i32.add(base, i32.const(4 * from + 16 * first)), stride],
      ]),
    ) as unknown as Record<Names, Walk>;
  const rounds = Math.floor(vectors / UNROLL);
  f.walk(rounds, walks(0, 16 * UNROLL), (at) => {
    for (let n = 0; n < UNROLL; n++) body((name) => place(at[name], 16 * n));
  });
  f.walk(vectors % UNROLL, walks(UNROLL * rounds, 16), (at) => {
    body((name) => place(at[name]));
  });
}

/** Adds l2 · θ to the gradient of the blocks that decay. @returns a function of the parameters' address */
export function writeDecay(module: ModuleWriter, madd: Madd, { at, control, shape }: Plan): Callable {
  return module.define('decay', 1, (f, parameters) => {
    const l2 = f.local(v128.loadSplat(fixed(control.l2)));
    f.if(v128.anyTrue(l2), () => {
      for (const range of ranges(shape.layout, ({ name }) => decays(name))) {
        sweep(f, range, { p: parameters, g: i32.const(at.gradient) }, (to) => {
          f.store(to('g'), madd(l2, v128.load(to('p')), v128.load(to('g'))));
        });
      }
    });
  });
}

/** Scales the gradient down to the norm that it may have. The norm is summed in as many parts as a round of the loop has vectors. */
export function writeClip(module: ModuleWriter, madd: Madd, { at, cures, shape }: Plan): Callable {
  const all = { from: 0, vectors: shape.layout.length / 4 };
  const bases = { g: i32.const(at.gradient) };
  return module.define('clip', 0, (f) => {
    const parts = Array.from({ length: UNROLL }, () => f.local(v128.floats(0)));
    let next = 0;
    sweep(f, all, bases, (to) => {
      const part = parts[next++ % UNROLL];
      const g = f.local(v128.load(to('g')));
      f.set(part, madd(g, g, part));
    });
    const sum = parts.slice(1).reduce<Expr<'v128'>>((total, part) => f32x4.add(total, part), parts[0]);
    const norm = f.local(f32x4.sqrt(laneTotal(f, sum)));
    const most = f.local(v128.loadSplat(fixed(cures.control.clip)));
    f.if(v128.anyTrue(f32x4.gt(norm, most)), () => {
      const factor = f.local(f32x4.div(most, norm));
      sweep(f, all, bases, (to) => {
        f.store(to('g'), f32x4.mul(v128.load(to('g')), factor));
      });
    });
  });
}

const rateOf = ({ name }: Block): Control =>
  name === 'shallow/table' ? 'tableRate' : name.startsWith('gates/') ? 'gateRate' : 'rate';

/** @returns a function of (parameters, first moment, second moment); moments that the optimizer does not have are not touched */
export function writeUpdate(module: ModuleWriter, madd: Madd, { at, control, shape, optimizer }: Plan): Callable {
  return module.define('update', 3, (f, parameters, first, second) => {
    for (const name of ['rate', 'gateRate', 'tableRate'] as const) {
      const list = ranges(shape.layout, (block) => isTrained(block.name) && rateOf(block) === name);
      if (list.length === 0) continue;
      const rate = f.local(v128.loadSplat(fixed(control[name])));
      for (const range of list)
        sweep(f, range, { p: parameters, g: i32.const(at.gradient), first, second }, (to) => {
          const g = f.local(v128.load(to('g')));
          const move =
            optimizer === 'sgd'
              ? f32x4.mul(rate, g)
              : optimizer === 'adagrad'
                ? adagrad(f, rate, g, to('first'))
                : adam(f, madd, control, rate, g, to('first'), to('second'));
          f.store(to('p'), f32x4.sub(v128.load(to('p')), move));
        });
    }
  });
}

function adagrad(f: Func, rate: Local<'v128'>, g: Local<'v128'>, first: Place): Expr<'v128'> {
  const sum = f.local(f32x4.add(v128.load(first), f32x4.mul(g, g)));
  f.store(first, sum);
  return f32x4.div(f32x4.mul(rate, g), f32x4.add(f32x4.sqrt(sum), f.constant(v128.floats(ADAGRAD_EPSILON))));
}

function adam(
  f: Func,
  madd: Madd,
  control: Plan['control'],
  rate: Local<'v128'>,
  g: Local<'v128'>,
  first: Place,
  second: Place,
): Expr<'v128'> {
  const number = (value: number) => f.constant(v128.floats(value));
  const m = f.local(madd(number(ADAM_BETA1), v128.load(first), f32x4.mul(number(1 - ADAM_BETA1), g)));
  const v = f.local(madd(number(ADAM_BETA2), v128.load(second), f32x4.mul(f32x4.mul(number(1 - ADAM_BETA2), g), g)));
  f.store(first, m);
  f.store(second, v);
  const deviation = f32x4.sqrt(f32x4.mul(v, v128.loadSplat(fixed(control.unbias2))));
  return f32x4.div(
    f32x4.mul(f32x4.mul(rate, m), v128.loadSplat(fixed(control.unbias1))),
    f32x4.add(deviation, number(ADAM_EPSILON)),
  );
}
