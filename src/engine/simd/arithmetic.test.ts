import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threefry as reference, threefrySecond, STREAM } from '../../world/random.ts';
import { i32, v128 } from '../../assembler/expr.ts';
import { fixed, ModuleWriter, place, type Func } from '../../assembler/module.ts';
import { exp, laneSums, laneTotal, log, logistic, maddOf, tanh, threefry, threefry4, transpose } from './arithmetic.ts';

/** Runs a function of the numbers in memory, and gives the memory back. */
function run(
  write: (f: Func) => void,
  fill: (memory: { floats: Float32Array; words: Int32Array }) => void,
  pages = 1,
): { floats: Float32Array; words: Int32Array } {
  const module = new ModuleWriter();
  module.define('run', 0, write);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const views = { floats: new Float32Array(memory.buffer), words: new Int32Array(memory.buffer) };
  fill(views);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  (exports.run as () => void)();
  return views;
}

/** y = function(x) of each of the numbers. */
function each(f: typeof exp, numbers: readonly number[]): Float32Array {
  const vectors = Math.ceil(numbers.length / 4);
  const pages = Math.ceil((32 * vectors) / 65536);
  const { floats } = run(
    (body) => {
      body.walk(vectors, { x: [i32.const(0), 16] }, ({ x }) => {
        body.store(place(x, 16 * vectors), f(body, maddOf(false), v128.load(place(x))));
      });
    },
    ({ floats: x }) => {
      x.set(numbers);
    },
    pages,
  );
  return floats.slice(4 * vectors, 4 * vectors + numbers.length);
}

const relative = (got: Float32Array, numbers: readonly number[], truth: (x: number) => number): number =>
  numbers.reduce((worst, x, i) => Math.max(worst, Math.abs(got[i] / truth(Math.fround(x)) - 1)), 0);

it('the exponential is right to two units in the last place', () => {
  const numbers = Array.from({ length: 40_000 }, (_, i) => -87.29 * (i / 39_999) ** 2);
  expect(relative(each(exp, numbers), numbers, Math.exp)).toBeLessThan(2.4e-7);
  expect(Array.from(each(exp, [0, -1e-20, -88, -1e30, -Infinity, NaN]))).toEqual([1, 1, 0, 0, 0, NaN]);
});

it('the logarithm is right to seven digits', () => {
  const numbers = Array.from({ length: 40_000 }, (_, i) => 1 + (15 * i) / 39_999);
  const got = each(log, numbers);
  numbers.forEach((x, i) => {
    expect(Math.abs(got[i] - Math.log(Math.fround(x)))).toBeLessThan(1.5e-7 * Math.max(1, Math.log(x)));
  });
  expect(Number.isFinite(each(log, [0])[0])).toBe(true);
  const wide = Array.from({ length: 2000 }, (_, i) => 2 ** (i / 8 - 125));
  const logs = each(log, wide);
  wide.forEach((x, i) => {
    expect(Math.abs(logs[i] - Math.log(Math.fround(x)))).toBeLessThan(1.5e-7 * Math.max(1, Math.abs(Math.log(x))));
  });
});

it('the logistic function is right to three units in the last place on both sides, and the hyperbolic tangent', () => {
  const numbers = Array.from({ length: 20_001 }, (_, i) => ((i - 10_000) / 10_000) ** 3 * 40);
  const sigma = each((f, madd, x) => f.local(logistic(f, madd, f.local(x))), numbers);
  expect(relative(sigma, numbers, (x) => 1 / (1 + Math.exp(-x)))).toBeLessThan(3.6e-7);
  const inner = numbers.filter((x) => x !== 0);
  expect(relative(each(tanh, inner), inner, Math.tanh)).toBeLessThan(3.6e-7);
  expect(Array.from(each(tanh, [0, 90, -90, 1e30, -1e30, NaN]))).toEqual([0, 1, -1, 1, -1, NaN]);
});

it('Threefry draws the same words as in JavaScript, one by one and in fours', () => {
  const word = fc.integer({ min: 0, max: 4294967295 });
  fc.assert(
    fc.property(word, word, fc.array(word, { minLength: 4, maxLength: 4 }), (seed, step, places) => {
      const { words } = run(
        (f) => {
          const of = (lane: number) => i32.load(fixed(4 * lane));
          const [a, b] = threefry4(f, v128.splat(of(4)), 'gateDropout', v128.splat(of(5)), v128.load(fixed(0)));
          f.store(fixed(64), a);
          f.store(fixed(80), b);
          const [one, two] = threefry(f, of(4), 'batch', of(5), of(0));
          f.store(fixed(96), one);
          f.store(fixed(100), two);
        },
        ({ words: memory }) => {
          memory.set([...places, seed, step]);
        },
      );
      places.forEach((at, lane) => {
        expect(words[16 + lane] >>> 0).toBe(reference(seed, STREAM.gateDropout, step, at));
        expect(words[20 + lane] >>> 0).toBe(threefrySecond());
      });
      expect(words[24] >>> 0).toBe(reference(seed, STREAM.batch, step, places[0]));
      expect(words[25] >>> 0).toBe(threefrySecond());
    }),
    { numRuns: 50 },
  );
});

it('lanes are summed and exchanged', () => {
  const { floats } = run(
    (f) => {
      const rows = [0, 16, 32, 48].map((at) => v128.load(fixed(at)));
      const [a, b, c, d] = rows;
      f.store(fixed(64), laneSums(f, rows));
      f.store(fixed(80), laneSums(f, rows.slice(0, 3)));
      f.store(fixed(160), laneTotal(f, b));
      transpose(f, [a, b, c, d]).forEach((column, i) => {
        f.store(fixed(96 + 16 * i), column);
      });
    },
    ({ floats: memory }) => {
      memory.set(Array.from({ length: 16 }, (_, i) => i));
    },
  );
  expect(Array.from(floats.subarray(16, 24))).toEqual([6, 22, 38, 54, 6, 22, 38, 0]);
  expect(Array.from(floats.subarray(40, 44))).toEqual([22, 22, 22, 22]);
  expect(Array.from(floats.subarray(24, 40))).toEqual([0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15]);
});
