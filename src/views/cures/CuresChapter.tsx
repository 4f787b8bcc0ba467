import { useDeferredValue, useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceSpec } from '../../run/source.ts';
import { OnPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useLab } from '../store.ts';
import { TaskWords } from '../taskWords.tsx';
import { AdviceCard } from './AdviceCard.tsx';
import { CureCard } from './CureCard.tsx';
import { ParetoCard } from './ParetoCard.tsx';
import { baseOf, nearestTo, settingOf, type Place } from './setting.ts';
import { SetupCard } from './SetupCard.tsx';
import { findStored, shelfOf, useCures } from './store.ts';
import { answerWords } from './titles.ts';
import { useShownCures } from './useShownCures.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

/** What the runs of a setting are trained on. */
function useSourceOf(place: Place): SourceSpec {
  const controls = useLab((lab) => lab.state.run);
  return useMemo(() => baseOf(place, controls).source, [place, controls]);
}

/** Within it tasks are called as where the results in sight were measured, also where the controls have come to show other data since. */
function ShownWords({ children }: { children: ReactNode }) {
  const { shown } = useShownCures();
  const chosen = useSourceOf(useCures((state) => state.place));
  return <TaskWords source={shown?.spec.base.source ?? chosen}>{children}</TaskWords>;
}

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
  const chosen = useSourceOf(useCures((state) => state.place));
  const data = useLab((lab) => lab.state.run.source.name);
  const answer = answerWords(say, stored && { setting: settingOf(nearest), cures: stored.data.cures });
  return (
    <div className={panel.chapter}>
      <Lead chapter="cures" text={inSentences(t, t('lead.cures.text'), answer)} />
      {data === 'own' && <OnPlatform of="cures" />}
      <TaskWords source={useSourceOf(nearest)}>
        <AdviceCard />
      </TaskWords>
      <ShownWords>
        <div className={`${panel.changing} ${styles.titled}`}>
          <ParetoCard />
        </div>
      </ShownWords>
      {below && (
        <>
          <TaskWords source={chosen}>
            <SetupCard />
          </TaskWords>
          <ShownWords>
            <div className={`${panel.changing} ${styles.titled}`}>
              <CureCard />
            </div>
          </ShownWords>
        </>
      )}
    </div>
  );
}
