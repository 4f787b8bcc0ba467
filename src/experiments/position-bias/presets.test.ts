import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../run/runSpec.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import { BIAS_PRESETS, biasPreset, presetOf } from './presets.ts';

const seeds = { data: 3, init: 5, dropout: 7, batch: 9 };

describe('the presets of position bias', () => {
  it('are world W1 with what each of them says changed, and nothing else', () => {
    const start = positionBiasRun();
    const changes: Record<string, object> = {
      clean: {},
      few: { impressions: 3006 },
      examination: { clickModel: 'examination' },
      quantile: { logging: 'quantile', randomness: 0, misalignment: 0, sines: 2 },
      randomised: { logging: 'quantile', randomness: 0.7, misalignment: 0, sines: 2 },
      underfit: { sines: 3, randomness: 0 },
      aligned: { misalignment: 0 },
    };
    expect([...BIAS_PRESETS]).toEqual(Object.keys(changes));
    for (const name of BIAS_PRESETS)
      expect(biasPreset(name, seeds)).toEqual({ ...start, seeds, world: { ...start.world, ...changes[name] } });
  });

  it('are known again by their settings, whatever the seeds', () => {
    expect(presetOf(biasPreset('few', seeds))).toBe('few');
    expect(presetOf({ ...biasPreset('few', seeds), threshold: 0.2 })).toBeUndefined();
    expect(presetOf(defaultRun())).toBeUndefined();
  });
});
