import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../experiments/stored/polarizationFile.ts';

/** What made the stored numbers that are shown: anybody can make them again. */
export function StoredNote({ made, seeds }: { made: Provenance; /** Runs of each setting. */ seeds?: number }) {
  const { t } = useTranslation();
  const { commit, date, engine, backend, adapter, command } = made;
  return (
    <p className="pol-progress">
      {t(seeds === undefined ? 'polarization.storedSome' : 'polarization.stored', { seeds, date, commit, engine, adapter: adapter || backend })} <code>{command}</code>
    </p>
  );
}
