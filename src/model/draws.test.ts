/** The random decisions of a step. Literal words come from src/engine/testing/literals/draws.mjs, which shares no code with these. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adversarialAt,
  batchRow,
  gateMask,
  permute,
  positionDropped,
  rateAt,
  threshold16,
  threshold32,
  workerOf,
} from './draws.ts';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('thresholds', () => {
  it('are the probability’s share of all words, and 1 drops all but one 32-bit word', () => {
    expect([0, 0.25, 0.5, 1].map(threshold16)).toEqual([0, 16384, 32768, 65536]);
    expect([0, 0.25, 0.5, 1].map(threshold32)).toEqual([0, 1073741824, 2147483648, 4294967295]);
    expect(threshold16(1e-5)).toBe(1); // 0.66 of a word
    expect(threshold32(0.1)).toBe(429496730); // 429,496,729.6
  });
});

describe('permute', () => {
  it.each([
    [7, [0]],
    [12345, [4, 0, 1, 3, 2]],
    [0xdeadbeef, [7, 1, 5, 8, 3, 0, 6, 4, 2]],
    [1, [13, 1, 12, 15, 4, 11, 9, 14, 7, 5, 8, 6, 3, 10, 0, 2]],
    [
      4000000000,
      [
        2, 20, 32, 1, 31, 14, 29, 22, 5, 26, 30, 9, 18, 12, 28, 11, 7, 17, 21, 10, 0, 25, 15, 6, 27, 13, 4, 23, 24, 3,
        8, 16, 19,
      ],
    ],
  ])('key %i: the order that Kensler’s function gives', (key, order) => {
    expect(order.map((_, i) => permute(i, order.length, key))).toEqual(order);
  });

  it.each([
    [5000, 99, [2342, 3393, 3747, 3110, 4766, 605]],
    [999985, 0x9e3779b9, [481053, 253310, 189698, 251312, 831799, 115549]],
  ])('%i places, key %i', (n, key, wanted) => {
    expect([0, 1, 2, 3, 1000, 4999].map((i) => permute(i, n, key))).toEqual(wanted);
  });

  it('takes every place once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 4294967295 }), (n, key) => {
        const order = upTo(n).map((i) => permute(i, n, key));
        expect(order.toSorted((a, b) => a - b)).toEqual(upTo(n));
      }),
    );
  });

  // One more than a power of two: every bit below its highest comes from that one alone.
  it.each([4097, 65_537])('takes every one of %i places once', (n) => {
    const taken = new Set(upTo(n).map((i) => permute(i, n, 77)));
    expect(taken.size).toBe(n);
  });
});

describe('a step', () => {
  it('goes through the log in a new order each epoch, across the ends of batches', () => {
    // Seven rows in batches of three: the first epoch ends with the first place of the third batch.
    const rows = upTo(5).map((step) => upTo(3).map((j) => batchRow(77, step, j, 7, 3)));
    expect(rows).toEqual([
      [5, 0, 1],
      [6, 4, 3],
      [2, 0, 5],
      [2, 6, 3],
      [4, 1, 1],
    ]);
  });

  it('has the gradient of one of the workers', () => {
    expect(upTo(12).map((step) => workerOf(77, step, 5))).toEqual([3, 3, 0, 3, 2, 1, 1, 0, 2, 0, 1, 1]);
  });

  it('leaves positions out example by example', () => {
    const dropped = upTo(3).map((step) => upTo(6).map((j) => Number(positionDropped(78, step, j, 0.4))));
    expect(dropped).toEqual([
      [0, 0, 1, 0, 0, 1],
      [1, 0, 1, 0, 1, 0],
      [0, 0, 1, 0, 0, 1],
    ]);
  });

  it.each([
    [3, 0.5, 4, ['111 100 101 100', '101 010 111 100', '100 111 111 100']],
    [2, 0.75, 4, ['01 01 10 01', '01 10 01 10', '10 01 10 10']],
    [5, 1, 4, ['00001 00010 00100 00100', '01000 01000 00100 00010', '10000 00010 00010 10000']],
    [3, 0.6, 1, ['001', '001', '100']],
    [5, 0.5, 1, ['11110', '10101', '00011']],
    [6, 0.5, 1, ['111100', '101010', '000111']],
    [1, 0.5, 1, ['1', '1', '1']],
  ])('%i experts, dropout %f, %i gates: keeps these, and always one of each gate', (experts, rate, gates, wanted) => {
    const masks = upTo(3).map((place) => {
      // Whatever lies there is overwritten, and nothing behind it is.
      const out = new Uint8Array(gates * experts + 4).fill(9);
      gateMask(79, 6, place, rate, Array<number>(gates).fill(2 ** experts - 1), experts, out);
      expect(Array.from(out.subarray(gates * experts))).toEqual([9, 9, 9, 9]);
      return upTo(gates)
        .map((g) => out.subarray(g * experts, (g + 1) * experts).join(''))
        .join(' ');
    });
    expect(masks).toEqual(wanted);
  });
});

describe('gates that may not use every expert', () => {
  const masksOf = (rate: number, sets: readonly number[], places = 3): string[] =>
    upTo(places).map((place) => {
      const out = new Uint8Array(sets.length * 5).fill(9);
      gateMask(79, 6, place, rate, sets, 5, out);
      return upTo(sets.length)
        .map((g) => out.subarray(g * 5, (g + 1) * 5).join(''))
        .join(' ');
    });

  it('keep of the same draws what they may use', () => {
    // The draws of the first gate of five experts above: 11110, 10101, 00011.
    expect(masksOf(0.5, [0b01101])).toEqual(['10110', '10100', '00010']);
  });

  it('keep all that they may use without dropout', () => {
    expect(masksOf(0, [0b10001, 0b00100])).toEqual(Array(3).fill('10001 00100'));
  });

  it('keep one of those that they may use, each equally often, where all would be dropped', () => {
    const kept = masksOf(1, [0b11010, 0b00100], 6000).map((mask) => mask.split(' '));
    expect(new Set(kept.map(([, second]) => second))).toEqual(new Set(['00100']));
    for (const one of ['01000', '00010', '00001']) {
      const share = kept.filter(([first]) => first === one).length / kept.length;
      // Four standard errors of a share of a third among 6,000.
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 6000));
    }
  });
});

describe('a draw on the threshold', () => {
  it('leaves a position, and the next threshold takes it', () => {
    const word = 2254339122; // of seed 78, step 0, example 0
    expect([word, word + 1].map((limit) => positionDropped(78, 0, 0, limit / 2 ** 32))).toEqual([false, true]);
  });

  // The four halves of the words 702912509 and 667614627, of seed 79, step 6, place 1.
  it.each([
    [0, 38909],
    [1, 10725],
    [2, 64931],
    [3, 10186],
  ])('keeps expert %i at %i, and the next threshold drops it', (expert, half) => {
    const kept = [half, half + 1].map((limit) => {
      const out = new Uint8Array(4);
      gateMask(79, 6, 1, limit / 65536, [15], 4, out);
      return out[expert];
    });
    expect(kept).toEqual([1, 0]);
  });
});

describe('what changes with the step', () => {
  it('the learning rate falls linearly to its end and stays there', () => {
    expect([0, 1, 2, 4, 5].map((step) => rateAt(0.8, 0.25, step, 4))).toEqual([0.8, 0.65, 0.5, 0.2, 0.2]);
    expect(rateAt(0.8, 1, 3, 4)).toBe(0.8);
    expect(rateAt(0.8, 0, 8, 4)).toBe(0);
  });

  it('the reversed gradient grows over the first half', () => {
    expect([0, 1, 2, 4, 5, 8].map((step) => adversarialAt(0.5, step, 8))).toEqual([0, 0.125, 0.25, 0.5, 0.5, 0.5]);
  });
});
