import { describe, expect, it } from 'vitest';
import { biasPreset } from '../../experiments/position-bias/presets.ts';
import { defaultState, type LabState } from '../../run/labState.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { Trained } from '../pending.ts';
import { settingShown } from './settingShown.ts';

const seeds = defaultState().run.seeds;
const clean = biasPreset('clean', seeds);
const stateOf = (run: RunSpec): LabState => ({ ...defaultState(), run });
const trainedOf = (run: RunSpec): Trained => ({ course: { run, timeline: [] }, settings: run, ended: false });
const more: RunSpec = { ...clean, world: { ...clean.world, impressions: 9_000 } };
const live: RunSpec = { ...clean, training: { ...clean.training, positionDropout: 0.3 } };

describe('the setting of which it is said what to look for', () => {
  it('is that of the controls while nothing waits', () => {
    expect(settingShown(stateOf(clean), null)).toEqual({ setting: 'clean', waiting: 0 });
    expect(settingShown(stateOf(more), null)).toEqual({ setting: 'own', waiting: 0 });
    expect(settingShown(defaultState(), null)).toEqual({ setting: 'opening', waiting: 0 });
  });
  it('is none of the platform’s on a table', () => {
    const census: RunSpec = { ...clean, source: { name: 'census', inputs: 64, columns: 'all' } };
    expect(settingShown(stateOf(census), null)).toEqual({ setting: 'table', waiting: 0 });
  });
  it('is that of the run which trains while a change waits for it to start over', () => {
    expect(settingShown(stateOf(more), trainedOf(clean))).toEqual({ setting: 'clean', waiting: 1 });
    expect(settingShown(stateOf(clean), trainedOf(more))).toEqual({ setting: 'own', waiting: 1 });
  });
  it('is no longer the preset’s once a control has acted on the run', () => {
    expect(settingShown(stateOf(live), trainedOf(clean))).toEqual({ setting: 'own', waiting: 0 });
  });
});
