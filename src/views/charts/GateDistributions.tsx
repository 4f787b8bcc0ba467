import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { expertsOf, gatesOf, type Gated } from '../../model/visible.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useShownLetter, useShownModel } from './useShownModel.ts';
import type { ChartProps } from './Chart.tsx';
import { expertAt, GATE_LEFT, GATE_RIGHT, gateMarks } from './gateMarks.ts';
import { gatesTable } from './gateTables.ts';
import { ExpertAxis } from './ExpertAxis.tsx';
import { LiveText } from './LiveText.tsx';
import { Multiples } from './Multiples.tsx';
import { Plot } from './Plot.tsx';
import { pointAt, usePointed } from './pointing.ts';
import { useArm, useGated } from './shown.ts';
import { ofModel, type Table } from './table.ts';
import { TaskName } from './TaskName.tsx';
import { countWords, gatesTitle, titleOf } from './titles.ts';
import type { ArmView } from '../../session/protocol.ts';
import styles from './chart.module.css';

/**
 * For each task, how the gate's weight of every expert is distributed over held-out examples: the chart's words, numbers and picture, for a frame
 * of one's own.
 * @param past - the model to show instead of the newest; should keep its identity
 */
export function useGateDistributions(past?: () => ArmView | null): ChartProps {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const { arm: newest, experts } = useArm();
  const arm = past ?? newest;
  const gated = useGated();
  const { kind } = gated;
  const heldOut = useLab((lab) => lab.opened?.world.heldOut ?? 0);

  const letter = useShownLetter();
  const title = (): string => titleOf(say, letter, gatesTitle(say, gated, arm()));
  const model = useShownModel();
  const table = useCallback((): Table => ofModel(gatesTable(say, gated, arm()), model), [say, gated, arm, model]);
  return {
    card: 'gates',
    className: styles.gates,
    name: t(kind === 'omoe' ? 'charts.gates.nameOne' : 'charts.gates.name'),
    title,
    subtitle: t('charts.gates.subtitle', { impressions: numbers.fixed(heldOut), experts: countWords(gated) }),
    table,
    empty: kind === 'shared-bottom' ? t('charts.gates.none') : null,
    children: (
      <Multiples key="now" need={experts * columnOf(experts) + GATE_LEFT + GATE_RIGHT + 4}>
        {gatesOf(gated).map((k) => (
          <Gate key={k} task={TASKS[k]} oneGate={kind === 'omoe'} index={k} model={gated} arm={arm} />
        ))}
      </Multiples>
    ),
  };
}

function Gate({
  task,
  oneGate,
  index,
  model,
  arm,
}: {
  /** The first task stands for all where they share one gate. */
  task: Task;
  oneGate: boolean;
  index: number;
  model: Gated;
  arm: () => ArmView | null;
}) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const pointed = usePointed();
  const { experts } = model;
  const gate = oneGate ? t('charts.gates.oneGate') : t('charts.gates.gate', { task: t(`task.${task}`) });
  const effective = (): string => {
    const now = arm();
    return now
      ? t('charts.gates.effective', {
          each: numbers.fixed(now.effectivePerExample[index], 1),
          whole: numbers.fixed(now.effectiveOfMean[index], 1),
        })
      : '';
  };
  const describe = (): string => {
    const now = arm();
    const weights = now
      ? expertsOf(model, index)
          .map((e) => t('named', { name: e + 1, value: numbers.percent(now.utilization[index * experts + e]) }))
          .join(t('comma'))
      : '';
    return t('charts.gates.describe', { gate, effective: effective(), weights });
  };
  return (
    <div className="multiple" data-off={(!oneGate && pointed.task !== null && pointed.task !== task) || undefined}>
      <p className="multiple-head" data-columns={model.present !== undefined || undefined}>
        {oneGate ? <b>{gate}</b> : <TaskName task={task} />} <LiveText className="multiple-figures" text={effective} />
      </p>
      <Plot
        className="gate-plot"
        describe={describe}
        marks={(size) => {
          const now = arm();
          return now && gateMarks(size, { arm: now, task: index, oneGate, model, pointed: pointed.expert, numbers });
        }}
        onMove={(x, _y, { width }) => {
          const expert = expertAt(x, width, experts);
          pointAt(expert === null ? null : { kind: 'expert', expert });
        }}
        onLeave={() => {
          pointAt(null);
        }}
      />
      <ExpertAxis experts={experts} left={GATE_LEFT} right={GATE_RIGHT} label={t('charts.gates.experts', { gate })} />
    </div>
  );
}

/** Least width of an expert's column. Up to eight are wide enough for a finger; more keep the pictures beside each other. */
const columnOf = (experts: number): number => (experts > 10 ? 8 : experts > 8 ? 12 : 24);
