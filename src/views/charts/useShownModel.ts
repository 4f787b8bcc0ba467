import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store.ts';
import { MODELS } from '../trained.ts';
import { useArmNames, useSameModels } from '../useTrained.ts';

/** Letter of the model that single-model pictures show, for their titles; null where both are one. */
export function useShownLetter(): string | null {
  const arm = useLab((lab) => lab.state.view.arm);
  return useSameModels() ? null : MODELS[arm];
}

/** Name of the model that single-model pictures show, for their tables; null where both are one. */
export function useShownModel(): { label: string; model: string | null } {
  const { t } = useTranslation();
  const names = useArmNames();
  const arm = useLab((lab) => lab.state.view.arm);
  const same = useSameModels();
  const label = t('charts.polarization.column.model');
  return useMemo(() => ({ label, model: same ? null : names[arm] }), [label, same, names, arm]);
}
