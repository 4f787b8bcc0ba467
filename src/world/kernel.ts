/**
 * Draws of many counters and utilities of many rows at once, in WebAssembly: the digits of random.ts, elementary.ts and truth.ts, since the very same
 * operations are done in the same order.
 */
import { f64x2, i32, i32x4, i64x2, v128, type Expr, type Local, type Place } from '../assembler/expr.ts';
import { after, ModuleWriter, place, type Func } from '../assembler/module.ts';
import { BLOCK, WINDOW, type Accelerator, type Directions } from './accelerator.ts';
import { COS, LN2_HIGH, LN2_LOW, LOG, QUARTER_HIGH, QUARTER_LOW, ROOT_HALF, ROUND, SIN } from './elementary.ts';
import { PARITY, ROTATIONS } from './random.ts';

type Vector = Expr<'v128'>;
const { add, sub, mul, div, both } = f64x2;

/** a + z·(b + z·(c + …)), as it stands in normals.ts. */
const polynomial = (z: Vector, [first, ...rest]: readonly number[]): Vector =>
  rest.length === 0 ? both(first) : add(both(first), mul(z, polynomial(z, rest)));

/** Threefry of four counters, one a lane. @returns both words */
function threefry4(f: Func, keys: readonly [Vector, Vector, Vector], c0: Vector, c1: Vector): [Vector, Vector] {
  const x = f.local(i32x4.add(c0, keys[0]));
  const y = f.local(i32x4.add(c1, keys[1]));
  ROTATIONS.forEach((rotations, group) => {
    if (group > 0) {
      f.set(x, i32x4.add(x, keys[group % 3]));
      f.set(y, i32x4.add(i32x4.add(y, keys[(group + 1) % 3]), v128.words(group)));
    }
    for (const by of rotations) {
      f.set(x, i32x4.add(x, y));
      f.set(y, v128.xor(v128.or(i32x4.shl(y, by), i32x4.shrU(y, 32 - by)), x));
    }
  });
  return [x, y];
}

/** The bits of a double that is 2^52 more than a whole number, in the lowest places. */
const WHOLE = 2 ** 52;

/** ln u of two normal numbers: see logOfUniform. */
function log(f: Func, u: Vector): Local<'v128'> {
  // Bits are moved so that √½ is where the exponent changes.
  const shift = wordsOf(1)[1] - wordsOf(ROOT_HALF)[1];
  const bits = f.local(i64x2.add(u, v128.words(0, shift, 0, shift)));
  const exponent = v128.or(i64x2.shrU(bits, 52), both(WHOLE));
  const k = f.local(sub(exponent, both(WHOLE + 1023)));
  const [, top] = wordsOf(ROOT_HALF);
  const m = i64x2.add(v128.and(bits, v128.words(-1, 0xfffff, -1, 0xfffff)), v128.words(0, top, 0, top));
  const x = f.local(sub(m, both(1)));
  const half = f.local(mul(mul(both(0.5), x), x));
  const s = f.local(div(x, add(both(2), x)));
  const z = f.local(mul(s, s));
  const w = f.local(mul(z, z));
  const even = mul(w, polynomial(w, [LOG[1], LOG[3], LOG[5]]));
  const odd = mul(z, polynomial(w, [LOG[0], LOG[2], LOG[4], LOG[6]]));
  const series = add(mul(s, add(half, add(odd, even))), mul(k, both(LN2_LOW)));
  return f.local(add(add(sub(series, half), x), mul(k, both(LN2_HIGH))));
}

/** The two words of a double, the lower one first. */
const wordsOf = (value: number): [number, number] => {
  const [low, high] = new Int32Array(Float64Array.of(value).buffer);
  return [low, high];
};

/** @returns cosine and sine: see normalPair and sine */
function turn(f: Func, angle: Vector): [Vector, Vector] {
  const shifted = f.local(add(mul(angle, both(2 / Math.PI)), both(ROUND)));
  const turns = f.local(sub(shifted, both(ROUND)));
  const high = f.local(sub(angle, mul(turns, both(QUARTER_HIGH))));
  const low = f.local(mul(turns, both(QUARTER_LOW)));
  const x = f.local(sub(high, low));
  const y = f.local(sub(sub(high, x), low));
  const z = f.local(mul(x, x));
  const w = f.local(mul(z, z));
  const p = add(polynomial(z, SIN.slice(1, 4)), mul(mul(z, w), polynomial(z, SIN.slice(4))));
  const cube = f.local(mul(z, x));
  const left = sub(mul(z, sub(mul(both(0.5), y), mul(cube, p))), y);
  const sine = f.local(sub(x, sub(left, mul(cube, both(SIN[0])))));
  const q = add(mul(z, polynomial(z, COS.slice(0, 3))), mul(mul(w, w), polynomial(z, COS.slice(3))));
  const half = f.local(mul(both(0.5), z));
  const rest = f.local(sub(both(1), half));
  const small = add(sub(sub(both(1), rest), half), sub(mul(z, q), mul(x, y)));
  const cosine = f.local(add(rest, small));
  // The lowest bits of the rounded number say which quarter it is.
  const swap = f.local(i64x2.shrS(i64x2.shl(shifted, 63), 63));
  const sign = (quarter: Vector): Vector => v128.and(i64x2.shl(quarter, 62), v128.words(0, SIGN, 0, SIGN));
  return [
    v128.xor(v128.select(sine, cosine, swap), sign(i64x2.add(shifted, v128.words(1, 0, 1, 0)))),
    v128.xor(v128.select(cosine, sine, swap), sign(shifted)),
  ];
}
/** The bit of a double's upper word that is its sign. */
const SIGN = -0x80000000;

