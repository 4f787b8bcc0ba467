import { useTranslation } from 'react-i18next';
import { useLab } from '../store.ts';
import { PlatformWords } from '../taskWords.tsx';
import { AblationCard } from './AblationCard.tsx';
import { Distributions, History } from './GateCharts.tsx';
import { Impression } from './Impression.tsx';
import { Overview } from './Overview.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SharingCard } from './SharingCard.tsx';
import panel from '../ui/panel.module.css';
import { Lead } from '../lead/Lead.tsx';
import styles from './gates.module.css';

/** What gates do to one impression, and to all of them, now and at any earlier step. */
export function GatesChapter() {
  const { t } = useTranslation();
  const kind = useLab((lab) => (lab.opened?.run ?? lab.state.run).model.kind);
  const gates = kind !== 'shared-bottom';
  return (
    <div className={`${panel.chapter} ${styles.chapter}`}>
      <Lead chapter="gates" text={t(`lead.gates.${kind}`)} />
      <Scrubber />
      {gates && <Distributions />}
      {gates && <History />}
      {gates && <Overview />}
      <Impression />
      {gates && <AblationCard />}
      <PlatformWords>
        <SharingCard />
      </PlatformWords>
    </div>
  );
}
