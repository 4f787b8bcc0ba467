import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { CostCard } from './CostCard.tsx';
import { CurvesCard } from './CurvesCard.tsx';
import { CompressCard, ExpertsCard, WeightsCard, WorldCard } from './FurtherCards.tsx';
import { GroupGatesCard } from './GroupGatesCard.tsx';
import { MetricsCard } from './MetricsCard.tsx';
import { OfflineCard } from './OfflineCard.tsx';
import { PairsCard } from './PairsCard.tsx';
import { PaperCard } from './PaperCard.tsx';
import { SeesawCard } from './SeesawCard.tsx';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';

/** What an architecture buys at equal cost: the paper's table 1 and its question, asked again where the truth is known. */
export function CompareChapter() {
  const { t } = useTranslation();
  // What is below the first screen comes right after it, card by card, and the page answers in between.
  const below = useDeferredValue(true, false);
  return (
    <div className={`${panel.chapter} ${panel.changing}`}>
      <Lead chapter="compare" text={t('lead.compare.text')} />
      <OnPlatform />
      <div className={styles.first}>
        <MetricsCard />
      </div>
      {below && <Below />}
    </div>
  );
}

function Below() {
  return (
    <>
      <PairsCard />
      <CurvesCard />
      <SeesawCard />
      <PaperCard />
      <div className={styles.further}>
        <WorldCard />
        <WeightsCard />
        <ExpertsCard />
      </div>
      <GroupGatesCard />
      <div className={styles.compressed}>
        <CostCard />
        <CompressCard />
      </div>
      <OfflineCard />
    </>
  );
}
