/** Which settings cures are measured in, and which of the stored ones is nearest to a run. Pure. */
import { gateCount } from '../../model/spec.ts';
import { cureBase } from '../../experiments/cures/command.ts';
import { STORED_SETTINGS, type StoredSetting } from '../../experiments/cures/stored.ts';
import type { CureRegime } from '../../experiments/cures/vocabulary.ts';
import { modelOf, NO_RUN_CURES, type RunSpec } from '../../run/runSpec.ts';
import { sameSetting } from '../../study/spec.ts';
import type { Setting } from './names.ts';

/** `present`: what the controls show. */
export const PLACES = [...STORED_SETTINGS, 'present'] as const;
export type Place = (typeof PLACES)[number];

export function settingOf(place: StoredSetting): Setting {
  const [regime, workers] = place.split('-') as [CureRegime, string];
  return { regime, workers: Number(workers) };
}

/** How far apart two numbers of workers are. */
const apart = (a: number, b: number): number => Math.abs(Math.log2(a) - Math.log2(b));

/** The stored setting that is nearest to a run: first by its workers, then by its optimizer. */
export function nearestTo({ training: { optimizer, workers } }: Pick<RunSpec, 'training'>): StoredSetting {
  const regime: CureRegime = optimizer === 'adam' ? 'adam' : 'async';
  const distance = (place: StoredSetting): number => {
    const setting = settingOf(place);
    return apart(setting.workers, workers) + (setting.regime === regime ? 0 : 1.2);
  };
  return [...STORED_SETTINGS].sort((a, b) => distance(a) - distance(b))[0];
}

/** A run without anything that is a cure here. */
export function withoutCures(run: RunSpec): RunSpec {
  return { ...run, training: { ...run.training, gateDropout: 0, cures: NO_RUN_CURES } };
}

/** The run without cures of a setting. @param controls - the run that the controls show */
export const baseOf = (place: Place, controls: RunSpec): RunSpec => {
  if (place === 'present') return withoutCures(controls);
  const { regime, workers } = settingOf(place);
  return cureBase(regime, { workers });
};

/** Whose usual strengths hold. */
export const regimeOf = (place: Place, controls: RunSpec): CureRegime =>
  settingOf(place === 'present' ? nearestTo(controls) : place).regime;

export const hasGates = (run: RunSpec): boolean => gateCount(modelOf(run)) > 0;

/** Whether a run is of the very setting that is stored, apart from its cures. */
export const isStored = (place: StoredSetting, controls: RunSpec): boolean =>
  sameSetting(baseOf(place, controls), withoutCures(controls));

/** Whether results of a setting were made with another run than the one that it stands for now. */
export const isOther = (place: Place, base: RunSpec, controls: RunSpec): boolean =>
  !sameSetting(base, baseOf(place, controls));
