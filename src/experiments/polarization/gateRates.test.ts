import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../study/summary.ts';
import { gateRates } from './gateRates.ts';
import { diverged, polarizationRates } from './polarization.ts';

const even = new Array<number>(8).fill(0.125);
const hot = [0.95, 0.05, 0, 0, 0, 0, 0, 0];
/** A run whose gates of some tasks use two of eight experts. */
const run = (polarized: readonly number[], more: Partial<RunSummary> = {}): RunSummary => ({
  seed: 1,
  utilization: [0, 1, 2, 3].map((k) => (polarized.includes(k) ? hot : even)),
  entropy: [2, 2, 2, 2],
  deadExperts: 0,
  heldOut: [0.5, 0.4, 0.5, 0.4],
  ...more,
});

describe('which gates polarize', () => {
  it('is counted task by task, of the runs that ended well', () => {
    const runs = [run([0]), run([0, 2]), run([]), run([1], { heldOut: [NaN, 1, 1, 1] })];
    expect(gateRates(runs).map(({ k, n }) => [k, n])).toEqual([
      [2, 3],
      [0, 3],
      [1, 3],
      [0, 3],
    ]);
    // Where an expert is used from a fifth on, an even gate uses none.
    expect(gateRates([run([0])], 0.2).map(({ k }) => k)).toEqual([1, 1, 1, 1]);
  });
});

describe('a table with two tasks', () => {
  // Of tasks that are not there losses are not known, and nothing trains their gates.
  const two = { present: [0, 3], heldOut: [0.5, NaN, NaN, 0.4] };

  it('has not diverged for what is not there', () => {
    expect(diverged(run([], two))).toBe(false);
    expect(diverged(run([], { ...two, heldOut: [NaN, NaN, NaN, 0.4] }))).toBe(true);
    expect(polarizationRates([run([3], two)]).z5).toMatchObject({ k: 1, n: 1 });
  });
  it('counts no gate of a task that is not there', () => {
    expect(polarizationRates([run([1], two)]).z5).toMatchObject({ k: 0, n: 1 });
    expect(polarizationRates([run([], { ...two, entropy: [2, 0.1, 2, 2] })]).lowEntropy.k).toBe(0);
    expect(gateRates([run([1, 3], two)]).map(({ k }) => k)).toEqual([0, 0, 0, 1]);
  });
});
