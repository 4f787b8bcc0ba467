import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../study/provenance.ts';
import { Gap } from './Gap.tsx';
import { Made } from './Made.tsx';
import panel from './panel.module.css';

/** That the shown numbers are stored ones, and what made them. */
export function StoredNote({ made, seeds }: { made: Provenance; /** Runs of each setting. */ seeds: number }) {
  const { t } = useTranslation();
  return (
    <p className={panel.progress}>
      {t('panel.stored', { seeds })}
      <Gap />
      <Made by={made} />
    </p>
  );
}
