/** The settings of which results of cures are stored, by name. Pure. */
import type { StoredSetting } from '../experiments/cures/stored.ts';
import type { CureRegime } from '../experiments/cures/vocabulary.ts';
import type { Say } from './say.ts';

/** With what a run is trained, and on what: default the platform. */
export interface Setting {
  regime: CureRegime;
  workers: number;
  data?: 'census';
}

export function settingOf(place: StoredSetting): Setting {
  const [workers, regime, data] = place.split('-').reverse() as [string, CureRegime, 'census' | undefined];
  return { regime, workers: Number(workers), ...(data && { data }) };
}

export const settingName = ({ t }: Pick<Say, 't'>, { regime, workers, data }: Setting): string =>
  data === 'census'
    ? t(regime === 'adam' ? 'setting.census' : 'setting.censusAsync', { workers })
    : regime === 'default'
      ? t('setting.default')
      : regime === 'async'
        ? t('setting.async', { workers })
        : workers === 1
          ? t('setting.adam')
          : t('setting.adamWorkers', { workers });
