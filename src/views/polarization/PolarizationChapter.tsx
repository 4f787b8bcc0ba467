import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Costs } from './Costs.tsx';
import { Failures } from './Failures.tsx';
import { Outcome } from './Outcome.tsx';
import { findStored, useRace } from './race.ts';
import { RaceCard } from './RaceCard.tsx';
import { SweepCard } from './SweepCard.tsx';
import { useShownRace } from './useShownRace.ts';
import { Lead } from '../lead/Lead.tsx';
import { TaskWords } from '../taskWords.tsx';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';

/** Tasks are called as in the race that is shown, whatever run is open. */
function RaceWords({ children }: { children: ReactNode }) {
  const race = useShownRace();
  return race ? <TaskWords source={race.spec.base.source}>{children}</TaskWords> : children;
}

/** How often gates polarize, what prevents it, what it costs: repeated here, on fresh data for every seed. */
export function PolarizationChapter() {
  const { t } = useTranslation();
  useEffect(() => {
    // They came with the chapter, or not: then they are asked for again. Without them the chapter still runs races.
    if (!useRace.getState().shelf.stored) findStored().catch(() => undefined);
  }, []);
  return (
    <div className={panel.chapter}>
      <Lead chapter="polarization" text={t('lead.polarization.text')} />
      <InTurn>
        <RaceWords>
          <RaceCard />
        </RaceWords>
        <RaceWords>
          <Outcome />
        </RaceWords>
        <RaceWords>
          <Costs />
        </RaceWords>
        <SweepCard />
        <Failures />
      </InTurn>
    </div>
  );
}
