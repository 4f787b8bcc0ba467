import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { gateRates } from '../../experiments/polarization/gateRates.ts';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import { studyRun } from '../../study/spec.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import type { ArmLabel } from './arms.ts';
import type { ArmOutcome } from './outcome.ts';
import { measured } from './race.ts';
import { useShownRace } from './useShownRace.ts';

/** The rates of the race that is shown, at the threshold that is set: counted anew, nothing is trained again. */
export function useOutcomes(): ArmOutcome[] {
  const race = useShownRace();
  const threshold = useLab((lab) => lab.state.run.threshold);
  return useMemo(
    () =>
      race
        ? race.spec.arms.map((arm, i) => {
            const { training } = studyRun(race.spec, arm, race.spec.seedBase);
            return {
              label: arm.label as ArmLabel,
              dropout: training.gateDropout,
              workers: training.workers,
              rates: polarizationRates(measured(race.runs[i]), threshold),
              gates: gateRates(measured(race.runs[i]), threshold),
            };
          })
        : [],
    [race, threshold],
  );
}

/** An arm's name with its rate and workers filled in. */
export function useArmWords(): (arm: Pick<ArmOutcome, 'label' | 'dropout' | 'workers'>) => string {
  const { t } = useTranslation();
  const words = useNumberWords();
  return ({ label, dropout, workers }) => t(`polarization.arm.${label}`, { dropout: words.percent(dropout), workers });
}
