import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useShownLetter, useShownModel } from './useShownModel.ts';
import { expertsOf, gatesOf, type Gated } from '../../model/visible.ts';
import type { HistoryArm } from '../../session/protocol.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmNames } from '../useTrained.ts';
import type { ChartProps } from './Chart.tsx';
import { bandAt, gateHistoryMarks, stepAt } from './gateHistoryMarks.ts';
import { gateHistoryTable } from './gateTables.ts';
import { LiveText } from './LiveText.tsx';
import { Multiples } from './Multiples.tsx';
import { Plot } from './Plot.tsx';
import { pointAt, usePointed } from './pointing.ts';
import { useGated, useHistory } from './shown.ts';
import { ofModel, type Table } from './table.ts';
import { TaskName } from './TaskName.tsx';
import { useChanges } from './useChanges.ts';
import { countWords, gateHistoryTitle, titleOf, upTo } from './titles.ts';
import styles from './chart.module.css';

/** A step to mark in the history, and what to do when the reader points at another. */
export interface Marking {
  mark: number | null;
  onStep: (step: number) => void;
}

/** For each task, the mean weight of every expert over the steps: the chart's words, numbers and picture, for a frame of one's own. */
export function useGateHistory(marking?: Marking): ChartProps {
  const { t } = useTranslation();
  const say = useSay();
  const history = useHistory();
  const gated = useGated();
  const { kind } = gated;
  const mark = marking?.mark ?? null;
  const names = useArmNames(mark);
  const model = useShownModel();
  const arm = useLab((lab) => lab.state.view.arm);
  const none = kind === 'shared-bottom';
  const letter = useShownLetter();
  const title = (): string => titleOf(say, letter, gateHistoryTitle(say, gated, history(), arm, mark));
  const table = useCallback(
    (): Table => ofModel(gateHistoryTable(say, gated, history(), arm), model),
    [say, gated, history, arm, model],
  );
  return {
    card: 'history',
    className: styles.gates,
    name: t(kind === 'omoe' ? 'charts.gateHistory.nameOne' : 'charts.gateHistory.name'),
    title,
    subtitle: t('charts.gateHistory.subtitle', { arm: names[arm], experts: countWords(gated) }),
    table,
    empty: none ? t('charts.gates.none') : null,
    children: (
      <Multiples key="history" need={120}>
        {gatesOf(gated).map((k) => (
          <History
            key={k}
            task={TASKS[k]}
            oneGate={kind === 'omoe'}
            index={k}
            model={gated}
            arm={arm}
            marking={marking}
          />
        ))}
      </Multiples>
    ),
  };
}

function History({
  task,
  oneGate,
  index,
  model,
  arm,
  marking,
}: {
  /** The first task stands for all where they share one gate. */
  task: Task;
  oneGate: boolean;
  index: number;
  model: Gated;
  arm: number;
  marking?: Marking;
}) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const history = useHistory();
  const pointed = usePointed();
  const steps = useLab((lab) => lab.opened?.run.training.steps ?? 1);
  const gate = oneGate ? t('charts.gates.oneGate') : t('charts.gates.gate', { task: t(`task.${task}`) });
  const shown = (): HistoryArm | undefined => upTo(history(), marking?.mark ?? null).at(-1)?.arms[arm];
  const { changes, changeWords } = useChanges();
  const picture = () => ({ history: history(), arm, task: index, oneGate, model, changes });
  const effective = (): string => {
    const now = shown();
    return now
      ? t('charts.gates.effective', {
          each: numbers.fixed(now.effectivePerExample[index], 1),
          whole: numbers.fixed(now.effectiveOfMean[index], 1),
        })
      : '';
  };
  const describe = (): string => {
    const now = shown();
    const weights = expertsOf(model, index).map((e) =>
      t('named', { name: e + 1, value: numbers.percent(now?.utilization[index * model.experts + e] ?? NaN) }),
    );
    return t('charts.gateHistory.describe', { gate, effective: effective(), weights: weights.join(t('comma')) });
  };
  return (
    <div className="multiple" data-off={(!oneGate && pointed.task !== null && pointed.task !== task) || undefined}>
      <p className="multiple-head" data-columns={model.present !== undefined || undefined}>
        {oneGate ? <b>{gate}</b> : <TaskName task={task} />} <LiveText className="multiple-figures" text={effective} />
      </p>
      <Plot
        className="gate-history-plot"
        pace="words"
        describe={describe}
        marks={(size) =>
          gateHistoryMarks(size, {
            ...picture(),
            steps,
            pointed: pointed.expert,
            mark: marking?.mark ?? null,
            numbers,
            changeWords,
          })
        }
        onMove={(_x, y, size) => {
          const expert = bandAt(y, size, picture());
          pointAt(expert === null ? null : { kind: 'expert', expert });
        }}
        onLeave={() => {
          pointAt(null);
        }}
        onPress={
          marking
          && ((x, _y, size) => {
            marking.onStep(stepAt(x, size, steps));
          })
        }
      />
    </div>
  );
}
