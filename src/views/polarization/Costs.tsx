import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { taskCosts, type Cost } from './costs.ts';
import { Interval } from '../ui/Interval.tsx';
import { Panel } from '../ui/Panel.tsx';
import { measured } from './race.ts';
import { useOtherSettings, useShownEvidence } from './useShownRace.ts';

const KINDS = ['polarized', 'dropout'] as const;

/** Ends that a scale of costs may have: round ones, so that it seldom changes. */
const ENDS = [0.1, 0.25, 0.5, 1] as const;

/** The end of the common scale: the first that holds every interval; what lies beyond the last is cut off. */
function reach(costs: readonly Cost[]): number {
  const widest = Math.max(...costs.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]).filter(Number.isFinite));
  return ENDS.find((end) => end >= widest) ?? 1;
}

/** What polarization costs the task behind the gate, and what dropout itself costs. */
export function Costs() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const { evidence, live } = useShownEvidence();
  const race = evidence?.data;
  const other = useOtherSettings();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const costs = useMemo(() => {
    if (!race) return null;
    const arm = (...labels: string[]): number => race.spec.arms.findIndex(({ label }) => labels.includes(label));
    const [a, b] = [arm('without', 'asynchronous'), arm('with', 'asynchronousWith')];
    return a < 0 || b < 0 ? null : taskCosts(measured(race.runs[a]), measured(race.runs[b]), threshold);
  }, [race, threshold]);
  if (!costs || costs.every(({ dropout, polarized }) => dropout.n + polarized.n === 0)) return null;
  const all = costs.flatMap((cost) => KINDS.map((kind) => cost[kind]));
  const limit = reach(all);
  const signed = (value: number): string =>
    Number.isFinite(value) ? `${value >= 0.005 ? '+' : ''}${words.percent(Math.abs(value) < 0.005 ? 0 : value)}` : '–';
  const told = (cost: Cost): string =>
    !Number.isFinite(cost.change)
      ? t('polarization.costs.none')
      : !Number.isFinite(cost.low + cost.high)
        ? t('polarization.costs.one', { change: signed(cost.change) })
        : t('polarization.costs.told', {
            change: signed(cost.change),
            low: signed(cost.low),
            high: signed(cost.high),
            n: cost.n,
          });
  // Worse beyond doubt: the interval excludes zero.
  const hurt = (kind: (typeof KINDS)[number]): string =>
    TASKS.flatMap((task, k) =>
      costs[k][kind].low > 0
        ? [t('polarization.costs.hurt', { task: t(`task.${task}`), change: signed(costs[k][kind].change) })]
        : [],
    ).join(t('polarization.comma'));
  const [byPolarization, byDropout] = [hurt('polarized'), hurt('dropout')];
  const verdict = [
    byPolarization ? t('polarization.costs.title', { tasks: byPolarization }) : t('polarization.costs.titleNone'),
    ...(byDropout ? [t('polarization.costs.titleDropout', { tasks: byDropout })] : []),
  ].join(t('polarization.costs.and'));
  return (
    <Panel
      name={t('polarization.costs.name')}
      title={live ? t('polarization.costs.soFar') : verdict}
      other={other}
      subtitle={t('polarization.costs.subtitle')}
    >
      <div className="pol-costs">
        {KINDS.map((kind) => (
          <div key={kind}>
            <h3>{t(`polarization.costs.${kind}`)}</h3>
            {TASKS.map((task, k) => {
              const cost = costs[k][kind];
              return (
                <div key={task} className="pol-cost">
                  <span style={{ color: taskInk(task) }}>{t(`task.${task}`)}</span>
                  <Interval value={cost.change} low={cost.low} high={cost.high} limit={limit} color={taskColor(task)} />
                  <span className="pol-cost-words">{told(cost)}</span>
                </div>
              );
            })}
            <div className="pol-cost pol-cost-scale" aria-hidden="true">
              <span />
              <span>
                <i>{signed(-limit)}</i>
                <i>{words.percent(0)}</i>
                <i>{signed(limit)}</i>
              </span>
              <span />
            </div>
          </div>
        ))}
      </div>
      <p className="ui-note">{t('polarization.costs.note')}</p>
    </Panel>
  );
}
