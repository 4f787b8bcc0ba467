import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../study/summary.ts';
import { entries, factsOf } from './order.ts';

const run = (utilization: number[][], more: Partial<RunSummary> = {}): RunSummary => ({
  seed: 1,
  utilization,
  entropy: [0, 0, 0, 0],
  deadExperts: 0,
  heldOut: [1, 1, 1, 1],
  ...more,
});

describe('what a picture of a run says', () => {
  it('counts of each gate the experts that it may use', () => {
    // Groups apart: click leaves one of its two unused, like uses both of its own.
    const rows = [
      [0.995, 0.005, 0, 0],
      [0.4, 0.6, 0, 0],
      [0, 0, 0.5, 0.5],
      [0, 0, 0.3, 0.7],
    ];
    const visible = [0b0011, 0b0011, 0b1100, 0b1100];
    expect(factsOf(run(rows, { visible, deadExperts: 2 }), 0.01)).toEqual({
      polarized: [0],
      unused: 1,
      largest: 0.995,
      dead: 2,
      diverged: false,
    });
    // The same weights where all may use all: each gate leaves two or three of four.
    expect(factsOf(run(rows), 0.01)).toMatchObject({ polarized: [0], unused: 3 });
    expect(factsOf(run(rows), 0.35)).toMatchObject({ polarized: [0, 3], unused: 3 });
  });

  it('calls the only expert of a gate no preference, unless no gate has another', () => {
    const rows = [
      [1, 0, 0],
      [0.6, 0.4, 0],
      [0, 0, 1],
      [0, 0, 1],
    ];
    expect(factsOf(run(rows, { visible: [0b001, 0b011, 0b100, 0b100] }), 0.01).largest).toBe(0.6);
    const alone = [
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ];
    expect(factsOf(run(alone, { visible: [1, 1, 2, 2] }), 0.01)).toMatchObject({ largest: 1, polarized: [] });
  });

  it('says that a run has diverged where a loss is no number', () => {
    expect(factsOf(run([[1], [1], [1], [1]], { heldOut: [1, NaN, 1, 1] }), 0.01).diverged).toBe(true);
  });
});

describe('the order of the pictures', () => {
  const even = [0, 1, 2, 3].map(() => [0.5, 0.5]);
  const onto = (weight: number): number[][] => [[weight, 1 - weight], ...even.slice(1)];
  const runs = [run(even), run(onto(0.8)), null, run(onto(0.999), { deadExperts: 1 })];
  const seeds = (...how: [Parameters<typeof entries>[3], Parameters<typeof entries>[4]]): number[] =>
    entries(runs, 5, 0.01, ...how).map(({ seed }) => seed);

  it('is by seed, by the largest weight, or by unused experts; what is not there yet comes last', () => {
    expect(seeds('seed', 'all')).toEqual([5, 6, 7, 8]);
    expect(seeds('largest', 'all')).toEqual([8, 6, 5, 7]);
    expect(seeds('unused', 'all')).toEqual([8, 5, 6, 7]);
  });

  it('leaves out what is not asked for', () => {
    expect([seeds('seed', 'polarized'), seeds('seed', 'dead')]).toEqual([[8], [8]]);
  });
});
