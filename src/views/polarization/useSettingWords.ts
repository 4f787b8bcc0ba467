import { useTranslation } from 'react-i18next';
import type { RunSpec } from '../../run/runSpec.ts';
import { regimeThen, type RegimeChoice } from './arms.ts';

/** The setting that results were made with, in words, and the data where that is not the platform. */
export function useSettingWords(): (regime: RegimeChoice, base: Pick<RunSpec, 'source'>) => string {
  const { t } = useTranslation();
  return (regime, { source }) => {
    const words = t(`polarization.regime.${regimeThen(regime)}`);
    if (source.name === 'synthetic') return words;
    const data = source.own?.name ?? t(`polarization.data.${source.name === 'census' ? 'census' : 'own'}`);
    return t('polarization.regimeOn', { regime: words, data });
  };
}
