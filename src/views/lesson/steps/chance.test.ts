import { describe, expect, it, vi } from 'vitest';
import { polarizationRates } from '../../../experiments/polarization/polarization.ts';
import { storedPolarization } from '../../../experiments/polarization/stored.ts';
import type { RunSummary } from '../../../study/summary.ts';
import { chanceOutcome } from './chance.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

const even = new Array<number>(8).fill(1 / 8);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
const run = (seed: number, row: number[], loss = 0.5): RunSummary => ({
  seed,
  utilization: [even, even, even, row],
  entropy: [2, 2, 2, 2],
  deadExperts: 0,
  heldOut: [loss, loss, loss, loss],
});
/** @param k - of `n` runs that polarize */
const runs = (k: number, n = 24): RunSummary[] =>
  Array.from({ length: n }, (_, seed) => run(seed, seed < k ? five : even));

describe('one run is an anecdote', () => {
  it('counts both arms, and takes a prediction within Wilson’s interval of the count', () => {
    // 9 of 24: Wilson's 95% interval is 21.2% to 57.3%, from 5.1 to 13.7 of 24. Fisher's p of 9 and 1 of 24 is 0.0103.
    const outcome = chanceOutcome([runs(9), runs(1)], 0.01, 6);
    expect(outcome?.came).toEqual({ kind: 'number', value: 9 });
    expect(outcome?.right).toBe(true);
    expect(outcome?.said).toEqual([
      { key: 'counts', values: { k1: 9, n1: 24, k2: 1, n2: 24 } },
      { key: 'inside', values: { predicted: 6, n: 24, low: 21, high: 57 } },
      { key: 'fewer', values: { p: 0.01 } },
    ]);
    const wrong = chanceOutcome([runs(9), runs(1)], 0.01, 5);
    expect(wrong?.right).toBe(false);
    expect(wrong?.said[1].key).toBe('outside');
  });

  it('says where a difference may be chance, is the other way round, or nothing polarized', () => {
    const key = (k1: number, k2: number): string | undefined =>
      chanceOutcome([runs(k1), runs(k2)], 0.01, 0)?.said[2].key;
    expect(key(5, 3)).toBe('chance');
    expect(key(1, 12)).toBe('more');
    expect(key(0, 0)).toBe('absent');
  });

  it('leaves diverged runs out and says how many, and says nothing where none is left', () => {
    const lost = run(99, even, NaN);
    const outcome = chanceOutcome([[...runs(3, 10), lost], runs(0, 10)], 0.01, 3);
    expect(outcome?.said[0].values).toMatchObject({ k1: 3, n1: 10 });
    expect(outcome?.said.at(-1)).toEqual({ key: 'diverged', values: { k: 1, n: 21 } });
    expect(chanceOutcome([[lost], runs(1)], 0.01, 3)).toBeNull();
  });

  it('is of a setting in which about three of ten stored runs polarize, as the words say', async () => {
    const stored = await storedPolarization('adam', 'dropout');
    const { rate, n } = polarizationRates(stored!.runs[0]).z5;
    expect(n).toBe(200);
    expect(rate).toBeGreaterThan(0.25);
    expect(rate).toBeLessThan(0.35);
  });
});
