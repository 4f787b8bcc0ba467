/** Which settings cures are measured in, and which of the stored ones is nearest to a run. Pure. */
import { gateCount } from '../../model/spec.ts';
import { cureBase } from '../../experiments/cures/arms.ts';
import { differencesOf, nearestStudy, type Compared } from '../../experiments/cures/recommend.ts';
import { STORED_SETTINGS, type StoredSetting } from '../../experiments/cures/stored.ts';
import type { CureRegime } from '../../experiments/cures/vocabulary.ts';
import { onPlatform } from '../../run/source.ts';
import { modelOf, NO_RUN_CURES, type RunSpec } from '../../run/runSpec.ts';
import { sameSetting } from '../../study/spec.ts';
import { settingOf } from '../settingName.ts';

export { settingOf };

/** `present`: what the controls show. */
export const PLACES = [...STORED_SETTINGS, 'present'] as const;
export type Place = (typeof PLACES)[number];

/** Whether runs of a source are measured on rows of Census-Income; all others are on the platform. */
const isCensus = ({ source }: Pick<RunSpec, 'source'>): boolean => source.name === 'census';

/** The stored setting that is nearest to a run, of those on the same data. */
export function nearestTo(run: RunSpec): StoredSetting {
  const places = STORED_SETTINGS.map((place) => ({ place, base: baseOf(place, run) })).filter(
    ({ base }) => isCensus(base) === isCensus(run),
  );
  return nearestStudy(run, places)?.place ?? STORED_SETTINGS[0];
}

/** A run without anything that is a cure here. */
export function withoutCures(run: RunSpec): RunSpec {
  return { ...run, training: { ...run.training, gateDropout: 0, cures: NO_RUN_CURES } };
}

/** The run without cures of a setting: on the platform in place of a file of the reader's own, as the chapter says. @param controls - the run that the controls show */
export const baseOf = (place: Place, controls: RunSpec): RunSpec => {
  if (place === 'present') return withoutCures(isCensus(controls) ? controls : onPlatform(controls));
  const { regime, workers, data } = settingOf(place);
  return cureBase(regime, { workers, data });
};

/** Whose usual strengths hold. */
export const regimeOf = (place: Place, controls: RunSpec): CureRegime =>
  settingOf(place === 'present' ? nearestTo(controls) : place).regime;

export const hasGates = (run: RunSpec): boolean => gateCount(modelOf(run)) > 0;

/** In what a run is another one than the stored ones of a setting, cures aside. */
export const differsFrom = (place: StoredSetting, controls: RunSpec): Compared[] =>
  differencesOf(withoutCures(controls), baseOf(place, controls));

/** Whether results of a setting were made with another run than the one that it stands for now. */
export const isOther = (place: Place, base: RunSpec, controls: RunSpec): boolean =>
  !sameSetting(base, baseOf(place, controls));
