import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { chooseDot, useComparison } from './comparison.ts';
import type { ShownComparison } from './shown.ts';
import { DotChart } from '../ui/DotChart.tsx';
import { pairsPicture, pairsSummary, pairsTable, referenceName } from './pairs.ts';
import { pairsTitle } from './titles.ts';
import { withShown, type Shown } from './withShown.tsx';
import panel from '../ui/panel.module.css';

/** Every model against the shared-bottom of its size, on the same seeds. */
export const PairsCard = withShown(function PairsCard({ shown, live, source, other }: Shown) {
  const { t } = useTranslation();
  const say = useSay();
  const some = shown !== undefined && shown.runs.length > 0;
  const reference = referenceName(say, shown);
  const name = t('compare.pairs.name', { reference });
  return (
    <Panel
      card="pairs"
      name={name}
      title={pairsTitle(say, shown, live)}
      source={source}
      other={other}
      subtitle={t('compare.pairs.subtitle', { reference })}
      controls={some && <DataButton name={name} table={() => pairsTable(say, shown)} />}
      table={shown && pairsSummary(say, shown)}
    >
      {some && <Picture shown={shown} />}
      <p className={panel.note}>{t('compare.pairs.caution')}</p>
    </Panel>
  );
});

function Picture({ shown }: { shown: ShownComparison }) {
  const { t } = useTranslation();
  const say = useSay();
  const chosen = useComparison((state) => state.chosen);
  const picture = useMemo(() => pairsPicture(say, shown), [say, shown]);
  return (
    <DotChart
      picture={picture}
      label={t('compare.pairs.alt', { reference: referenceName(say, shown) })}
      chosen={chosen}
      onChoose={chooseDot}
    />
  );
}
