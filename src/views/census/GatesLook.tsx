import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { gateRates } from '../../experiments/polarization/gateRates.ts';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import { fisherExact } from '../../metrics/fisher.ts';
import { taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { pWords } from '../polarization/outcome.ts';
import { RateCell } from '../polarization/RateCell.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import { censusTasks } from './look.ts';
import { goToRaces, openPolarizing } from './open.ts';
import { useLook } from './store.ts';
import panel from '../ui/panel.module.css';

/** Without gate dropout, and with it. */
const LABELS = ['without', 'with'] as const;

/** The arms of the stored race with their rates. */
function useArms() {
  const race = useLook((look) => look.race);
  return useMemo(
    () =>
      race
        ? LABELS.map((label, i) => ({ label, any: polarizationRates(race.runs[i]).z5, gates: gateRates(race.runs[i]) }))
        : [],
    [race],
  );
}

/** That gates polarize on real rows as well, which of them, and what dropout does. */
export function GatesLook() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const race = useLook((look) => look.race);
  const arms = useArms();
  if (!race || arms.length < 2) return null;
  const [without, withDropout] = arms;
  const tasks = censusTasks();
  const [most] = tasks.toSorted((a, b) => without.gates[b.index].k - without.gates[a.index].k);
  return (
    <Panel
      card="census-gates"
      name={t('census.gates.name')}
      title={t('census.gates.title', {
        a: words.percent(without.any.rate),
        b: words.percent(withDropout.any.rate),
        p: pWords(fisherExact(without.any.k, without.any.n, withDropout.any.k, withDropout.any.n), words),
        task: most.name,
      })}
      source="stored"
      subtitle={t('census.gates.subtitle', { rows: words.fixed(race.spec.base.world.impressions) })}
    >
      <TableScroll label={t('census.gates.name')}>
        <table className={panel.table}>
          <thead>
            <tr>
              <th scope="col">{t('census.gates.arm')}</th>
              <th scope="col">{t('census.gates.any')}</th>
              {tasks.map(({ task, name }) => (
                <th key={task} scope="col" style={{ color: taskInk(task) }}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {arms.map(({ label, any, gates }) => (
              <tr key={label}>
                <th scope="row">{t(`census.gates.${label}`)}</th>
                {[any, ...tasks.map(({ index }) => gates[index])].map((rate, i) => (
                  <td key={i}>
                    <RateCell rate={rate} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <p className={panel.ways}>
        <button type="button" className="button" onClick={openPolarizing}>
          {t('census.gates.one')}
        </button>
        <button type="button" className="button" onClick={goToRaces}>
          {t('census.gates.races')}
        </button>
      </p>
      <StoredNote made={race.made} seeds={race.spec.seeds} />
    </Panel>
  );
}
