import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsOf } from '../../experiments/compare/spec.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { Gap } from '../ui/Gap.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { CompareSetup } from './CompareSetup.tsx';
import { chooseDot, useComparison } from './comparison.ts';
import type { ShownComparison } from './shown.ts';
import { DotChart } from '../ui/DotChart.tsx';
import { metricsPicture, metricsSummary, runsTable } from './metrics.ts';
import { unfitWords } from './models.ts';
import { OpenRun } from './OpenRun.tsx';
import { metricsTitle } from './titles.ts';
import { withShown, type Shown } from './withShown.tsx';
import styles from './compare.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';

/** Every model on held-out impressions, task by task: each seed, the mean, how often it got stuck. Here the comparison is set up and started. */
export const MetricsCard = withShown(function MetricsCard({ evidence, shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Panel
      card="metrics"
      name={t('compare.metrics.name')}
      title={metricsTitle(say, shown, live)}
      source={source}
      other={other}
      subtitle={t('compare.metrics.subtitle')}
      controls={
        shown
        && shown.runs.length > 0 && <DataButton name={t('compare.metrics.name')} table={() => runsTable(say, shown)} />
      }
      table={shown && metricsSummary(say, shown)}
    >
      <CompareSetup />
      {shown && shown.runs.length > 0 && <Picture shown={shown} />}
      <div className={room.made}>{evidence?.made && <StoredNote made={evidence.made} seeds={evidence.finished} />}</div>
    </Panel>
  );
});

function Picture({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = useComparison((state) => state.chosen);
  const picture = useMemo(() => metricsPicture(say, shown), [say, shown]);
  const { unfit } = useMemo(() => modelsOf(shown.spec), [shown.spec]);
  return (
    <>
      <DotChart picture={picture} label={t('compare.metrics.alt')} chosen={chosen} onChoose={chooseDot} />
      <p className={panel.note}>
        <span className={styles.key} aria-hidden="true" />
        <Gap />
        {t('compare.metrics.key')}
      </p>
      {unfit.length > 0 && (
        <p className={panel.note}>
          {inSentences(
            t,
            ...unfit.map((one) =>
              t('compare.unfit.sentence', {
                model: t(`compare.architecture.${one.architecture}`),
                why: unfitWords(say, one),
              }),
            ),
          )}
        </p>
      )}
      <OpenRun shown={shown} />
    </>
  );
}
