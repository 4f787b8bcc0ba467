import { useTranslation } from 'react-i18next';
import { Attribution } from '../source/Attribution.tsx';
import panel from '../ui/panel.module.css';
import { GatesLook } from './GatesLook.tsx';
import { LeakLook } from './LeakLook.tsx';
import { TieLook } from './TieLook.tsx';
export { findLook } from './store.ts';

/** A short guided look at the sample: three questions with stored answers, each of which can be asked again here. */
export function CensusLook() {
  const { t } = useTranslation();
  return (
    <>
      <section className={panel.panel} aria-label={t('census.name')}>
        <h2>{t('census.title')}</h2>
        <p className={panel.subtitle}>{t('census.subtitle')}</p>
        <Attribution />
      </section>
      <TieLook />
      <GatesLook />
      <LeakLook />
    </>
  );
}
