/** The matrix products that nearly all the time goes into, tile by tile in registers. */
import { f32, f32x4, v128, type Expr, type Local, type Place } from '../../assembler/expr.ts';
import { after, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { activated, throughSlope } from './activations.ts';
import { laneSums, type Madd } from './arithmetic.ts';
import type { Plan } from './plan.ts';

/** How many bytes it is from one entry of an operand to the next. */
export interface Product {
  rows: number;
  cols: number;
  depth: number;
  /** `splat`: single numbers (weights), which all four examples share; else vectors of four examples. */
  a: { row: number; depth: number; splat: boolean };
  b: { col: number; depth: number };
  c: { row: number; col: number };
  /** A second, outer direction that is summed over. */
  outer?: { count: number; a: number; b: number };
  /** What the sum begins with: 0, a number per row (at the fourth argument), or what is there. */
  start: 'zero' | 'bias' | 'add';
  /** An activation; or the way back through one, whose value is what is overwritten. */
  finish?: { activation?: 'relu' | 'leaky'; back?: 'relu' | 'leaky' };
}

/** Products of a tile are unrolled over so many steps of the depth. */
const UNROLL = 32;

/** Accumulators of a tile: eight leave room for the operands in sixteen registers, and as many loads as multiplications are rare then. */
function tileOf(rows: number, cols: number): [number, number] {
  if (rows === 1) return [1, Math.min(cols, 4)];
  if (cols === 1) return [Math.min(rows, 6), 1];
  return rows >= 4 ? [4, 2] : [Math.min(rows, 2), Math.min(cols, 4)];
}

/** Calls `each` for whole tiles and for what remains at the end. */
function tiles(count: number, size: number, each: (times: number, width: number, first: number) => void): void {
  const whole = Math.floor(count / size);
  if (whole > 0) each(whole, size, 0);
  if (count % size > 0) each(1, count % size, whole * size);
}

/** Runs `step` for every step of the depth, the longest depths in a loop of unrolled blocks. */
function deep(
  f: Func,
  count: number,
  a: Place,
  b: Place,
  aStride: number,
  bStride: number,
  step: (a: Place, b: Place) => void,
): void {
  const block = count <= UNROLL ? count : UNROLL / 2;
  tiles(count, block, (times, width, first) => {
    const from = { a: after(a, first * aStride), b: after(b, first * bStride) };
    if (times === 1) {
      for (let k = 0; k < width; k++) step(after(from.a, k * aStride), after(from.b, k * bStride));
      return;
    }
    f.walk(times, { a: [from.a.base, width * aStride], b: [from.b.base, width * bStride] }, (at) => {
      for (let k = 0; k < width; k++)
        step(place(at.a, from.a.offset + k * aStride), place(at.b, from.b.offset + k * bStride));
    });
  });
}

/** Where the operands of one tile lie. */
interface TilePlaces {
  a: Place;
  b: Place;
  c: Place;
  bias: Place;
}

/** What a sum of a product begins with. @param i - its row in the tile; @param to - where it will be stored */
function startOf(start: Product['start'], bias: Place, i: number, to: Place): Expr<'v128'> {
  if (start === 'zero') return v128.floats(0);
  return start === 'bias' ? v128.loadSplat(after(bias, 4 * i)) : v128.load(to);
}

/** What becomes of a sum. @param to - where it will be stored */
function finished(finish: Product['finish'], sum: Local<'v128'>, to: Place): Expr<'v128'> {
  if (finish?.activation) return activated(finish.activation, sum);
  return finish?.back ? throughSlope(finish.back, sum, v128.load(to)) : sum;
}

/** Code for one tile of a product: all its sums in registers. */
function productTile(f: Func, madd: Madd, spec: Product, height: number, width: number, at: TilePlaces): void {
  const { depth, a, b, c, outer, start, finish } = spec;
  const loadA = a.splat ? v128.loadSplat : v128.load;
  const entry = (i: number, j: number): Place => after(at.c, i * c.row + j * c.col);
  const sums = Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => f.local(startOf(start, at.bias, i, entry(i, j)))),
  );
  const bs = Array.from({ length: width }, () => f.local(v128.floats(0)));
  const factor = f.local(v128.floats(0));
  const inner = (fromA: Place, fromB: Place): void => {
    deep(f, depth, fromA, fromB, a.depth, b.depth, (ka, kb) => {
      bs.forEach((local, j) => {
        f.set(local, v128.load(after(kb, j * b.col)));
      });
      sums.forEach((row, i) => {
        f.set(factor, loadA(after(ka, i * a.row)));
        row.forEach((sum, j) => {
          f.set(sum, madd(factor, bs[j], sum));
        });
      });
    });
  };
  if (outer)
    f.walk(outer.count, { a: [at.a.base, outer.a], b: [at.b.base, outer.b] }, (n) => {
      inner(place(n.a, at.a.offset), place(n.b, at.b.offset));
    });
  else inner(at.a, at.b);
  sums.forEach((row, i) => {
    row.forEach((sum, j) => {
      f.store(entry(i, j), finished(finish, sum, entry(i, j)));
    });
  });
}

