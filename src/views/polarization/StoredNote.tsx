import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../experiments/polarization/stored.ts';
import { Made } from '../Made.tsx';

/** That the shown numbers are stored ones, and what made them. */
export function StoredNote({ made, seeds }: { made: Provenance; /** Runs of each setting. */ seeds?: number }) {
  const { t } = useTranslation();
  return (
    <p className="pol-progress">
      {seeds === undefined ? t('polarization.storedSome') : t('polarization.stored', { seeds })} <Made by={made} />
    </p>
  );
}
