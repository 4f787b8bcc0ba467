import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { chooseDot, useComparison } from './comparison.ts';
import { DotChart } from '../ui/DotChart.tsx';
import { dotTable } from './dotTable.ts';
import { OFFLINE_METRICS, offlinePicture, offlineSummary, offlineTitle } from './offline.ts';
import { Reliability } from './Reliability.tsx';
import type { ShownComparison } from './shown.ts';
import { withShown, type Shown } from './withShown.tsx';
import panel from '../ui/panel.module.css';

/** The models of the comparison by other offline metrics, each with what it is. */
export const OfflineCard = withShown(function OfflineCard({ shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Panel
      card="offline"
      name={t('compare.offline.name')}
      title={offlineTitle(say, shown, live)}
      source={source}
      other={other}
      subtitle={t('compare.offline.subtitle')}
      controls={
        shown
        && shown.runs.length > 0 && (
          <DataButton
            name={t('compare.offline.name')}
            table={() => dotTable(say, offlinePicture(say, shown), shown.spec.base.training.steps)}
          />
        )
      }
      table={shown && offlineSummary(say, shown)}
    >
      {shown && shown.runs.length > 0 && <Picture shown={shown} />}
      <ul className={panel.words}>
        {OFFLINE_METRICS.map((metric) => (
          <li key={metric}>{t(`compare.offline.define.${metric}`)}</li>
        ))}
      </ul>
      {shown && shown.runs.length > 0 && <Reliability shown={shown} />}
    </Panel>
  );
});

function Picture({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = useComparison((state) => state.chosen);
  const picture = useMemo(() => offlinePicture(say, shown), [say, shown]);
  return <DotChart picture={picture} label={t('compare.offline.alt')} chosen={chosen} onChoose={chooseDot} />;
}
