import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../study/provenance.ts';
import { MadeFolded } from './Made.tsx';

/** That the shown numbers are stored ones, and what made them. */
export function StoredNote({ made, seeds }: { made: Provenance; /** Runs of each setting. */ seeds: number }) {
  const { t } = useTranslation();
  return <MadeFolded words={t('panel.stored', { seeds })} by={made} />;
}
