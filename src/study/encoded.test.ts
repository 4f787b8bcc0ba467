import { describe, expect, it } from 'vitest';
import { decodeRuns, wordsOfRun } from './encoded.ts';

/** Base64 of little-endian 16-bit words. */
const encoded = (words: number[]): string =>
  btoa(String.fromCharCode(...words.flatMap((word) => [word % 256, Math.floor(word / 256)])));

// Two experts, four tasks: 8 weights, 4 entropies, 4 losses, 1 count of dead experts.
const first = [10_000, 0, 7500, 2500, 5000, 5000, 1, 9999, 6931, 0, 12_345, 300, 5, 65_534, 65_535, 40_000, 2];
const second = [0, 10_000, 0, 10_000, 0, 10_000, 0, 10_000, 1, 2, 3, 4, 10, 20, 30, 40, 0];

describe('runs in few bytes', () => {
  it('have a word for each weight, entropy and loss, and one for the dead experts', () => {
    expect([1, 2, 8].map(wordsOfRun)).toEqual([13, 17, 41]);
  });

  it('are read word by word in ten-thousandths, seeds counting up; the largest word is no number', () => {
    expect(decodeRuns(encoded([...first, ...second]), 2, 7)).toEqual([
      {
        seed: 7,
        utilization: [
          [1, 0],
          [0.75, 0.25],
          [0.5, 0.5],
          [0.0001, 0.9999],
        ],
        entropy: [0.6931, 0, 1.2345, 0.03],
        heldOut: [0.0005, 6.5534, NaN, 4],
        deadExperts: 2,
      },
      {
        seed: 8,
        utilization: [
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
        ],
        entropy: [0.0001, 0.0002, 0.0003, 0.0004],
        heldOut: [0.001, 0.002, 0.003, 0.004],
        deadExperts: 0,
      },
    ]);
  });

  it('are whole ones: what is left of a file that was cut goes', () => {
    expect(decodeRuns(encoded([...first, ...second.slice(0, 16)]), 2, 1).map(({ seed }) => seed)).toEqual([1]);
    expect(decodeRuns('', 2, 1)).toEqual([]);
  });
});
