import { expect, it } from 'vitest';
import {
  DEVICE_COUNT,
  DEVICE_SHARE,
  DEVICES,
  GROUP_OF_TASK,
  IS_BINARY,
  TASK_COUNT,
  TASK_GROUPS,
  TASKS,
  worldPolarization,
  worldW1,
} from './spec.ts';

// A link carries only what differs from these worlds, and a stored result names them: another number here would give old links another meaning.

it('has four tasks in their order, two of engagement and two of satisfaction, two of them binary', () => {
  expect(TASKS).toHaveLength(TASK_COUNT);
  const rows = TASKS.map((task, k) => [task, TASK_GROUPS[GROUP_OF_TASK[k]], IS_BINARY[k]]);
  expect(rows).toEqual([
    ['click', 'engagement', true],
    ['watchTime', 'engagement', false],
    ['like', 'satisfaction', true],
    ['rating', 'satisfaction', false],
  ]);
});

it('has three devices, which share all queries between them', () => {
  expect(DEVICES).toEqual(['phone', 'desktop', 'tv']);
  expect(DEVICE_COUNT).toBe(3);
  expect(DEVICE_SHARE).toEqual([0.5, 0.3, 0.2]);
});

it('knows world W1', () => {
  const { biasCurves, ...rest } = worldW1();
  // The formulas, to the three decimals that links carry, without negative zeros.
  expect(biasCurves).toEqual([
    [0, -0.687, -1.148, -1.457, -1.664, -1.803, -1.896, -1.958, -2],
    [0, -0.2, -0.4, -0.6, -0.8, -1, -1.2, -1.4, -1.6],
    [0, -0.315, -0.5, -0.631, -0.732, -0.815, -0.886, -0.946, -1],
  ]);
  expect(rest).toEqual({
    logging: 'ranked',
    impressions: 27000,
    heldOut: 4500,
    queryFeatures: 6,
    itemFeatures: 10,
    candidates: 15,
    sines: 1,
    simplerSatisfaction: 0,
    sharedPhases: 'group',
    cosineWithin: 0.9,
    cosineAcross: 0,
    clickGain: 1.2,
    clickOffset: -0.3,
    likeGain: 3,
    regressionNoise: 0.1,
    labels: 'clicked',
    clickModel: 'additive',
    biasStrength: 1,
    randomness: 0.3,
    misalignment: 0.7,
  });
});

it('knows the world of the polarization regimes: independent rows, every label, no positions', () => {
  const changed = { logging: 'none', impressions: 4000, heldOut: 1000, sines: 3, labels: 'all' };
  expect(worldPolarization()).toEqual({ ...worldW1(), ...changed, clickGain: 3, clickOffset: 0, likeGain: 3 });
});
