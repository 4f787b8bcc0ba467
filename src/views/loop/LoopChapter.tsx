import { useTranslation } from 'react-i18next';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { BiasCard } from './BiasCard.tsx';
import { RoundsCard } from './RoundsCard.tsx';
import { ShownCard } from './ShownCard.tsx';
import { LearnedCard } from './unknown/LearnedCard.tsx';
import { RatesCard } from './unknown/RatesCard.tsx';
import { SearchCard } from './unknown/SearchCard.tsx';
import styles from './loop.module.css';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';

/** The feedback loop: what a list does to the next log, and what each treatment of position bias makes of that. At the end: a bias that nobody named. */
export function LoopChapter() {
  const { t } = useTranslation();
  return (
    <div className={`${panel.chapter} ${panel.changing} ${styles.page}`}>
      <Lead chapter="loop" text={t('lead.loop.text')} />
      <OnPlatform />
      <InTurn>
        <RoundsCard />
        <ShownCard />
        <BiasCard />
        <SearchCard />
        <LearnedCard />
        <RatesCard />
      </InTurn>
    </div>
  );
}
