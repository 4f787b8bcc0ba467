/** Functions of four lanes at a time that WebAssembly has no instruction for. */
import { STREAM } from '../../world/random.ts';
import { f32x4, i32, i32x4, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { type Func } from '../../assembler/module.ts';

type Vector = Expr<'v128'>;

/** How to multiply and add on this machine: in one instruction where relaxed SIMD is, else in two. */
export type Madd = (a: Vector, b: Vector, c: Vector) => Vector;
export const maddOf = (relaxed: boolean): Madd =>
  relaxed ? f32x4.relaxedMadd : (a, b, c) => f32x4.add(f32x4.mul(a, b), c);

/** Constants of a function that is being written. */
const numbersOf =
  (f: Func) =>
  (value: number): Local<'v128'> =>
    f.constant(v128.floats(value));

/** Below this e^x is no normal float any more, and {@link exp} gives exactly 0. */
const LOWEST_EXPONENT = -87.3;
/** Added to a float below 2^22 it leaves the nearest whole number in the lowest bits of the mantissa. */
const ROUND = 12582912;
/** Cephes, expf.c: e^r ≈ 1 + r + r²·P(r) for |r| ≤ ln 2 / 2. */
const EXP = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
/** ln 2 in two parts, the first of which has few bits: n · LN2_HIGH is exact. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;

/**
 * e^x for x ≤ 0 (softmax and logistic function need no other), within 2 units in the last place; exactly 0 below −87.3; NaN for NaN.
 * Source: Cephes Mathematical Library, expf.c.
 */
export function exp(f: Func, madd: Madd, argument: Vector): Local<'v128'> {
  const number = numbersOf(f);
  const x = f.local(argument);
  const shifted = f.local(f32x4.add(f32x4.mul(x, number(Math.LOG2E)), number(ROUND)));
  const n = f.local(f32x4.sub(shifted, number(ROUND)));
  const r = f.local(f32x4.sub(x, f32x4.mul(n, number(LN2_HIGH))));
  f.set(r, f32x4.sub(r, f32x4.mul(n, number(LN2_LOW))));
  const p = f.local(number(EXP[0]));
  for (const coefficient of EXP.slice(1)) f.set(p, madd(p, r, number(coefficient)));
  f.set(p, f32x4.add(madd(p, f32x4.mul(r, r), r), number(1)));
  // 2^n: the whole number moved to the exponent; ROUND's own bits fall out at the left.
  const power = i32x4.add(i32x4.shl(shifted, 23), f.constant(v128.words(0x3f800000)));
  f.set(p, v128.andNot(f32x4.mul(p, power), f32x4.lt(x, number(LOWEST_EXPONENT))));
  return p;
}

/** Cephes, logf.c: ln(1 + t) ≈ t − t²/2 + t³·P(t) for √½ − 1 ≤ t < √2 − 1. */
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];
/** Bits of √½. */
const ROOT_HALF = 0x3f3504f3;

/** ln x for normal x > 0, within 1e-7 of the value or of 1. 0 and NaN give some number. Source: Cephes Mathematical Library, logf.c. */
export function log(f: Func, madd: Madd, argument: Vector): Local<'v128'> {
  const number = numbersOf(f);
  const x = f.local(argument);
  const e = f.local(i32x4.shrS(i32x4.sub(x, f.constant(v128.words(ROOT_HALF))), 23));
  const t = f.local(f32x4.sub(i32x4.sub(x, i32x4.shl(e, 23)), number(1)));
  const n = f.local(f32x4.fromWords(e));
  const square = f.local(f32x4.mul(t, t));
  const p = f.local(number(LOG[0]));
  for (const coefficient of LOG.slice(1)) f.set(p, madd(p, t, number(coefficient)));
  f.set(p, f32x4.mul(f32x4.mul(p, t), square));
  f.set(p, f32x4.add(p, f32x4.mul(n, number(LN2_LOW))));
  f.set(p, f32x4.sub(p, f32x4.mul(square, number(0.5))));
  f.set(p, f32x4.add(f32x4.add(p, t), f32x4.mul(n, number(LN2_HIGH))));
  return p;
}

/** σ(x) = 1 / (1 + e^−x), from e^−|x|, which cannot overflow. */
export function logistic(f: Func, madd: Madd, x: Local<'v128'>): Vector {
  const number = numbersOf(f);
  const e = exp(f, madd, f32x4.neg(f32x4.abs(x)));
  const top = v128.select(number(1), e, f32x4.ge(x, v128.floats(0)));
  return f32x4.div(top, f32x4.add(e, number(1)));
}

/** Cephes, tanhf.c: tanh x ≈ x + x·x²·P(x²) for |x| < 0.625, where 1 − e^−2|x| would lose digits. */
const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];
const TANH_SMALL = 0.625;

/** tanh x, within 3 units in the last place; NaN for NaN. Source: Cephes Mathematical Library, tanhf.c. */
export function tanh(f: Func, madd: Madd, argument: Vector): Local<'v128'> {
  const number = numbersOf(f);
  const x = f.local(argument);
  const size = f.local(f32x4.abs(x));
  const e = exp(f, madd, f32x4.mul(size, number(-2)));
  const large = f.local(f32x4.div(f32x4.sub(number(1), e), f32x4.add(number(1), e)));
  f.set(large, v128.or(large, v128.and(x, v128.words(SIGN))));
  const square = f.local(f32x4.mul(x, x));
  const p = f.local(number(TANH[0]));
  for (const coefficient of TANH.slice(1)) f.set(p, madd(p, square, number(coefficient)));
  const small = madd(f32x4.mul(p, square), x, x);
  f.set(p, v128.select(small, large, f32x4.lt(size, number(TANH_SMALL))));
  return p;
}
/** The bit of a float that is its sign. */
const SIGN = 0x80000000;

