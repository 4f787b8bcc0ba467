import { PositionBias } from '../charts/PositionBias.tsx';
import { ArmSwitch } from '../charts/switches.tsx';
import { useTranslation } from 'react-i18next';
import { Assumption } from './Assumption.tsx';
import { BiasEditor } from './BiasEditor.tsx';
import { FitCourse } from './FitCourse.tsx';
import { MissingCard } from './MissingCard.tsx';
import { Presets } from './Presets.tsx';
import { TreatmentsCard } from './TreatmentsCard.tsx';
import { WhyCard } from './WhyCard.tsx';
import './bias.css';

/** What position does to clicks, what the shallow tower learns of it, and how far that can be trusted. */
export function BiasChapter() {
  const { t } = useTranslation();
  return (
    <div className="bias-page">
      <h1 className="hidden-words">{t('bias.title')}</h1>
      <div className="bias-top">
        <Presets />
        <ArmSwitch />
      </div>
      <div className="bias-two">
        <div className="bias-live">
          <PositionBias />
          <FitCourse />
          <Assumption />
        </div>
        <WhyCard />
      </div>
      <BiasEditor />
      <TreatmentsCard />
      <MissingCard />
    </div>
  );
}
