import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../run/runSpec.ts';
import type { ArmView, HistoryArm } from '../../session/protocol.ts';
import { resultsOf, type OnPage } from './results.ts';

const armNow = (loss: number) => ({ loss: [loss] }) as unknown as ArmView;
const armThen = (loss: number) => ({ loss: [loss] }) as unknown as HistoryArm;

const run = defaultRun();
const page: OnPage = {
  status: 'finished',
  opened: { run, world: { ctr: { pooled: [{}] }, truth: { bestAdditive: null } } },
  timeline: [
    { step: 100, path: 'run.training.gateDropout', value: 0.2 },
    { step: 600, path: 'run.training.gateDropout', value: 0.3 },
  ],
  threshold: 0.02,
  apart: { dropout: [{ from: 0, value: 0.1 }], cures: [] },
  first: { step: 0, arms: [armThen(0.7), armThen(0.8)] },
  now: { step: 600, steps: 600, stepsPerSecond: 0, arms: [armNow(0.5), armNow(0.6)] },
};

describe('what a story is told of', () => {
  it('is the run that is open and where it is: A first, and only changes that have acted', () => {
    expect(resultsOf(page)).toEqual({
      kind: 'mmoe',
      handling: 'shallow-tower',
      positions: true,
      against: 'truth',
      experts: 8,
      threshold: 0.02,
      step: 600,
      steps: 600,
      status: 'finished',
      apart: page.apart,
      // The one set after the last step has changed nothing.
      changes: 1,
      changesOfA: 0,
      first: [{ loss: [0.7] }, { loss: [0.8] }],
      arms: [{ loss: [0.5] }, { loss: [0.6] }],
    });
  });

  it('knows a log without positions, a bias measured against the best table, and the one expert of a shared bottom', () => {
    const opened = {
      run: { ...run, model: { ...run.model, kind: 'shared-bottom' as const } },
      world: { ctr: { pooled: [] }, truth: { bestAdditive: {} } },
    };
    expect(resultsOf({ ...page, opened })).toMatchObject({
      kind: 'shared-bottom',
      experts: 1,
      positions: false,
      against: 'best',
    });
  });

  it('counts apart the changes that acted on model A, which has no gate dropout', () => {
    const timeline = [...page.timeline, { step: 200, path: 'run.training.learningRate', value: 0.1 }];
    expect(resultsOf({ ...page, timeline })).toMatchObject({ changes: 2, changesOfA: 1 });
  });

  it('knows which experts each gate may use', () => {
    const own = { ...run, model: { ...run.model, experts: 4, sharing: 'groups' as const } };
    expect(resultsOf({ ...page, opened: { ...page.opened!, run: own } })).toMatchObject({
      experts: 4,
      visible: [0b0111, 0b0111, 0b1110, 0b1110],
    });
  });

  it.each<[string, Partial<OnPage>]>([
    ['another run opens: the frame of the one before is still here', { status: 'opening' }],
    ['it trains', { status: 'running' }],
    ['after a reset it stands at its beginning', { status: 'paused', now: { ...page.now!, step: 0 } }],
    ['there is no frame of the open run', { now: null }],
    ['nothing is open', { opened: null }],
    ['its beginning is not known', { first: undefined }],
    ['its history begins later', { first: { ...page.first!, step: 2 } }],
  ])('is nothing while %s', (_, other) => {
    expect(resultsOf({ ...page, ...other })).toBeNull();
  });
});