/**
 * c[row][col] = Σ_depth a[row][depth] · b[depth][col], every entry of b and c a vector of four examples.
 * @returns a function of the addresses (a, b, c, bias)
 */
export function product(module: ModuleWriter, madd: Madd, spec: Product): Callable {
  const { rows, cols, a, b, c } = spec;
  const [tallest, widest] = tileOf(rows, cols);
  return module.define(null, 4, (f, fromA, fromB, fromC, fromBias) => {
    tiles(rows, tallest, (times, height, row) => {
      f.walk(times, { a: [fromA, height * a.row], c: [fromC, height * c.row], bias: [fromBias, 4 * height] }, (r) => {
        tiles(cols, widest, (repeats, width, col) => {
          f.walk(repeats, { b: [fromB, width * b.col], c: [r.c, width * c.col] }, (t) => {
            productTile(f, madd, spec, height, width, {
              a: place(r.a, row * a.row),
              b: place(t.b, col * b.col),
              c: place(t.c, row * c.row + col * c.col),
              bias: place(r.bias, 4 * row),
            });
          });
        });
      });
    });
  });
}

/** Adds lane sums to numbers in memory that lie side by side. */
export function addSums(f: Func, to: Place, vectors: readonly Local<'v128'>[]): void {
  const sums = laneSums(f, vectors);
  if (vectors.length === 4) {
    f.store(to, f32x4.add(v128.load(to), sums));
    return;
  }
  const kept = f.local(sums);
  vectors.forEach((_, j) => {
    f.store(after(to, 4 * j), f32.add(f32.load(after(to, 4 * j)), v128.floatLane(kept, j)));
  });
}

/**
 * The gradient of a layer's weights: c[row][col] += Σ_examples a[row] · b[col], summed over `quads` vectors of four examples.
 * @param row - bytes between rows of a and of c, and columns of b; columns of c lie side by side
 * @returns a function of the addresses (a, b, c)
 */
export function outerProduct(
  module: ModuleWriter,
  madd: Madd,
  rows: number,
  cols: number,
  quads: number,
  stride: { a: number; b: number; c: number },
): Callable {
  const tallest = Math.min(rows, 2);
  const widest = Math.min(cols, 4);
  const tile = (f: Func, height: number, width: number, at: { a: Place; b: Place; c: Place }): void => {
    const zeros = (count: number): Local<'v128'>[] => Array.from({ length: count }, () => f.local(v128.floats(0)));
    const sums = Array.from({ length: height }, () => zeros(width));
    const as = zeros(height);
    const factor = f.local(v128.floats(0));
    deep(f, quads, at.a, at.b, 16, 16, (ka, kb) => {
      as.forEach((local, i) => {
        f.set(local, v128.load(after(ka, i * stride.a)));
      });
      for (let j = 0; j < width; j++) {
        f.set(factor, v128.load(after(kb, j * stride.b)));
        sums.forEach((row, i) => {
          f.set(row[j], madd(as[i], factor, row[j]));
        });
      }
    });
    sums.forEach((row, i) => {
      addSums(f, after(at.c, i * stride.c), row);
    });
  };
  return module.define(null, 3, (f, fromA, fromB, fromC) => {
    tiles(rows, tallest, (times, height, row) => {
      f.walk(times, { a: [fromA, height * stride.a], c: [fromC, height * stride.c] }, (r) => {
        tiles(cols, widest, (repeats, width, col) => {
          f.walk(repeats, { b: [fromB, width * stride.b], c: [r.c, 4 * width] }, (t) => {
            tile(f, height, width, {
              a: place(r.a, row * stride.a),
              b: place(t.b, col * stride.b),
              c: place(t.c, row * stride.c + 4 * col),
            });
          });
        });
      });
    });
  });
}

/**
 * Sums over the examples of a chunk: to[row] += Σ from[row].
 * @param mask - [quads] vectors of all ones where an example counts; null = all count
 */
export function rowSums(
  f: Func,
  rows: number,
  { quads, row: stride }: Pick<Plan, 'quads' | 'row'>,
  from: Expr<'i32'>,
  to: Expr<'i32'>,
  mask: Place | null,
): void {
  tiles(rows, 4, (times, height, row) => {
    f.walk(times, { from: [from, 4 * stride], to: [to, 16] }, (at) => {
      const sums = Array.from({ length: height }, () => f.local(v128.floats(0)));
      sums.forEach((sum, i) => {
        for (let q = 0; q < quads; q++) {
          const value = v128.load(place(at.from, (row + i) * stride + 16 * q));
          f.set(sum, f32x4.add(sum, mask ? v128.and(value, v128.load(after(mask, 16 * q))) : value));
        }
      });
      addSums(f, place(at.to, 4 * row), sums);
    });
  });
}