/** A uniform number out of each of the lower two words. */
const uniform = (words: Vector): Vector => mul(add(f64x2.fromLowWords(words), both(0.5)), both(1 / 4294967296));

/** Most features and sines that a world may have: validate.ts. */
const FEATURES = 128;
const SINES = 32;
/** Where things lie in memory. */
const AT = (() => {
  const normals = 4 * WINDOW;
  const rows = normals + 16 * WINDOW;
  const features = rows + 4 * BLOCK * FEATURES;
  const found = features + 4 * BLOCK * FEATURES;
  const tables = found + 8 * BLOCK * 4;
  return { words: 0, normals, rows, features, found, tables };
})();
/** Bytes of the table of directions: weights, then phases, and which of them there are. */
const tableBytes = (directions: number): number => 8 * directions * (FEATURES + 2 * SINES);
/** Two directions, and four. */
const TABLE: Readonly<Record<number, number>> = { 2: AT.tables, 4: AT.tables + tableBytes(2) };
const PAGE = 65536;
const PAGES = Math.ceil((AT.tables + tableBytes(2) + tableBytes(4)) / PAGE);

/** Writes the normals of two counters. */
function writeNormals(f: Func, to: Place, first: Vector, second: Vector): void {
  const radius = f.local(f64x2.sqrt(mul(both(-2), log(f, uniform(first)))));
  const [cosine, sine] = turn(f, f.local(mul(both(2 * Math.PI), uniform(second))));
  const c = f.local(mul(radius, cosine));
  const s = f.local(mul(radius, sine));
  f.store(to, v128.shuffle(c, s, [0, 1, 4, 5]));
  f.store(after(to, 16), v128.shuffle(c, s, [2, 3, 6, 7]));
}

/** `draw(seed, stream, substream, counter, groups)`: words and normals of 4 × groups counters. */
function writeDraw(module: ModuleWriter): void {
  module.define('draw', 5, (f, seed, stream, substream, counter, groups) => {
    const k0 = f.local(v128.splat(seed));
    const k1 = f.local(v128.splat(stream));
    const k2 = f.local(v128.xor(v128.xor(k0, k1), v128.words(PARITY)));
    const c0 = f.local(i32x4.add(v128.splat(counter), v128.words(0, 1, 2, 3)));
    const c1 = f.local(v128.splat(substream));
    const words = f.local(i32.const(AT.words));
    const normals = f.local(i32.const(AT.normals));
    f.doWhile(() => {
      const [first, second] = threefry4(f, [k0, k1, k2], c0, c1);
      f.store(place(words), first);
      const upper = (of: Vector): Vector => v128.shuffle(of, of, [2, 3, 2, 3]);
      writeNormals(f, place(normals), first, second);
      writeNormals(f, place(normals, 32), upper(first), upper(second));
      f.set(c0, i32x4.add(c0, v128.words(4)));
      f.set(words, i32.add(words, i32.const(16)));
      f.set(normals, i32.add(normals, i32.const(64)));
      f.set(groups, i32.sub(groups, i32.const(1)));
      return groups;
    });
  });
}

/** `spread(from, to, shared, own, count)`: rows out of normals, see {@link Accelerator}; addresses. */
function writeSpread(module: ModuleWriter): void {
  const copy = module.define(null, 3, (f, from, to, count) => {
    f.if(count, () => {
      f.doWhile(() => {
        f.store(place(to), v128.floatLane(f64x2.toFloats(v128.load(place(from))), 0));
        f.set(from, i32.add(from, i32.const(8)));
        f.set(to, i32.add(to, i32.const(4)));
        f.set(count, i32.sub(count, i32.const(1)));
        return count;
      });
    });
  });
  module.define('spread', 5, (f, from, to, shared, own, count) => {
    const next = f.local(i32.add(from, i32.shl(shared, i32.const(3))));
    f.doWhile(() => {
      f.call(copy, from, to, shared);
      f.set(to, i32.add(to, i32.shl(shared, i32.const(2))));
      f.call(copy, next, to, own);
      f.set(to, i32.add(to, i32.shl(own, i32.const(2))));
      f.set(next, i32.add(next, i32.shl(own, i32.const(3))));
      f.set(count, i32.sub(count, i32.const(1)));
      return count;
    });
  });
}

