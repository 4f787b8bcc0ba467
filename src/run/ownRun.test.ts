import { describe, expect, it } from 'vitest';
import { FIELDS, getField } from './fields.ts';
import { defaultState } from './labState.ts';
import { ownRun } from './ownRun.ts';
import { populationOf } from './runSpec.ts';
import type { OwnLog } from './source.ts';

const own = (train: number, heldOut: number, positions = true): OwnLog => ({
  hash: '0'.repeat(64),
  name: 'log.csv',
  shape: {
    features: 12,
    tasks: [{ name: 'click', kind: 'binary', mean: 0, deviation: 1 }, null, null, null],
    positions,
    devices: false,
    queries: true,
    train,
    heldOut,
  },
});

describe('the first run on a file of the reader’s own', () => {
  it('trains on each row eight times, within what a run may be long', () => {
    expect(ownRun(own(16_000, 4_000)).training).toMatchObject({ steps: 2000, batch: 64 });
    expect(ownRun(own(40, 10)).training.steps).toBe(200);
    expect(ownRun(own(81_000, 19_000)).training.steps).toBe(3000);
  });

  it('gives no weight to a task that the file does not have, whatever the controls say', () => {
    const run = ownRun(own(16_000, 4_000));
    const { replicas } = populationOf({ ...run, training: { ...run.training, taskWeights: [2, 3, 4, 5] } });
    for (const { taskWeights } of replicas) expect(taskWeights).toEqual([2, 0, 0, 0]);
  });

  it('learns a position bias only where there are positions', () => {
    expect(ownRun(own(16_000, 4_000)).model.biasHandling).toBe('shallow-tower');
    expect(ownRun(own(16_000, 4_000, false)).model.biasHandling).toBe('none');
    expect(ownRun(own(16_000, 4_000, false)).training.positionDropout).toBe(0);
  });

  it.each([
    [3, 2],
    [1000, 500],
    [81_000, 100_000],
  ])('of %i and %i rows has no setting that its control does not know', (train, heldOut) => {
    const state = { ...defaultState(), run: ownRun(own(train, heldOut)) };
    for (const field of FIELDS) {
      if (field.kind !== 'number') continue;
      const value = Number(getField(state, field));
      expect(value, field.path).toBeGreaterThanOrEqual(field.min);
      expect(value, field.path).toBeLessThanOrEqual(field.max);
    }
  });
});
