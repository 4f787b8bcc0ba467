import { useTranslation } from 'react-i18next';
import type { EngineName } from '../../engine/types.ts';
import type { Provenance } from '../../study/provenance.ts';

/** Where stored numbers come from, so that anybody can make them again. */
export function Made({ by: { commit, date, engine, backend, adapter, command } }: { by: Provenance }) {
  const { t } = useTranslation();
  return (
    <>
      {t('made', { date, commit, engine: t(`engine.name.${engine as EngineName}`), adapter: adapter || backend })}{' '}
      <code>{command}</code>
    </>
  );
}
