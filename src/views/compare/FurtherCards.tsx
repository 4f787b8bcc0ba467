import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import { TASKS } from '../../world/spec.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { Segments } from '../charts/Segments.tsx';
import { useSay } from '../say.ts';
import type { CardName } from '../cards.ts';
import { MadeFolded } from '../ui/Made.tsx';
import type { Shown } from '../ui/shown.ts';
import { Panel } from '../ui/Panel.tsx';
import { DotChart } from '../ui/DotChart.tsx';
import { compressCard } from './compressCard.ts';
import { dotTable } from './dotTable.ts';
import { expertsCard } from './expertsCard.ts';
import { FurtherSetup } from './FurtherSetup.tsx';
import { weightsCard, worldCard } from './worldAndWeights.ts';
import { furtherTitle, type Further } from './furtherParts.ts';
import { setFurther, useFurther } from './studies.ts';
import { useFurtherShown } from './useFurtherShown.ts';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';

interface Props {
  card: CardName;
  study: StudyName;
  name: string;
  subtitle: string;
  caution?: string;
  shown: Shown<KnownLines<StudyName>>;
  /** Absent where there are no results. */
  further: Further | undefined;
  /** What of the study is looked at. */
  children?: ReactNode;
}

/** A further study: stored results or the reader's own, their picture and numbers, and its start. */
function FurtherCard({ card, study, name, subtitle, caution, shown, further, children }: Props) {
  const { t } = useTranslation();
  const say = useSay();
  const { evidence, shown: known, live, source } = shown;
  return (
    <Panel
      card={card}
      name={name}
      title={further && known ? furtherTitle(say, study, known, live, further.title) : name}
      source={source}
      controls={
        further && known && <DataButton name={name} table={() => dotTable(say, further.picture, known.steps)} />
      }
      subtitle={subtitle}
      table={further?.table}
    >
      <FurtherSetup study={study} name={name}>
        {children}
      </FurtherSetup>
      {further && known ? (
        <>
          <DotChart picture={further.picture} label={name} chosen={null} />
          {caution !== undefined && <p className={panel.note}>{caution}</p>}
          <div className={room.made}>
            {evidence?.made && (
              <MadeFolded
                words={t('compare.stored', { seeds: known.seeds, steps: say.numbers.fixed(known.steps) })}
                by={evidence.made}
              />
            )}
          </div>
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
  const shown = useFurtherShown(along);
  const { shown: known } = shown;
  const further = useMemo(() => known && worldCard(say, along, known), [say, along, known]);
  return (
    <FurtherCard
      card="world"
      study={along}
      name={t('compare.world.name')}
      subtitle={t('compare.world.subtitle')}
      caution={t('compare.world.caution')}
      shown={shown}
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
    </FurtherCard>
  );
}

/** Another weight for the loss of one task. */
export function WeightsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const task = useFurther((state) => state.task);
  const shown = useFurtherShown('weights');
  const { shown: known } = shown;
  const further = useMemo(() => known && weightsCard(say, task, known), [say, task, known]);
  return (
    <FurtherCard
      card="weights"
      study="weights"
      name={t('compare.weights.name')}
      subtitle={t('compare.weights.subtitle')}
      caution={t('compare.weights.caution')}
      shown={shown}
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
    </FurtherCard>
  );
}

/** Few wide experts or many narrow ones. */
export function ExpertsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const shown = useFurtherShown('experts');
  const { shown: known } = shown;
  const further = useMemo(() => known && expertsCard(say, known), [say, known]);
  return (
    <FurtherCard
      card="experts"
      study="experts"
      name={t('compare.experts.name')}
      subtitle={t('compare.experts.subtitle')}
      shown={shown}
      further={further}
    />
  );
}

/** The large model made cheaper, two ways. */
export function CompressCard() {
  const { t } = useTranslation();
  const say = useSay();
  const shown = useFurtherShown('compress');
  const { shown: known } = shown;
  const further = useMemo(() => known && compressCard(say, known), [say, known]);
  return (
    <FurtherCard
      card="compress"
      study="compress"
      name={t('compare.compress.name')}
      subtitle={t('compare.compress.subtitle')}
      caution={t('compare.compress.caution')}
      shown={shown}
      further={further}
    />
  );
}
