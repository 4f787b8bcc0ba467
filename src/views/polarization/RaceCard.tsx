import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Panel } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { gatesOf } from './arms.ts';
import { reachedBy } from './race.ts';
import { RacePictures } from './RacePictures.tsx';
import { RaceSetup } from './RaceSetup.tsx';
import { useArmWords, useOutcomes } from './useOutcomes.ts';
import { useTitled } from './useSettingWords.ts';
import { useOtherSettings, useShownEvidence } from './useShownRace.ts';

/** How many runs of every group polarized, or that there is nothing that could. */
function useRaceTitle(): string {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { evidence, live } = useShownEvidence();
  const race = evidence?.data;
  const arms = useOutcomes();
  const armWords = useArmWords();
  const titled = useTitled();
  if (!race || !arms.every(({ rates }) => rates.diverged.n > 0)) return t('polarization.race.before');
  if (gatesOf(race) === 0) return t('polarization.race.noGates');
  const title = t(live ? 'polarization.race.soFar' : 'polarization.race.title', {
    arms: arms
      .map((arm) => t('polarization.race.armTitle', { k: arm.rates.z5.k, n: arm.rates.z5.n, arm: armWords(arm) }))
      .join(t('comma')),
    step: words.fixed(reachedBy(race)),
    steps: words.fixed(race.spec.base.training.steps),
  });
  return titled(title, { regime: race.regime, base: race.spec.base });
}

/** The race: many runs side by side, each a small picture of what its gates use. */
export function RaceCard() {
  const { t } = useTranslation();
  const { evidence, live } = useShownEvidence();
  const title = useRaceTitle();
  const other = useOtherSettings();
  const race = evidence?.data;
  const gates = race ? gatesOf(race) : 4;
  return (
    <Panel
      card="race"
      name={t('polarization.race.name')}
      title={title}
      source={sourceOf(evidence, live)}
      other={other}
      subtitle={gates > 0 && t(`polarization.race.${gates > 1 ? 'subtitle' : 'subtitleOne'}`)}
    >
      <RaceSetup />
      {race && gates > 0 && <RacePictures race={race} gates={gates} />}
    </Panel>
  );
}
