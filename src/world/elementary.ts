/**
 * Logarithm and sine, and with them standard normals out of random words (by Box and Muller), computed by additions, multiplications and divisions that
 * IEEE 754 rounds alike everywhere: the language leaves the digits of `Math.log` and `Math.sin` to the browser, and worlds must be the same in all of them.
 * The kernel (kernel.ts) does the very same operations in the same order, two numbers at a time: change both or none.
 *
 * Polynomials: FreeBSD's msun, e_log.c, k_sin.c and k_cos.c (Sun Microsystems 1993), errors below 1 unit in the last place.
 */

/** ln(1 + f) = f − f²/2 + s·(f²/2 + R), s = f / (2 + f), R a polynomial in s². */
export const LOG = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
] as const;
/** ln 2 in two parts, the first of which has few bits: whole numbers of it are exact. */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.90821492927058770002e-10;
/** √½ as far as its first word: mantissas are taken from here to twice of it. */
export const ROOT_HALF = 0.7071065902709961;
export const SIN = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
] as const;
export const COS = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
] as const;
/** π/2 in two parts: the first has 33 bits. */
export const QUARTER_HIGH = 1.57079632673412561417;
export const QUARTER_LOW = 6.07710050650619224932e-11;
/** Added to a number below 2^51 it leaves the nearest whole number in the lowest bits of the mantissa. */
export const ROUND = 6755399441055744;

/** 2^−n for n from 0 to 32. */
const HALVINGS = Float64Array.from({ length: 33 }, (_, n) => 2 ** -n);

/**
 * ln((word + ½) / 2^32), which is below 0.
 * @param word - unsigned 32-bit
 */
export function logOfUniform(word: number): number {
  const places = 32 - Math.clz32(word);
  // The mantissa, from ½ to 1; a half is added before the word is scaled, and both are exact.
  let m = (word + 0.5) * HALVINGS[places];
  let k = places - 32;
  if (m < ROOT_HALF) {
    m *= 2;
    k--;
  }
  const f = m - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LOG[1] + w * (LOG[3] + w * LOG[5]));
  const odd = z * (LOG[0] + w * (LOG[2] + w * (LOG[4] + w * LOG[6])));
  return s * (half + (odd + even)) + k * LN2_LOW - half + f + k * LN2_HIGH;
}

/** sin(x + y) for |x| up to π/4, where y is what the digits of x leave out: k_sin.c. */
function sineOf(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const p = SIN[1] + z * (SIN[2] + z * SIN[3]) + z * w * (SIN[4] + z * SIN[5]);
  const cube = z * x;
  return x - (z * (0.5 * y - cube * p) - y - cube * SIN[0]);
}

/** cos(x + y), the same: k_cos.c. */
function cosineOf(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const q = z * (COS[0] + z * (COS[1] + z * COS[2])) + w * w * (COS[3] + z * (COS[4] + z * COS[5]));
  const half = 0.5 * z;
  const rest = 1 - half;
  return rest + (1 - rest - half + (z * q - x * y));
}

/**
 * sin x, for |x| below 100,000: the largest that worlds ask for is some 2,500 (32 sines of features in 128 dimensions).
 * @returns within 1 unit in the last place
 */
export function sine(angle: number): number {
  const turns = angle * (2 / Math.PI) + ROUND - ROUND;
  const high = angle - turns * QUARTER_HIGH;
  const low = turns * QUARTER_LOW;
  const x = high - low;
  const y = high - x - low;
  const value = (turns & 1) === 0 ? sineOf(x, y) : cosineOf(x, y);
  return (turns & 2) === 0 ? value : -value;
}

/**
 * Two independent standard normals out of two words.
 * @param first - unsigned 32-bit: how far from 0
 * @param second - unsigned 32-bit: in which direction
 * @param into - receives both
 */
export function normalPair(first: number, second: number, into: Float64Array): void {
  const radius = Math.sqrt(-2 * logOfUniform(first));
  const angle = 2 * Math.PI * ((second + 0.5) / 4294967296);
  // To the nearest quarter of a turn, and what is left in two parts.
  const turns = angle * (2 / Math.PI) + ROUND - ROUND;
  const high = angle - turns * QUARTER_HIGH;
  const low = turns * QUARTER_LOW;
  const x = high - low;
  const y = high - x - low;
  const sine = sineOf(x, y);
  const cosine = cosineOf(x, y);
  const quarter = turns & 3;
  const swap = (quarter & 1) === 1;
  const c = radius * (swap ? sine : cosine);
  const s = radius * (swap ? cosine : sine);
  into[0] = ((quarter + 1) & 2) === 0 ? c : -c;
  into[1] = (quarter & 2) === 0 ? s : -s;
}
