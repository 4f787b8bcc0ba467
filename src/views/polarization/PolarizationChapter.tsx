import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Costs } from './Costs.tsx';
import { Failures } from './Failures.tsx';
import { Outcome } from './Outcome.tsx';
import { findStored, useRace } from './race.ts';
import { RaceCard } from './RaceCard.tsx';
import { RaceWords } from './RaceWords.tsx';
import { SameQuestion } from './SameQuestion.tsx';
import { SweepCard } from './SweepCard.tsx';
import { Lead } from '../lead/Lead.tsx';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';

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
        <SameQuestion />
        <SweepCard />
        <Failures />
      </InTurn>
    </div>
  );
}
