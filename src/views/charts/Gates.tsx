import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from './Chart.tsx';
import { useGateDistributions } from './GateDistributions.tsx';
import { useGateHistory } from './GateHistory.tsx';
import { Segments } from './Segments.tsx';
import { ArmSwitch } from './switches.tsx';
import { useLab } from '../store.ts';

/** The gates now or over time, in one frame. */
export function Gates() {
  const { t } = useTranslation();
  const [view, setView] = useState<'now' | 'history'>('now');
  const now = useGateDistributions();
  const history = useGateHistory();
  const kind = useLab((lab) => lab.opened?.run.model.kind);
  const controls = (
    <>
      <Segments
        label={t('charts.gates.view')}
        choices={[
          { value: 'now', label: t('charts.gates.now') },
          { value: 'history', label: t('charts.gates.overTime') },
        ]}
        value={view}
        onChange={setView}
      />
      <ArmSwitch brief />
    </>
  );
  return (
    <Chart {...(view === 'now' ? now : history)} card="gates" controls={kind === 'shared-bottom' ? null : controls} />
  );
}
