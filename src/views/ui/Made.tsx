import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../study/provenance.ts';
import { Gap } from './Gap.tsx';

/** Where stored numbers come from, so that anybody can make them again. */
export function Made({ by: { commit, date, engine, backend, adapter, command } }: { by: Provenance }) {
  const { t } = useTranslation();
  return (
    <>
      {t('made', { date, commit, engine: t(`engine.name.${engine}`), adapter: adapter || backend })}
      <Gap />
      <code>{command}</code>
    </>
  );
}
