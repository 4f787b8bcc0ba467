import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import { TASKS } from '../../world/spec.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { Segments } from '../charts/Segments.tsx';
import { useSay } from '../say.ts';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { DotChart } from './DotChart.tsx';
import { compressCard } from './compressCard.ts';
import { dotTable } from './dotTable.ts';
import { expertsCard } from './expertsCard.ts';
import { weightsCard, worldCard } from './worldAndWeights.ts';
import type { Further } from './furtherParts.ts';
import { setFurther, useFurther } from './studies.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';

interface Props {
  name: string;
  subtitle: string;
  caution?: string;
  /** Absent where the stored results did not come. */
  study: KnownLines<StudyName> | undefined;
  further: Further | undefined;
  /** What of the study is looked at. */
  children?: ReactNode;
}

/** A study that was made beforehand: its picture, its numbers, and what made them. */
function StoredCard({ name, subtitle, caution, study, further, children }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Panel
      name={name}
      title={further?.title ?? name}
      source={study && 'stored'}
      controls={
        further && study && <DataButton name={name} table={() => dotTable(say, further.picture, study.steps)} />
      }
      subtitle={subtitle}
      table={further?.table}
    >
      {children && <div className={panel.setup}>{children}</div>}
      {further && study ? (
        <>
          <DotChart picture={further.picture} label={name} chosen={null} />
          {caution !== undefined && <p className={panel.note}>{caution}</p>}
          <MadeFolded
            words={t('compare.stored', { seeds: study.seeds, steps: say.numbers.fixed(study.steps) })}
            by={study.made}
          />
        </>
      ) : (
        <p className={panel.note}>{t('compare.missing')}</p>
      )}
    </Panel>
  );
}

/** Along the cosine between the task groups, or the number of sine terms. */
export function WorldCard() {
  const { t } = useTranslation();
  const say = useSay();
  const along = useFurther((state) => state.along);
  const study = useFurther((state) => state.known[state.along]);
  const further = useMemo(() => study && worldCard(say, along, study), [say, along, study]);
  return (
    <StoredCard
      name={t('compare.world.name')}
      subtitle={t('compare.world.subtitle')}
      caution={t('compare.world.caution')}
      study={study}
      further={further}
    >
      <Segments
        label={t('compare.world.along')}
        choices={(['cosine', 'sines'] as const).map((value) => ({ value, label: t(`compare.world.knob.${value}`) }))}
        value={along}
        onChange={(value) => {
          setFurther({ along: value });
        }}
      />
    </StoredCard>
  );
}

/** Another weight for the loss of one task. */
export function WeightsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const task = useFurther((state) => state.task);
  const study = useFurther((state) => state.known.weights);
  const further = useMemo(() => study && weightsCard(say, task, study), [say, task, study]);
  return (
    <StoredCard
      name={t('compare.weights.name')}
      subtitle={t('compare.weights.subtitle')}
      caution={t('compare.weights.caution')}
      study={study}
      further={further}
    >
      <span className={styles.of}>{t('compare.weights.of')}</span>
      <Segments
        label={t('compare.weights.of')}
        choices={TASKS.map((value) => ({ value, label: t(`task.${value}`) }))}
        value={task}
        onChange={(value) => {
          setFurther({ task: value });
        }}
      />
    </StoredCard>
  );
}

/** Few wide experts or many narrow ones. */
export function ExpertsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const study = useFurther((state) => state.known.experts);
  const further = useMemo(() => study && expertsCard(say, study), [say, study]);
  return (
    <StoredCard
      name={t('compare.experts.name')}
      subtitle={t('compare.experts.subtitle')}
      study={study}
      further={further}
    />
  );
}

/** The large model made cheaper, two ways. */
export function CompressCard() {
  const { t } = useTranslation();
  const say = useSay();
  const study = useFurther((state) => state.known.compress);
  const further = useMemo(() => study && compressCard(say, study), [say, study]);
  return (
    <StoredCard
      name={t('compare.compress.name')}
      subtitle={t('compare.compress.subtitle')}
      caution={t('compare.compress.caution')}
      study={study}
      further={further}
    />
  );
}
