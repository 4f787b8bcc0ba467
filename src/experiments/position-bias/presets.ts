/** Settings from which something about position bias can be learned; what to look for in each is in the catalogue under `bias.preset.<name>`. */
import { positionBiasRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';

export const BIAS_PRESETS = ['clean', 'few', 'examination', 'quantile', 'randomised', 'underfit', 'aligned'] as const;
export type BiasPreset = (typeof BIAS_PRESETS)[number];

/**
 * `clean`: world W1. `few`: a ninth of its impressions. `examination`: clicks are not additive. `quantile`: the position is a function of the features.
 * `randomised`: the same with seven tenths of the policy's score drawn at random. `underfit`: utilities too bent for the main tower. `aligned`: a log ranked by the truth itself.
 * @param seeds - kept as the reader has them
 */
export function biasPreset(name: BiasPreset, seeds: RunSpec['seeds']): RunSpec {
  const base = positionBiasRun();
  const world: Record<BiasPreset, Partial<RunSpec['world']>> = {
    clean: {},
    few: { impressions: 3_006 },
    examination: { clickModel: 'examination' },
    // Placed by click utility alone, which two sine terms bend: RMSE 0.29, and 0.09 randomised (four seeds). With one sine the smoothness of the main
    // tower goes far to identify the bias (0.18), and a misaligned policy varies the position at equal utility (0.11).
    quantile: { logging: 'quantile', randomness: 0, misalignment: 0, sines: 2 },
    randomised: { logging: 'quantile', randomness: 0.7, misalignment: 0, sines: 2 },
    underfit: { sines: 3, randomness: 0 },
    aligned: { misalignment: 0 },
  };
  return { ...base, world: { ...base.world, ...world[name] }, seeds };
}

/** The preset that a run's settings are, seeds aside. */
export const presetOf = (run: RunSpec): BiasPreset | undefined =>
  BIAS_PRESETS.find((name) => JSON.stringify(biasPreset(name, run.seeds)) === JSON.stringify(run));
