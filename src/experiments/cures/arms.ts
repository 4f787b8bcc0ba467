/** What is measured of cures: the run without any, which there are to be tried, and the study as arms. Pure: the page knows it before it measures. */
import type { ModelSpec } from '../../model/spec.ts';
import { regimeRun } from '../../run/regimes.ts';
import { modelOf, type RunSpec } from '../../run/runSpec.ts';
import { studyRun, type StudySpec } from '../../study/spec.ts';
import { sourceNamed, type StudyData } from '../polarization/polarization.ts';
import { changesOf, idOf, parseCombination, type Combination } from './combination.ts';
import { CURE_NAMES, infoOf, type CureRegime } from './vocabulary.ts';

/** What changes the run of a regime. */
export interface CureBaseOptions {
  workers?: number;
  steps?: number;
  /** Default the synthetic platform. On `census` every seed trains on 4,000 rows of its own. */
  data?: StudyData;
}

/** The run of a regime without a cure. */
export function cureBase(regime: CureRegime, { workers, steps, data = 'synthetic' }: CureBaseOptions = {}): RunSpec {
  const base = regimeRun(regime, sourceNamed(data));
  return {
    ...base,
    training: { ...base.training, ...(workers !== undefined && { workers }), ...(steps !== undefined && { steps }) },
  };
}

/** Cures that are tried together beside each alone. */
const TOGETHER = ['rate+lossFree', 'decay+lossFree', 'swish+lossFree', 'clip+swish'] as const;

/** Every cure at its usual strength that has something to act on, and some together. */
export function allCures(regime: CureRegime, base: RunSpec): Combination[] {
  // Synchronous gradients are never stale.
  const names = CURE_NAMES.filter((name) => name !== 'staleness' || base.training.workers > 1);
  return [...names, ...TOGETHER].map((text) => parseCombination(text, regime, modelOf(base)));
}

/** Every cure that has a strength at each strength of its sweep. */
export function sweptCures(regime: CureRegime, base: RunSpec): Combination[] {
  return CURE_NAMES.flatMap((name) =>
    (infoOf(name).strength?.sweep ?? []).map((strength) =>
      parseCombination(`${name}:${String(strength)}`, regime, modelOf(base)),
    ),
  );
}

export interface CuresSpec {
  /** The run without cures; its regime, workers and steps. */
  base: RunSpec;
  /** One arm each; the first is that without any (an empty combination). */
  combinations: readonly Combination[];
  seeds: number;
  seedBase: number;
}

/** The study as arms of one setting. */
export const curesStudy = ({ base, combinations, seeds, seedBase }: CuresSpec): StudySpec => ({
  base,
  seeds,
  seedBase,
  arms: combinations.map((combination) => ({ label: idOf(combination), changes: { ...changesOf(combination) } })),
});

/** @returns the structure that a cure's runs have */
export function modelWith(base: RunSpec, combination: Combination): ModelSpec {
  const spec = curesStudy({ base, combinations: [combination], seeds: 1, seedBase: 0 });
  return modelOf(studyRun(spec, spec.arms[0], 0));
}
