import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { DotChart } from '../ui/DotChart.tsx';
import { dotTable } from './dotTable.ts';
import { groupGatesCard } from './groupGates.ts';
import { findGroupGates, useGroupGates } from './groupGatesRuns.ts';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';

/** Do the tasks of a group come to use the same experts: usual gates beside gates that begin at zero. */
export function GroupGatesCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { runs, made, steps, seeds } = useGroupGates();
  const card = useMemo(() => groupGatesCard(say, runs), [say, runs]);
  const name = t('compare.groupGates.name');
  useEffect(() => {
    // Without its files the card keeps its question.
    findGroupGates().catch(() => undefined);
  }, []);
  return (
    <Panel
      card="group-gates"
      name={name}
      title={card.title}
      source={made ? 'stored' : undefined}
      subtitle={t('compare.groupGates.subtitle')}
      controls={made && <DataButton name={name} table={() => dotTable(say, card.picture, steps)} />}
      table={card.table}
    >
      <DotChart picture={card.picture} label={name} chosen={null} />
      <p className={panel.note}>{t('compare.groupGates.caution')}</p>
      <div className={room.made}>
        {made && <MadeFolded words={t('compare.stored', { seeds, steps: say.numbers.fixed(steps) })} by={made} />}
      </div>
    </Panel>
  );
}
