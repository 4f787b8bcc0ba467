/** Results written by hand, for tests of this chapter's pictures. */
import type { RunSummary } from '../../study/summary.ts';
import { numbers } from '../charts/testing/pictures.ts';
import { factsOf, type Entry } from './order.ts';
import type { SweepPicture } from './sweepMarks.ts';

const rate = (k: number, n: number, low: number, high: number) => ({ k, n, rate: k / n, low, high });

/** Polarization falls with dropout in the one series; the other one was not measured at the last value. */
export const SWEEP: SweepPicture = {
  curves: [
    {
      id: 'adam',
      points: [
        { value: 0, z5: rate(6, 20, 0.2, 0.4) },
        { value: 0.1, z5: rate(4, 20, 0.1, 0.35) },
        { value: 0.5, z5: rate(0, 20, 0, 0.15) },
      ],
    },
    {
      id: 'async',
      points: [
        { value: 0, z5: rate(2, 20, 0.05, 0.2) },
        { value: 0.1, z5: rate(3, 20, 0.1, 0.25) },
        { value: 0.5, z5: rate(0, 0, NaN, NaN) },
      ],
    },
  ],
  words: {
    axis: 'share of runs',
    knob: 'gate dropout',
    value: (value) => numbers.percent(value),
    series: (id) => `series ${id}`,
    percent: (share) => numbers.percent(share),
  },
  textWidth: (text) => 6 * text.length,
};

const run = (seed: number, utilization: number[][], changed: Partial<RunSummary> = {}): RunSummary =>
  ({ seed, utilization, deadExperts: 0, heldOut: [0.5, 1, 0.5, 1], ...changed }) as RunSummary;

const even = [0.25, 0.25, 0.25, 0.25];
const RUNS: (RunSummary | null)[] = [
  run(11, [[0, 0.3, 0.7, 0], even, even, even]),
  run(12, [[1, 0, 0, 0], even, even, even]),
  run(13, [even, even, even, even], { deadExperts: 1 }),
  run(14, [even, even, even, even], { heldOut: [NaN, 1, 1, 1] }),
  null,
];

/** Seeds 11 to 15: calm, polarized, with a dead expert, diverged, not measured yet. */
export const ENTRIES: Entry[] = RUNS.map((one, i) => ({ seed: 11 + i, run: one, facts: one && factsOf(one, 0.01) }));
