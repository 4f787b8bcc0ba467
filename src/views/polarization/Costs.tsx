import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shapeOf, tasksOf, type RunTask } from '../../run/source.ts';
import type { Task } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { costWords, isCostly, signedShare, taskCosts, type Cost, type TaskCosts } from './costs.ts';
import { Interval } from '../ui/Interval.tsx';
import { Panel } from '../ui/Panel.tsx';
import { sourceOf } from '../ui/source.ts';
import { gatesOf } from './arms.ts';
import { measured, type ShownRace } from './race.ts';
import { useTitled } from './useSettingWords.ts';
import { useOtherSettings, useShownEvidence } from './useShownRace.ts';
import styles from './polarization.module.css';
import panel from '../ui/panel.module.css';

const KINDS = ['polarized', 'dropout'] as const;
type Kind = (typeof KINDS)[number];

/** Ends that a scale of costs may have: round ones, so that it seldom changes. */
const ENDS = [0.1, 0.25, 0.5, 1] as const;

/** The end of the common scale: the first that holds every interval; what lies beyond the last is cut off. */
function reach(costs: readonly TaskCosts[]): number {
  const ends = costs.flatMap((cost) => KINDS.flatMap((kind) => [cost[kind].low, cost[kind].high].map(Math.abs)));
  const widest = Math.max(...ends.filter(Number.isFinite));
  return ENDS.find((end) => end >= widest) ?? 1;
}

/** The costs in a race, task by task; null where it has no two arms that tell, or no gate. */
function costsOf(race: ShownRace, threshold: number): TaskCosts[] | null {
  const arm = (...labels: string[]): number => race.spec.arms.findIndex(({ label }) => labels.includes(label));
  const [a, b] = [arm('without', 'asynchronous'), arm('with', 'asynchronousWith')];
  return gatesOf(race) === 0 || a < 0 || b < 0
    ? null
    : taskCosts(measured(race.runs[a]), measured(race.runs[b]), threshold);
}

/** What is certain: the tasks whose interval excludes zero. */
function useVerdict(): (costs: readonly TaskCosts[], tasks: readonly RunTask[], oneGate: boolean) => string {
  const { t } = useTranslation();
  const words = useNumberWords();
  return (costs, tasks, oneGate) => {
    const hurt = (kind: Kind): string =>
      tasks
        .flatMap(({ task, index: k }) =>
          isCostly(costs[k][kind])
            ? [
                t('polarization.costs.hurt', {
                  task: t(`task.${task}`),
                  change: signedShare(costs[k][kind].change, words),
                }),
              ]
            : [],
        )
        .join(t('comma'));
    const [byPolarization, byDropout] = [hurt('polarized'), hurt('dropout')];
    return [
      byPolarization
        ? t(`polarization.costs.${oneGate ? 'titleOne' : 'title'}`, { tasks: byPolarization })
        : t('polarization.costs.titleNone'),
      ...(byDropout ? [t('polarization.costs.titleDropout', { tasks: byDropout })] : []),
    ].join(t('polarization.costs.and'));
  };
}

/** What polarization costs the task behind the gate, and what dropout itself costs. */
export function Costs() {
  const { t } = useTranslation();
  const { evidence, live } = useShownEvidence();
  const race = evidence?.data;
  const other = useOtherSettings();
  const threshold = useLab((lab) => lab.state.run.threshold);
  const verdict = useVerdict();
  const titled = useTitled();
  const costs = useMemo(() => (race ? costsOf(race, threshold) : null), [race, threshold]);
  if (!race || !costs || costs.every(({ dropout, polarized }) => dropout.n + polarized.n === 0)) return null;
  const tasks = tasksOf(race.spec.base);
  const limit = reach(costs);
  return (
    <Panel
      card="costs"
      name={t('polarization.costs.name')}
      title={titled(live ? t('polarization.costs.soFar') : verdict(costs, tasks, gatesOf(race) === 1), {
        regime: race.regime,
        base: race.spec.base,
      })}
      source={sourceOf(evidence, live)}
      other={other}
      subtitle={t('polarization.costs.subtitle')}
    >
      <div className={styles.costs} data-named={shapeOf(race.spec.base) !== null || undefined}>
        {KINDS.map((kind) => (
          <div key={kind}>
            <h3>{t(`polarization.costs.${kind}`)}</h3>
            {tasks.map(({ task, index: k }) => (
              <CostRow key={task} task={task} cost={costs[k][kind]} limit={limit} />
            ))}
            <CostScale limit={limit} />
          </div>
        ))}
      </div>
      <p className={panel.note}>{t('polarization.costs.note')}</p>
    </Panel>
  );
}

function CostRow({ task, cost, limit }: { task: Task; cost: Cost; limit: number }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  return (
    <div className={styles.cost}>
      <span style={{ color: taskInk(task) }}>{t(`task.${task}`)}</span>
      <Interval value={cost.change} low={cost.low} high={cost.high} limit={limit} color={taskColor(task)} />
      <span className={styles.costWords}>{costWords(cost, t, words)}</span>
    </div>
  );
}

/** Ends and middle of the scale, below its rows. */
function CostScale({ limit }: { limit: number }) {
  const words = useNumberWords();
  return (
    <div className={`${styles.cost} ${styles.costScale}`} aria-hidden="true">
      <span>
        <i>{words.percent(-limit)}</i>
        <i>{words.percent(0)}</i>
        <i>{`+${words.percent(limit)}`}</i>
      </span>
    </div>
  );
}
