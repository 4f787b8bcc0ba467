import { useTranslation } from 'react-i18next';
import type { RunSpec } from '../../run/runSpec.ts';
import { regimeThen, type RegimeChoice } from './arms.ts';

/** The setting that results were made with, in words, and the data where that is not the platform. @param length - `short` where there is little room */
export function useSettingWords(
  length: 'regime' | 'short' = 'regime',
): (regime: RegimeChoice, base: Pick<RunSpec, 'source'>) => string {
  const { t } = useTranslation();
  return (regime, { source }) => {
    const words = t(`polarization.${length}.${regimeThen(regime)}`);
    if (source.name === 'synthetic') return words;
    const data = source.own?.name ?? t(`polarization.data.${source.name === 'census' ? 'census' : 'own'}`);
    return t('polarization.regimeOn', { regime: words, data });
  };
}

/** A title with the setting that it holds for. */
export function useTitled(): (title: string, shown: { regime: RegimeChoice; base: Pick<RunSpec, 'source'> }) => string {
  const { t } = useTranslation();
  const setting = useSettingWords('short');
  return (title, { regime, base }) => t('polarization.titled', { title, setting: setting(regime, base) });
}
