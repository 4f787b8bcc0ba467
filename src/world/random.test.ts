import { describe, expect, it } from 'vitest';
import { RandomStream, threefry, threefrySecond } from './random.ts';

describe('threefry', () => {
  // Known answers of Threefry-2x32 with 13 rounds from its authors' library (Random123, kat_vectors).
  it.each([
    [0, 0, 0, 0, 0x9d1c5ec6, 0x8bd50731],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xfd36d048, 0x2d17272c],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xba3e4725, 0xf27d669e],
  ])('key %i %i, counter %i %i: the published words', (k0, k1, c0, c1, first, second) => {
    expect([threefry(k0, k1, c0, c1), threefrySecond()]).toEqual([first, second]);
  });
});

describe('RandomStream', () => {
  const draws = (n: number, draw: (stream: RandomStream) => number): number[] => {
    const stream = new RandomStream(1, 2);
    return Array.from({ length: n }, () => draw(stream));
  };
  const moment = (values: number[], power: number): number =>
    values.reduce((sum, value) => sum + value ** power / values.length, 0);

  it('counts up in its first counter word, its substream the second', () => {
    // By src/engine/testing/literals/draws.mjs.
    const words = (substream?: number): number[] => {
      const stream = new RandomStream(1, 2, substream);
      return [stream.u32(), stream.u32()];
    };
    expect(words()).toEqual([3238106425, 1981038743]);
    expect(words(3)).toEqual([1373828167, 493259673]);
    const stream = new RandomStream(1, 2);
    expect([stream.uniform(), stream.below(1000), stream.below(7)]).toEqual([
      3238106425.5 / 2 ** 32,
      743,
      3613399230 % 7,
    ]);
  });

  it('repeats itself, and differs by seed, stream and substream', () => {
    const first = (...args: [number, number, number?]): number => new RandomStream(...args).u32();
    expect(first(1, 2)).toBe(first(1, 2, 0));
    expect(new Set([first(1, 2), first(2, 2), first(1, 3), first(1, 2, 1)]).size).toBe(4);
  });

  it('draws uniform numbers inside (0, 1), standard normals, and integers below n, with their moments', () => {
    const n = 40_000;
    const uniform = draws(n, (stream) => stream.uniform());
    expect(uniform.every((value) => value > 0 && value < 1)).toBe(true);
    expect(Math.abs(moment(uniform, 1) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    const normal = draws(n, (stream) => stream.normal());
    // Four standard errors of the sample's first, second and fourth moments: variances 1, 2 and 96.
    expect(Math.abs(moment(normal, 1))).toBeLessThan(4 * Math.sqrt(1 / n));
    expect(Math.abs(moment(normal, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(normal, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
    // The two halves of a Box–Muller pair are independent.
    const pairs = normal.reduce((sum, value, i) => (i % 2 === 0 ? sum + value * normal[i + 1] : sum), 0) / (n / 2);
    expect(Math.abs(pairs)).toBeLessThan(4 / Math.sqrt(n / 2));
    const below = draws(7_000, (stream) => stream.below(7));
    for (let i = 0; i < 7; i++)
      expect(Math.abs(below.filter((value) => value === i).length - 1000)).toBeLessThan(4 * Math.sqrt(1000 * (6 / 7)));
  });
});
