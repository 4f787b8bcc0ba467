import { useTranslation } from 'react-i18next';
import { PositionBias } from '../charts/PositionBias.tsx';
import { ArmSwitch } from '../charts/switches.tsx';
import { useOnTable } from '../sourceName.ts';
import { useSameModels } from '../useTrained.ts';
import { Assumption } from './Assumption.tsx';
import { BiasEditor } from './BiasEditor.tsx';
import { FitCourse } from './FitCourse.tsx';
import { MissingCard } from './MissingCard.tsx';
import { OnTable } from './OnTable.tsx';
import { Presets } from './Presets.tsx';
import { TreatmentsCard } from './TreatmentsCard.tsx';
import { WhyCard } from './WhyCard.tsx';
import { Lead } from '../lead/Lead.tsx';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';
import styles from './bias.module.css';

/** What position does to clicks, what the shallow tower learns of it, and how far that can be trusted. */
export function BiasChapter() {
  const { t } = useTranslation();
  const twoModels = !useSameModels();
  const onTable = useOnTable();
  return (
    <div className={`${panel.chapter} ${styles.page}`}>
      <Lead chapter="position-bias" text={t(onTable ? 'lead.position-bias.table' : 'lead.position-bias.text')} />
      <Presets>
        {twoModels && (
          <span className={styles.arm}>
            <span>{t('bias.arm')}</span>
            <ArmSwitch />
          </span>
        )}
      </Presets>
      {onTable ? (
        <OnTable />
      ) : (
        <InTurn>
          <div className={styles.two}>
            <div className={styles.live}>
              <PositionBias />
            </div>
            <WhyCard />
          </div>
          <FitCourse />
          <Assumption />
          <BiasEditor />
          <TreatmentsCard />
          <MissingCard />
        </InTurn>
      )}
    </div>
  );
}
