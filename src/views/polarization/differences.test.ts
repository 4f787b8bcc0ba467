import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../run/runSpec.ts';
import { censusRun, regimeRun } from '../../run/regimes.ts';
import { raceSpec, type RaceSettings } from './arms.ts';
import { differences, sharedSeeds } from './differences.ts';

const settings: RaceSettings = {
  regime: 'controls',
  data: 'synthetic',
  arms: 'dropout',
  seeds: 60,
  seedBase: 1,
  dropout: 0.1,
};
const paths = (spec: Parameters<typeof differences>[0], controls = defaultRun()): string[] =>
  differences(spec, controls).map(({ field }) => field.path);

describe('in what a race differs from the controls', () => {
  it('in nothing, where it takes its settings from them: its seeds and its rate of dropout are its own', () => {
    const controls = defaultRun();
    controls.training.gateDropout = 0.3;
    controls.seeds.init = 77;
    expect(paths(raceSpec(settings, controls), controls)).toEqual([]);
  });

  it('in the cures of the controls, which it leaves out: it compares dropout alone, and says so', () => {
    const controls = defaultRun();
    controls.training.cures.lossFree = 0.03;
    controls.training.cures.uniform = false;
    const spec = raceSpec(settings, controls);
    expect(spec.base.training.cures).toEqual(defaultRun().training.cures);
    expect(differences(spec, controls)).toMatchObject([
      { field: { path: 'run.training.cures.lossFree' }, here: 0, controls: 0.03 },
    ]);
  });

  it('in a setting that was changed since', () => {
    const spec = raceSpec(settings, defaultRun());
    const controls = defaultRun();
    controls.model.experts = 5;
    controls.threshold = 0.05; // counts anew, trains nothing
    expect(differences(spec, controls)).toMatchObject([{ field: { path: 'run.model.experts' }, here: 8, controls: 5 }]);
  });

  it('in the platform and the optimizer of the paper’s story, but not in the workers that its arms compare', () => {
    const story = paths(raceSpec({ ...settings, regime: 'async', arms: 'story' }, defaultRun()));
    expect(story).toContain('run.world.logging');
    expect(story).toContain('run.training.learningRate');
    expect(story).not.toContain('run.training.workers');
    expect(story).not.toContain('run.training.gateDropout');
    expect(paths(raceSpec({ ...settings, regime: 'adam' }, defaultRun()))).toContain('run.training.workers');
  });

  it('in nothing of the platform where both are rows of a table', () => {
    const controls = censusRun({ inputs: 64, columns: 'all' });
    const found = paths(raceSpec({ ...settings, regime: 'adam', data: 'census' }, controls), controls);
    expect(found).toContain('run.training.learningRate');
    // As many rows as are drawn; nothing else is of the world.
    expect(found.filter((path) => path.startsWith('run.world.'))).toEqual(['run.world.impressions']);
  });

  it('also in what all arms set alike, as stored results have it: only what they differ in is compared', () => {
    const arm = (dropout: number) => ({
      label: 'arm',
      changes: { 'run.training.gateDropout': dropout, 'run.training.workers': 1 },
    });
    const controls = { ...defaultRun(), training: { ...defaultRun().training, workers: 6 } };
    const base = defaultRun();
    expect(differences({ base, arms: [arm(0), arm(0.1)] }, controls)).toMatchObject([
      { field: { path: 'run.training.workers' }, here: 1, controls: 6 },
    ]);
    // One arm compares nothing: its dropout is a setting as any other.
    expect(paths({ base, arms: [arm(0.4)] }, controls)).toEqual(['run.training.gateDropout', 'run.training.workers']);
  });
});

describe('the seeds that two studies share', () => {
  const study = (seedBase: number, seeds: number, base = regimeRun('async')) => ({ base, seedBase, seeds });
  it('are those that both count', () => {
    expect(sharedSeeds(study(1, 60), study(1, 200))).toEqual({ from: 1, to: 60 });
    expect(sharedSeeds(study(50, 60), study(1, 60))).toEqual({ from: 50, to: 60 });
    expect(sharedSeeds(study(60, 10), study(1, 60))).toEqual({ from: 60, to: 60 });
    expect(sharedSeeds(study(61, 10), study(1, 60))).toBeNull();
  });
  it('are none where another setting was trained', () => {
    expect(sharedSeeds(study(1, 60), study(1, 200, regimeRun('adam')))).toBeNull();
  });
});
