import { describe, expect, it } from 'vitest';
import { createWorld } from '../../world/world.ts';
import { biasPreset } from './presets.ts';
import { STORED_PRESETS, storedDropout, storedTreatments } from './stored.ts';

const seeds = { data: 1, init: 1, dropout: 1, batch: 1 };
const treatments = ['none', 'input-feature', 'adversarial', 'shallow-tower'];

describe('what the chapter shows before anything has been run', () => {
  it.each(STORED_PRESETS)('holds every treatment on the worlds of the preset "%s"', async (preset) => {
    const { spec, worlds, made } = await storedTreatments(preset);
    expect(spec).toEqual({ base: biasPreset(preset, seeds), treatments, seeds: 20, seedBase: 1001 });
    expect(worlds.map(({ seed }) => seed)).toEqual(Array.from({ length: 20 }, (_, i) => 1001 + i));
    for (const { treatments: measured, step } of worlds)
      expect([Object.keys(measured), step]).toEqual([treatments, spec.base.training.steps]);
    expect(made.command).toContain('position-bias --seeds 20 --seed-base 1001');
    expect(made.command.includes('--misalignment 0')).toBe(preset === 'aligned');
    // The bias stored is that of the world which the setting and the seed make.
    const { truth } = createWorld({ ...spec.base.world, impressions: 90, heldOut: 45 }, worlds[2].seed);
    truth.bias.forEach((curve, device) => {
      const mean = curve.reduce((sum, value) => sum + value / 9, 0);
      curve.forEach((value, p) => expect(worlds[2].trueBias[device][p]).toBeCloseTo(value - mean, 4));
    });
  });

  it('holds the error of "missing" at three rates, each on the same seeds', async () => {
    const { spec, runs } = await storedDropout();
    const wanted = { base: biasPreset('clean', seeds), seedBase: runs[0].seed };
    expect(spec).toMatchObject(wanted);
    expect(spec.rates).toHaveLength(3);
    expect(runs.map(({ rate, seed }) => [rate, seed])).toEqual(
      spec.rates.flatMap((rate) => Array.from({ length: spec.seeds }, (_, i) => [rate, spec.seedBase + i])),
    );
  });
});