/** The sum of a vector's lanes, in all of them. */
export function laneTotal(f: Func, vector: Vector): Vector {
  const all = f.local(vector);
  f.set(all, f32x4.add(all, v128.shuffle(all, all, [2, 3, 0, 1])));
  return f32x4.add(all, v128.shuffle(all, all, [1, 0, 3, 2]));
}

/** The sums of the lanes of up to four vectors, as the lanes of one. */
export function laneSums(f: Func, vectors: readonly Vector[]): Vector {
  const [a, b, c, d] = Array.from({ length: 4 }, (_, i) => vectors[i] ?? v128.floats(0));
  const halves = (x: Vector, y: Vector): Local<'v128'> =>
    f.local(f32x4.add(v128.shuffle(x, y, [0, 4, 1, 5]), v128.shuffle(x, y, [2, 6, 3, 7])));
  const left = halves(a, b);
  const right = halves(c, d);
  return f32x4.add(v128.shuffle(left, right, [0, 1, 4, 5]), v128.shuffle(left, right, [2, 3, 6, 7]));
}

/** Four vectors as the rows of a matrix; @returns its columns */
export function transpose(f: Func, rows: readonly [Vector, Vector, Vector, Vector]): [Vector, Vector, Vector, Vector] {
  const [a, b, c, d] = rows.map((row) => f.local(row));
  const low = f.local(v128.shuffle(a, b, [0, 4, 1, 5]));
  const high = f.local(v128.shuffle(a, b, [2, 6, 3, 7]));
  const lower = f.local(v128.shuffle(c, d, [0, 4, 1, 5]));
  const higher = f.local(v128.shuffle(c, d, [2, 6, 3, 7]));
  return [
    v128.shuffle(low, lower, [0, 1, 4, 5]),
    v128.shuffle(low, lower, [2, 3, 6, 7]),
    v128.shuffle(high, higher, [0, 1, 4, 5]),
    v128.shuffle(high, higher, [2, 3, 6, 7]),
  ];
}

/** What a generator of random words needs of its numbers, of one lane or of four. */
interface Ring<K extends 'i32' | 'v128'> {
  word: (f: Func, value: number) => Expr<K>;
  add: (a: Expr<K>, b: Expr<K>) => Expr<K>;
  xor: (a: Expr<K>, b: Expr<K>) => Expr<K>;
  rotl: (a: Local<K>, by: number) => Expr<K>;
}
const ONE: Ring<'i32'> = {
  word: (_, value) => i32.const(value),
  add: i32.add,
  xor: i32.xor,
  rotl: (a, by) => i32.rotl(a, i32.const(by)),
};
const FOUR: Ring<'v128'> = {
  word: (f, value) => f.constant(v128.words(value)),
  add: i32x4.add,
  xor: v128.xor,
  rotl: (a, by) => v128.or(i32x4.shl(a, by), i32x4.shrU(a, 32 - by)),
};

const PARITY = 0x1bd11bda;
/** Rotations, and between every four of them the key that is added: see `threefry` in world/random.ts, of which this is the twin. */
const ROTATIONS = [[13, 15, 26, 6], [17, 29, 16, 24], [13, 15, 26, 6], [17]];

function threefryIn<K extends 'i32' | 'v128'>(
  ring: Ring<K>,
  f: Func,
  seed: Expr<K>,
  stream: number,
  c0: Expr<K>,
  c1: Expr<K>,
): [Local<K>, Local<K>] {
  const { word, add, xor, rotl } = ring;
  const k0 = f.local(seed);
  const keys = [k0, word(f, stream), f.local(xor(k0, word(f, PARITY ^ stream)))];
  const x = f.local(add(c0, keys[0]));
  const y = f.local(add(c1, keys[1]));
  ROTATIONS.forEach((rotations, group) => {
    if (group > 0) {
      f.set(x, add(x, keys[group % 3]));
      f.set(y, add(add(y, keys[(group + 1) % 3]), word(f, group)));
    }
    for (const by of rotations) {
      f.set(x, add(x, y));
      f.set(y, xor(rotl(y, by), x));
    }
  });
  return [x, y];
}

/** One draw: see `threefry` in world/random.ts. @returns both words */
export const threefry = (
  f: Func,
  seed: Expr<'i32'>,
  stream: keyof typeof STREAM,
  c0: Expr<'i32'>,
  c1: Expr<'i32'>,
): [Local<'i32'>, Local<'i32'>] => threefryIn(ONE, f, seed, STREAM[stream], c0, c1);

/** Four draws at once. */
export const threefry4 = (
  f: Func,
  seed: Vector,
  stream: keyof typeof STREAM,
  c0: Vector,
  c1: Vector,
): [Local<'v128'>, Local<'v128'>] => threefryIn(FOUR, f, seed, STREAM[stream], c0, c1);
