import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { useArmNames, useSameModels } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { curveMarks, stepAt } from './curveMarks.ts';
import { CURVES, curveValue, type CurveKind } from './facts.ts';
import { Plot } from './Plot.tsx';
import { usePointed } from './pointing.ts';
import { Segments } from './Segments.tsx';
import { useHistory } from './shown.ts';
import type { Table } from './table.ts';
import { textWidth } from './textWidth.ts';
import { curvesTitle } from './titles.ts';
import { useChanges } from './useChanges.ts';

/** Held-out losses, or AUC, of every task over the steps; both models. */
export function HeldOutCurves() {
  const { t } = useTranslation();
  const say = useSay();
  const { numbers } = say;
  const history = useHistory();
  const names = useArmNames();
  const same = useSameModels();
  const { task } = usePointed();
  const arm = useLab((lab) => lab.state.view.arm);
  const opened = useLab((lab) => lab.opened);
  const [kind, setKind] = useState<CurveKind>('relative');
  const id = useId();
  const [cursor, setCursor] = useState<number | null>(null);
  const changed = useChanges();
  const steps = opened?.run.training.steps ?? 1;
  const name = (k: number): string => t(`task.${TASKS[k]}`);
  const words = {
    tasks: TASKS.map((_, k) => name(k)),
    units:
      kind === 'loss'
        ? [t('charts.curves.unit.entropy'), t('charts.curves.unit.squared')]
        : [t(`charts.curves.unit.${kind}`)],
    step: t('charts.step'),
    peak: (value: string) => t('charts.curves.peak', { value }),
  };
  const title = (): string => curvesTitle(say, kind, history(), arm);
  const describe = (): string => {
    const points = history();
    const now = points.at(-1)?.arms[arm];
    const values = now
      ? TASKS.map((_, k) => k)
          .filter((k) => kind !== 'auc' || IS_BINARY[k])
          .map((k) => `${name(k)} ${numbers.fixed(curveValue(kind, now, points[0].arms[arm].loss, k), 3)}`)
      : [];
    return t('charts.curves.describe', { what: t(`charts.curves.kind.${kind}`), values: values.join(', ') });
  };
  const table = useCallback(
    (): Table => ({
      step: history().at(-1)?.step,
      columns: [
        { label: t('charts.step') },
        ...(same ? names.slice(0, 1) : names).flatMap((model) => [
          ...TASKS.map((each, k) => ({
            label: t('charts.curves.column.loss', {
              task: t(`task.${each}`),
              model,
              unit: t(IS_BINARY[k] ? 'charts.curves.unit.entropy' : 'charts.curves.unit.squared'),
            }),
            digits: 4,
          })),
          ...TASKS.filter((_, k) => IS_BINARY[k]).map((each) => ({
            label: t('charts.curves.column.auc', { task: t(`task.${each}`), model }),
            digits: 4,
          })),
        ]),
      ],
      rows: history().map(({ step, arms }) => [
        step,
        ...(same ? arms.slice(0, 1) : arms).flatMap(({ loss, auc }) => [
          ...loss,
          ...auc.filter((_, k) => IS_BINARY[k]),
        ]),
      ]),
    }),
    [history, names, same, t],
  );
  return (
    <Chart
      className="curves"
      name={t('charts.curves.name')}
      title={title}
      subtitle={
        same ? t('charts.curves.same') : t('charts.curves.subtitle', { shown: names[arm], other: names[1 - arm] })
      }
      controls={
        <Segments
          label={t('charts.curves.what')}
          choices={CURVES.map((value) => ({ value, label: t(`charts.curves.short.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      }
      table={table}
    >
      <Plot
        className="curves-plot"
        describe={describe}
        marks={(size) =>
          curveMarks(size, {
            id,
            history: history(),
            kind,
            arm,
            steps,
            numbers,
            words,
            pointed: task === null ? null : TASKS.indexOf(task),
            cursor,
            ...changed,
            measure: textWidth,
          })
        }
        onMove={(x, _y, { width }) => {
          setCursor(stepAt(x, width, { steps, words, measure: textWidth }));
        }}
        onLeave={() => {
          setCursor(null);
        }}
      />
    </Chart>
  );
}
