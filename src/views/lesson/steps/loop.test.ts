import { describe, expect, it, vi } from 'vitest';
import type { Treatment } from '../../../experiments/position-bias/treatments.ts';
import { loopOutcome } from './loop.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

const run = (treatment: Treatment, round: number, belief: number, servedLift = 0, diverged = false) => ({
  treatment,
  round,
  scoreBoostCorrelation: belief,
  servedLift,
  diverged,
});
const first = [run('none', 1, 0), run('shallow-tower', 1, 0.01)];

describe('the feedback loop', () => {
  it('says who comes to believe in what was pushed: the mean of the last round', () => {
    const runs = [
      ...first,
      run('none', 2, 0.18),
      run('none', 2, 0.22),
      run('shallow-tower', 2, 0.02, 1),
      run('shallow-tower', 2, 0.04, 2),
    ];
    const outcome = loopOutcome(runs, 'none');
    expect(outcome).toMatchObject({ came: { choice: 'none' }, right: true });
    expect(outcome?.said).toEqual([
      { key: 'correlations', values: { rounds: 2, none: 0.2, tower: 0.03, none1: 0, tower1: 0.01 } },
      { key: 'why' },
      { key: 'clicks', values: { lift: 1.5 } },
    ]);
    expect(loopOutcome(runs, 'both')?.right).toBe(false);
  });

  it.each([
    ['both', 0.2, 0.15],
    ['shallowTower', 0.05, 0.15],
    ['neither', 0.05, 0.02],
  ])('tells %s apart', (choice, none, tower) => {
    const outcome = loopOutcome([...first, run('none', 2, none), run('shallow-tower', 2, tower)], choice);
    expect(outcome).toMatchObject({ came: { choice }, right: true });
    expect(outcome?.said.some(({ key }) => key === 'absent')).toBe(choice === 'neither');
  });

  it('counts no round of a model that diverged', () => {
    const runs = [...first, run('none', 2, 0.2), run('none', 2, NaN, NaN, true), run('shallow-tower', 2, 0.02)];
    expect(loopOutcome(runs, 'none')?.said.at(-1)).toEqual({ key: 'diverged' });
    expect(loopOutcome([...first, run('none', 2, NaN, NaN, true), run('shallow-tower', 2, 0.02)], 'none')).toBeNull();
  });
});
