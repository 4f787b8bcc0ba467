import { useTranslation } from 'react-i18next';
import { Attribution } from '../source/Attribution.tsx';
import { Panel } from '../ui/Panel.tsx';
import { GatesLook } from './GatesLook.tsx';
import { LeakLook } from './LeakLook.tsx';
import { TieLook } from './TieLook.tsx';
export { findLook } from './store.ts';

/** A short guided look at the sample: three questions with stored answers, each of which can be asked again here. */
export function CensusLook() {
  const { t } = useTranslation();
  return (
    <>
      <Panel card="census" wordsOnly name={t('census.name')} title={t('census.title')} subtitle={t('census.subtitle')}>
        <Attribution />
      </Panel>
      <TieLook />
      <GatesLook />
      <LeakLook />
    </>
  );
}
