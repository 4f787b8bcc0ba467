import { describe, expect, it, vi } from 'vitest';
import type { Summarised } from '../../../experiments/compare/summary.ts';
import { conflictOutcome } from './conflict.ts';

// The worker of studies listens to the window.
vi.mock('../../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

const run = (model: Summarised['model'], seed: number, mse: number, more: Partial<Summarised> = {}): Summarised => ({
  model,
  size: 'small',
  seed,
  auc: { click: 0.8, like: 0.8 },
  logLoss: { click: 0.5, like: 0.5 },
  mse: { watchTime: mse, rating: mse },
  stuck: false,
  diverged: false,
  ...more,
});

describe('the conflict of a shared bottom', () => {
  it('compares squared errors by their geometric mean over pairs, and counts who is stuck', () => {
    // √(¼ · 1) = ½
    const runs = [
      run('mmoe-4', 1, 0.1),
      run('shared-bottom', 1, 0.4, { stuck: true }),
      run('mmoe-4', 2, 0.2),
      run('shared-bottom', 2, 0.2),
    ];
    const outcome = conflictOutcome(runs, 'mmoe');
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'mmoe' });
    expect(outcome?.right).toBe(true);
    expect(outcome?.said.map(({ key }) => key)).toEqual(['ratio', 'stuck']);
    expect(outcome?.said[0].values?.ratio).toBeCloseTo(0.5, 12);
    expect(outcome?.said[0].values).toMatchObject({ better: 1, pairs: 2 });
    expect(outcome?.said[1].values).toEqual({ bottom: 1, mmoe: 0, n: 2 });
    expect(conflictOutcome(runs, 'alike')?.right).toBe(false);
  });

  it('says so where MMoE is not ahead', () => {
    const runs = [run('mmoe-4', 1, 0.2), run('shared-bottom', 1, 0.2)];
    const outcome = conflictOutcome(runs, 'mmoe');
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'alike' });
    expect(outcome?.right).toBe(false);
    expect(outcome?.said.at(-1)).toEqual({ key: 'absent' });
    const behind = conflictOutcome([run('mmoe-4', 1, 0.3), run('shared-bottom', 1, 0.2)], 'sharedBottom');
    expect(behind?.came).toEqual({ kind: 'choice', choice: 'sharedBottom' });
  });

  it('leaves a pair out in which one diverged, and says nothing where none is left', () => {
    const lost = [run('mmoe-4', 2, NaN, { diverged: true }), run('shared-bottom', 2, 0.2)];
    const outcome = conflictOutcome([run('mmoe-4', 1, 0.1), run('shared-bottom', 1, 0.2), ...lost], 'mmoe');
    expect(outcome?.said.at(-1)).toEqual({ key: 'diverged', values: { left: 1 } });
    expect(outcome?.came).toEqual({ kind: 'choice', choice: 'mmoe' });
    expect(conflictOutcome(lost, 'mmoe')).toBeNull();
  });
});
