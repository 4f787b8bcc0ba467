import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useLab } from '../store.ts';
import { AdviceCard } from './AdviceCard.tsx';
import { CureCard } from './CureCard.tsx';
import { ParetoCard } from './ParetoCard.tsx';
import { nearestTo, settingOf } from './setting.ts';
import { SetupCard } from './SetupCard.tsx';
import { findStored, shelfOf, useCures } from './store.ts';
import { answerWords } from './titles.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

/** What prevents gates from collapsing, and at what price: cures of many papers on the same worlds. */
export function CuresChapter() {
  const { t } = useTranslation();
  const say = useSay();
  const nearest = useLab((lab) => nearestTo(lab.state.run));
  const stored = useCures(({ shelves }) => shelfOf({ shelves, place: nearest }).stored);
  // What is below the first screen comes right after it.
  const below = useDeferredValue(true, false);
  useEffect(() => {
    void findStored(nearest);
  }, [nearest]);
  const answer = answerWords(say, stored && { setting: settingOf(nearest), cures: stored.data.cures });
  return (
    <div className={panel.chapter}>
      <Lead chapter="cures" text={inSentences(t, t('lead.cures.text'), answer)} />
      <OnPlatform of="cures" />
      <AdviceCard />
      <div className={`${panel.changing} ${styles.titled}`}>
        <ParetoCard />
      </div>
      {below && (
        <>
          <SetupCard />
          <div className={`${panel.changing} ${styles.titled}`}>
            <CureCard />
          </div>
        </>
      )}
    </div>
  );
}
