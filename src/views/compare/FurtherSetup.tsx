import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import { shownOf } from '../../study/evidence.ts';
import { Choice } from '../ui/Choice.tsx';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { StartStop } from '../ui/StartStop.tsx';
import { chooseFurther, FURTHER_SEEDS, setFurtherSeeds, startFurther, useFurther } from './studies.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';

interface Props {
  study: StudyName;
  /** Of the card. */
  name: string;
  /** What of the study is looked at. */
  children?: ReactNode;
}

/** What of a further study is looked at, on how many seeds it is trained next, its start and stop, and whose results are shown. */
export function FurtherSetup({ study, name, children }: Props) {
  const { t } = useTranslation();
  const shelf = useFurther((state) => state.shelves[study]);
  const seeds = useFurther((state) => state.seeds[study]);
  return (
    <div className={panel.setup}>
      {children}
      <Choice<string>
        label={t('compare.setup.seeds')}
        value={String(seeds)}
        choices={FURTHER_SEEDS.map(String)}
        words={(choice) => choice}
        onChange={(value) => {
          setFurtherSeeds(study, Number(value));
        }}
      />
      <span className={panel.ways}>
        <StartStop
          owner={study}
          start={t('compare.further.start')}
          startLabel={t('compare.further.startOf', { name })}
          stop={t('study.stop')}
          className={styles.start}
          onStart={() => {
            startFurther(study);
          }}
        />
      </span>
      <div className={`${room.which} ${styles.whichBeside}`}>
        <EvidenceSwitch<unknown>
          shelf={shelf}
          of="seeds"
          onChoose={(id) => {
            chooseFurther(study, id);
          }}
        />
      </div>
      <div className={`${room.told} ${styles.toldBriefly}`}>
        <JobLine owner={study} kept={shelf.kept} elsewhere={shownOf<unknown>(shelf)?.id !== shelf.last} />
      </div>
    </div>
  );
}
