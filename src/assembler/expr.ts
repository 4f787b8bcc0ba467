/**
 * Expressions of WebAssembly, typed by what they leave on the stack. An expression is code that has not been written yet: it is evaluated where
 * a statement of {@link Func} uses it, and once for every use.
 *
 * Opcodes: WebAssembly Core Specification 2.0, section 5.4, and the relaxed-simd proposal for `relaxed_madd`.
 */

export type Kind = 'i32' | 'i64' | 'f32' | 'v128';
/** The bytes of a function's body, as they come. */
export type Code = number[];

export interface Expr<K extends Kind> {
  readonly kind: K;
  readonly emit: (code: Code) => void;
}

export interface Local<K extends Kind> extends Expr<K> {
  readonly index: number;
}

/** A place in memory: an address at run time plus a constant number of bytes, which costs nothing. */
export interface Place {
  readonly base: Expr<'i32'>;
  readonly offset: number;
}

/** Unsigned LEB128. */
export function unsigned(code: Code, value: number): void {
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    code.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
}

/** Signed LEB128 of a whole number in 32 bits. */
function signed(code: Code, value: number): void {
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      code.push(low);
      return;
    }
    code.push(low | 0x80);
  }
}

const SIMD = 0xfd;

function opcode(code: Code, op: number): void {
  if (op < SIMD * 256) code.push(op);
  else {
    code.push(SIMD);
    unsigned(code, op - SIMD * 256);
  }
}
/** A number for an opcode behind the SIMD prefix. */
const simd = (op: number): number => SIMD * 256 + op;

const make = <K extends Kind>(
  kind: K,
  op: number,
  operands: readonly Expr<Kind>[],
  immediates: readonly number[] = [],
): Expr<K> => ({
  kind,
  emit(code) {
    for (const operand of operands) operand.emit(code);
    opcode(code, op);
    code.push(...immediates);
  },
});

type Binary<K extends Kind, R extends Kind = K> = (a: Expr<K>, b: Expr<K>) => Expr<R>;
type Unary<K extends Kind, R extends Kind = K> = (a: Expr<K>) => Expr<R>;
const binary =
  <R extends Kind, K extends Kind>(kind: R, op: number): Binary<K, R> =>
  (a, b) =>
    make(kind, op, [a, b]);
const unary =
  <R extends Kind, K extends Kind>(kind: R, op: number): Unary<K, R> =>
  (a) =>
    make(kind, op, [a]);

export const i32 = {
  const: (value: number): Expr<'i32'> => ({
    kind: 'i32',
    emit(code) {
      code.push(0x41);
      signed(code, value);
    },
  }),
  load: ({ base, offset }: Place): Expr<'i32'> => memory('i32', 0x28, base, offset),
  add: binary<'i32', 'i32'>('i32', 0x6a),
  sub: binary<'i32', 'i32'>('i32', 0x6b),
  mul: binary<'i32', 'i32'>('i32', 0x6c),
  remU: binary<'i32', 'i32'>('i32', 0x70),
  and: binary<'i32', 'i32'>('i32', 0x71),
  xor: binary<'i32', 'i32'>('i32', 0x73),
  or: binary<'i32', 'i32'>('i32', 0x72),
  shl: binary<'i32', 'i32'>('i32', 0x74),
  shrU: binary<'i32', 'i32'>('i32', 0x76),
  rotl: binary<'i32', 'i32'>('i32', 0x77),
  ne: binary<'i32', 'i32'>('i32', 0x47),
  ltU: binary<'i32', 'i32'>('i32', 0x49),
  geU: binary<'i32', 'i32'>('i32', 0x4f),
  geS: binary<'i32', 'i32'>('i32', 0x4e),
  wrap: unary<'i32', 'i64'>('i32', 0xa7),
  /** `a` where the condition holds, else `b`. */
  select: (a: Expr<'i32'>, b: Expr<'i32'>, condition: Expr<'i32'>): Expr<'i32'> => make('i32', 0x1b, [a, b, condition]),
};

export const i64 = {
  extendU: unary<'i64', 'i32'>('i64', 0xad),
  add: binary<'i64', 'i64'>('i64', 0x7c),
  sub: binary<'i64', 'i64'>('i64', 0x7d),
  mul: binary<'i64', 'i64'>('i64', 0x7e),
  divU: binary<'i64', 'i64'>('i64', 0x80),
};

export const f32 = {
  load: ({ base, offset }: Place): Expr<'f32'> => memory('f32', 0x2a, base, offset),
  add: binary<'f32', 'f32'>('f32', 0x92),
};

function memory<K extends Kind>(kind: K, op: number, base: Expr<'i32'>, offset: number): Expr<K> {
  return {
    kind,
    emit(code) {
      base.emit(code);
      opcode(code, op);
      code.push(2); // aligned to four bytes: a promise that all places keep
      unsigned(code, offset);
    },
  };
}

const bytesOf = (values: Float32Array | Int32Array): number[] => Array.from(new Uint8Array(values.buffer));
const constant = (bytes: number[]): Expr<'v128'> => make('v128', simd(12), [], bytes);
/** Four lanes picked from the eight of two vectors. */
const shuffle = (a: Expr<'v128'>, b: Expr<'v128'>, lanes: readonly [number, number, number, number]): Expr<'v128'> =>
  make(
    'v128',
    simd(13),
    [a, b],
    lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
  );

