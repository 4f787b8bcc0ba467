import { describe, expect, it } from 'vitest';
import type { LoopRun } from './loop.ts';
import { meanOf, summariseLoop } from './summary.ts';

const run = (
  seed: number,
  treatment: LoopRun['treatment'],
  round: number,
  lift: number,
  diverged = false,
): Pick<LoopRun, 'seed' | 'treatment' | 'round' | 'lift' | 'diverged'> => ({ seed, treatment, round, lift, diverged });

const runs = [
  run(1, 'shallow-tower', 1, 2),
  run(2, 'shallow-tower', 1, 4),
  run(3, 'shallow-tower', 1, 99, true),
  run(1, 'shallow-tower', 2, 7),
  run(1, 'none', 1, -1),
] as LoopRun[];

describe('platforms together', () => {
  it('are means by treatment and round, without models that diverged', () => {
    const lift = (one: LoopRun): number => one.lift;
    expect(meanOf(runs, 'shallow-tower', 1, lift)).toMatchObject({ n: 2, mean: 3 });
    expect(meanOf(runs, 'shallow-tower', 2, lift)).toMatchObject({ n: 1, mean: 7 });
    expect(meanOf(runs, 'none', 2, lift).n).toBe(0);
  });

  it('stand treatment by treatment, round by round, with how many diverged', () => {
    expect(
      summariseLoop(runs).map(({ treatment, round, measures, diverged }) => [
        `${treatment} ${String(round)}`,
        measures.lift.mean,
        diverged,
      ]),
    ).toEqual([
      ['none 1', -1, 0],
      ['none 2', NaN, 0],
      ['shallow-tower 1', 3, 1],
      ['shallow-tower 2', 7, 0],
    ]);
  });
});
