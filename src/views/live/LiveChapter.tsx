import { useTranslation } from 'react-i18next';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';
import { CourseCard } from './CourseCard.tsx';
import styles from './live.module.css';
import { NullCard } from './NullCard.tsx';
import { PaperCard } from './PaperCard.tsx';
import { ShareCard } from './ShareCard.tsx';
import { VerdictsCard } from './VerdictsCard.tsx';

/** A simulated live experiment: which ranker do users answer better to, and when may that be said? */
export function LiveChapter() {
  const { t } = useTranslation();
  return (
    <div className={`${panel.chapter} ${panel.changing} ${styles.page}`}>
      <Lead chapter="live" text={t('lead.live.text')} />
      <OnPlatform />
      <InTurn>
        <CourseCard />
        <VerdictsCard />
        <ShareCard />
        <NullCard />
        <PaperCard />
      </InTurn>
    </div>
  );
}
