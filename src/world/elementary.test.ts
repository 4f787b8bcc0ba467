import { describe, expect, it } from 'vitest';
import { logOfUniform, normalPair, sine } from './elementary.ts';

/** How many units in the last place two numbers are apart. */
function ulps(a: number, b: number): number {
  const bits = (value: number): bigint => new BigInt64Array(Float64Array.of(value).buffer)[0];
  const apart = bits(a) - bits(b);
  return Number(apart < 0n ? -apart : apart);
}
/** Words spread over all sizes. */
const WORDS = Array.from({ length: 4000 }, (_, i) => Math.floor(2 ** ((i % 32) + ((i * 7919) % 4000) / 4000)));

describe('the logarithm of a uniform number', () => {
  it('is that of the machine, but for its last digit', () => {
    for (const word of [
      0,
      1,
      2,
      0x7fffffff,
      0x80000000,
      0xb504f332,
      0xb504f333,
      0xb504f334,
      0xfffffffe,
      0xffffffff,
      ...WORDS,
    ])
      expect(ulps(logOfUniform(word), Math.log((word + 0.5) / 4294967296)), String(word)).toBeLessThanOrEqual(1);
  });

  it('has the digits of tables', () => {
    // ln (½ − 2^−33) = −ln 2 − 2^−32, and ln 2^−33.
    expect(logOfUniform(0x7fffffff)).toBeCloseTo(-0.6931471805599453 - 2.3283064365386963e-10, 14);
    expect(logOfUniform(0)).toBeCloseTo(-33 * Math.LN2, 14);
  });
});

describe('the sine', () => {
  it('is that of the machine, but for its last digit, wherever a world may ask for it', () => {
    for (let i = 0; i < 20_000; i++) {
      const x = (i - 10_000) * 0.2731 + i * 1e-5;
      // Next to a multiple of π digits of the reduction are lost: there the machine’s are of another one.
      if (Math.abs(Math.sin(x)) > 1e-3) expect(ulps(sine(x), Math.sin(x)), String(x)).toBeLessThanOrEqual(1);
      else expect(sine(x)).toBeCloseTo(Math.sin(x), 15);
    }
    expect([sine(0), sine(Math.PI / 2), sine(-Math.PI / 2)]).toEqual([0, 1, -1]);
  });
});

describe('a pair of normals', () => {
  it('is Box’s and Muller’s, in every quarter of the turn', () => {
    const into = new Float64Array(2);
    WORDS.forEach((word, i) => {
      const second = (i * 2654435761) >>> 0;
      normalPair(word, second, into);
      const radius = Math.sqrt(-2 * Math.log((word + 0.5) / 4294967296));
      const angle = 2 * Math.PI * ((second + 0.5) / 4294967296);
      expect(into[0]).toBeCloseTo(radius * Math.cos(angle), 14);
      expect(into[1]).toBeCloseTo(radius * Math.sin(angle), 14);
    });
  });
});