/** `utilities2(from, rows, d, sines)`, `utilities4`: raw utilities of two or four directions, two of them a vector: see rawUtility. */
function writeUtilities(module: ModuleWriter, directions: 2 | 4): void {
  module.define(`utilities${String(directions)}`, 4, (f, from, rows, d, sines) => {
    const pairs = Array.from({ length: directions / 2 }, (_, p) => 16 * p);
    const stride = i32.const(8 * directions);
    const to = f.local(i32.const(AT.found));
    const table = TABLE[directions];
    f.doWhile(() => {
      const s = pairs.map(() => f.local(both(0)));
      const weights = f.local(i32.const(table));
      const left = f.local(d);
      f.doWhile(() => {
        const feature = f.local(f64x2.fromLowFloats(v128.loadSplat(place(from))));
        pairs.forEach((at, p) => f.set(s[p], add(s[p], mul(v128.load(place(weights, at)), feature))));
        f.set(weights, i32.add(weights, stride));
        f.set(from, i32.add(from, i32.const(4)));
        f.set(left, i32.sub(left, i32.const(1)));
        return left;
      });
      const y = pairs.map((_, p) => f.local(s[p]));
      f.if(sines, () => {
        const phases = f.local(i32.const(table + 8 * directions * FEATURES));
        const i = f.local(both(1));
        f.set(left, sines);
        f.doWhile(() => {
          pairs.forEach((at, p) => {
            const [, sine] = turn(f, f.local(add(mul(i, s[p]), v128.load(place(phases, at)))));
            f.set(y[p], add(y[p], v128.and(sine, v128.load(place(phases, 8 * directions + at)))));
          });
          f.set(phases, i32.add(phases, i32.const(16 * directions)));
          f.set(i, add(i, both(1)));
          f.set(left, i32.sub(left, i32.const(1)));
          return left;
        });
      });
      pairs.forEach((at, p) => {
        f.store(place(to, at), y[p]);
      });
      f.set(to, i32.add(to, stride));
      f.set(rows, i32.sub(rows, i32.const(1)));
      return rows;
    });
  });
}

/** Writes weights, phases and masks of directions to where `utilities` reads them. */
function fillTable(memory: WebAssembly.Memory, { weights, phases }: Directions, sines: number): void {
  const n = weights.length;
  const table = new Float64Array(memory.buffer, TABLE[n], tableBytes(n) / 8);
  const masks = new BigInt64Array(memory.buffer, TABLE[n], tableBytes(n) / 8);
  weights.forEach((w, k) => {
    w.forEach((value, i) => {
      table[i * n + k] = value;
    });
    for (let i = 0; i < sines; i++) {
      const at = n * FEATURES + 2 * n * i + k;
      table[at] = phases[k][i] ?? 0;
      masks[at + n] = i < phases[k].length ? -1n : 0n;
    }
  });
}

interface Exports {
  draw: (seed: number, stream: number, substream: number, counter: number, groups: number) => void;
  spread: (from: number, to: number, shared: number, own: number, count: number) => void;
  utilities2: (from: number, rows: number, d: number, sines: number) => void;
  utilities4: (from: number, rows: number, d: number, sines: number) => void;
}

/** @returns null where WebAssembly, its vectors or the memory are refused */
export function createAccelerator(): Accelerator | null {
  try {
    const module = new ModuleWriter();
    writeDraw(module);
    writeSpread(module);
    writeUtilities(module, 2);
    writeUtilities(module, 4);
    const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
    return acceleratorOf(memory, instance.exports as unknown as Exports);
  } catch {
    return null;
  }
}

function acceleratorOf(memory: WebAssembly.Memory, exports: Exports): Accelerator {
  const input = new Float32Array(memory.buffer, AT.features, BLOCK * FEATURES);
  const found = new Float64Array(memory.buffer, AT.found, BLOCK * 4);
  /** What the tables hold. */
  let two: { of: Directions; sines: number } | undefined;
  let four: typeof two;
  const told = (of: Directions): { of: Directions; sines: number } => {
    const sines = Math.max(...of.phases.map(({ length }) => length));
    fillTable(memory, of, sines);
    return { of, sines };
  };
  return {
    words: new Uint32Array(memory.buffer, AT.words, WINDOW),
    normals: new Float64Array(memory.buffer, AT.normals, 2 * WINDOW),
    rows: new Float32Array(memory.buffer, AT.rows, BLOCK * FEATURES),
    holder: null,
    draw: (seed, stream, substream, counter, count) => {
      exports.draw(seed, stream, substream, counter, (count + 3) >> 2);
    },
    spread: (first, at, shared, own, count) => {
      exports.spread(AT.normals + 8 * first, AT.rows + 4 * at, shared, own, count);
    },
    utilities: (directions, features, at, rows) => {
      const d = directions.weights[0].length;
      let from = AT.features;
      if (features.buffer === memory.buffer) from = features.byteOffset + 4 * at;
      else input.set(features.subarray(at, at + rows * d));
      if (directions.weights.length === 2) {
        if (two?.of !== directions) two = told(directions);
        exports.utilities2(from, rows, d, two.sines);
      } else {
        if (four?.of !== directions) four = told(directions);
        exports.utilities4(from, rows, d, four.sines);
      }
      return found;
    },
  };
}