/** Operations on vectors of four 32-bit lanes. */
export const v128 = {
  load: ({ base, offset }: Place): Expr<'v128'> => memory('v128', simd(0), base, offset),
  /** One number from memory in all lanes. */
  loadSplat: ({ base, offset }: Place): Expr<'v128'> => memory('v128', simd(9), base, offset),
  floats: (value: number): Expr<'v128'> => constant(bytesOf(new Float32Array(4).fill(value))),
  words: (a: number, b = a, c = a, d = a): Expr<'v128'> => constant(bytesOf(Int32Array.of(a, b, c, d))),
  shuffle,
  splat: unary<'v128', 'i32'>('v128', simd(17)),
  lane: (a: Expr<'v128'>, lane: number): Expr<'i32'> => make('i32', simd(27), [a], [lane]),
  floatLane: (a: Expr<'v128'>, lane: number): Expr<'f32'> => make('f32', simd(31), [a], [lane]),
  withFloatLane: (a: Expr<'v128'>, lane: number, value: Expr<'f32'>): Expr<'v128'> =>
    make('v128', simd(32), [a, value], [lane]),
  not: unary<'v128', 'v128'>('v128', simd(77)),
  and: binary<'v128', 'v128'>('v128', simd(78)),
  /** a & ~b */
  andNot: binary<'v128', 'v128'>('v128', simd(79)),
  or: binary<'v128', 'v128'>('v128', simd(80)),
  xor: binary<'v128', 'v128'>('v128', simd(81)),
  /** Bits of `a` where the mask is 1, else of `b`. */
  select: (a: Expr<'v128'>, b: Expr<'v128'>, mask: Expr<'v128'>): Expr<'v128'> => make('v128', simd(82), [a, b, mask]),
  anyTrue: unary<'i32', 'v128'>('i32', simd(83)),
};

/** Lanes as whole numbers. */
export const i32x4 = {
  add: binary<'v128', 'v128'>('v128', simd(174)),
  sub: binary<'v128', 'v128'>('v128', simd(177)),
  shl: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(171), [a, i32.const(by)]),
  shrS: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(172), [a, i32.const(by)]),
  shrU: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(173), [a, i32.const(by)]),
  minS: binary<'v128', 'v128'>('v128', simd(182)),
  minU: binary<'v128', 'v128'>('v128', simd(183)),
  eq: binary<'v128', 'v128'>('v128', simd(55)),
  ne: binary<'v128', 'v128'>('v128', simd(56)),
  ltU: binary<'v128', 'v128'>('v128', simd(58)),
  geS: binary<'v128', 'v128'>('v128', simd(63)),
  fromFloats: unary<'v128', 'v128'>('v128', simd(248)),
};

/** Lanes as floats. `max` and `min` are the instructions of one machine operation; a NaN in the *first* operand stays NaN. */
export const f32x4 = {
  eq: binary<'v128', 'v128'>('v128', simd(65)),
  lt: binary<'v128', 'v128'>('v128', simd(67)),
  gt: binary<'v128', 'v128'>('v128', simd(68)),
  ge: binary<'v128', 'v128'>('v128', simd(70)),
  abs: unary<'v128', 'v128'>('v128', simd(224)),
  neg: unary<'v128', 'v128'>('v128', simd(225)),
  sqrt: unary<'v128', 'v128'>('v128', simd(227)),
  add: binary<'v128', 'v128'>('v128', simd(228)),
  sub: binary<'v128', 'v128'>('v128', simd(229)),
  mul: binary<'v128', 'v128'>('v128', simd(230)),
  div: binary<'v128', 'v128'>('v128', simd(231)),
  min: binary<'v128', 'v128'>('v128', simd(234)),
  max: binary<'v128', 'v128'>('v128', simd(235)),
  fromWords: unary<'v128', 'v128'>('v128', simd(250)),
  /** a · b + c, rounded once or twice as the processor pleases; only where relaxed SIMD is. */
  relaxedMadd: (a: Expr<'v128'>, b: Expr<'v128'>, c: Expr<'v128'>): Expr<'v128'> =>
    make('v128', simd(0x105), [a, b, c]),
};

/** Lanes as two whole numbers of 64 bits. */
export const i64x2 = {
  add: binary<'v128', 'v128'>('v128', simd(206)),
  shl: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(203), [a, i32.const(by)]),
  shrS: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(204), [a, i32.const(by)]),
  shrU: (a: Expr<'v128'>, by: number): Expr<'v128'> => make('v128', simd(205), [a, i32.const(by)]),
};

/** Lanes as two floats of 64 bits: every operation rounds as that of JavaScript's numbers does. */
export const f64x2 = {
  both: (value: number): Expr<'v128'> => constant(Array.from(new Uint8Array(Float64Array.of(value, value).buffer))),
  sqrt: unary<'v128', 'v128'>('v128', simd(239)),
  add: binary<'v128', 'v128'>('v128', simd(240)),
  sub: binary<'v128', 'v128'>('v128', simd(241)),
  mul: binary<'v128', 'v128'>('v128', simd(242)),
  div: binary<'v128', 'v128'>('v128', simd(243)),
  /** Rounded to floats of 32 bits, the first two of four. */
  toFloats: unary<'v128', 'v128'>('v128', simd(94)),
  /** The first two of four floats of 32 bits. */
  fromLowFloats: unary<'v128', 'v128'>('v128', simd(95)),
  /** The first two of four unsigned words. */
  fromLowWords: unary<'v128', 'v128'>('v128', simd(255)),
};
