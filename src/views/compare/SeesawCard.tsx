import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { chooseDot, useComparison } from './comparison.ts';
import { DotChart } from '../ui/DotChart.tsx';
import { seesawPicture, seesawsOf, seesawSummary, seesawTable, seesawTitle } from './seesaw.ts';
import type { ShownComparison } from './shown.ts';
import { withShown, type Shown } from './withShown.tsx';
import panel from '../ui/panel.module.css';

/** Who gains by sharing, and who pays: every task against its own single-task model of the same cost. */
export const SeesawCard = withShown(function SeesawCard({ shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  const some = useMemo(() => shown !== undefined && seesawsOf(shown.runs).length > 0, [shown]);
  return (
    <Panel
      card="seesaw"
      name={t('compare.seesaw.name')}
      title={seesawTitle(say, shown, live)}
      source={source}
      other={other}
      subtitle={t('compare.seesaw.subtitle')}
      controls={some && shown && <DataButton name={t('compare.seesaw.name')} table={() => seesawTable(say, shown)} />}
      table={shown && seesawSummary(say, shown)}
    >
      {some && shown && <Picture shown={shown} />}
      <p className={panel.note}>{t('compare.seesaw.caution')}</p>
    </Panel>
  );
});

function Picture({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = useComparison((state) => state.chosen);
  const picture = useMemo(() => seesawPicture(say, shown), [say, shown]);
  return <DotChart picture={picture} label={t('compare.seesaw.alt')} chosen={chosen} onChoose={chooseDot} />;
}
