import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { MODELS } from '../trained.ts';
import { useArmNames, useSameModels } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { curveMarks, stepAt } from './curveMarks.ts';
import { curvesTable } from './curvesTable.ts';
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
  const history = useHistory();
  const names = useArmNames();
  const same = useSameModels();
  const arm = useLab((lab) => lab.state.view.arm);
  const [kind, setKind] = useState<CurveKind>('relative');
  const table = useCallback(
    (): Table => curvesTable(t, same ? names.slice(0, 1) : names, history()),
    [history, names, same, t],
  );
  return (
    <Chart
      className="curves"
      name={t('charts.curves.name')}
      title={() => curvesTitle(say, kind, history(), arm)}
      subtitle={
        same
          ? t('charts.curves.same')
          : t('charts.curves.subtitle', { thick: names[0], thin: names[1], letter: MODELS[arm] })
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
      <Curves kind={kind} />
    </Chart>
  );
}

/** The picture, and the step that is read off it. */
function Curves({ kind }: { kind: CurveKind }) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const history = useHistory();
  const arm = useLab((lab) => lab.state.view.arm);
  const steps = useLab((lab) => lab.opened?.run.training.steps ?? 1);
  const { task } = usePointed();
  const changed = useChanges();
  const id = useId();
  const [cursor, setCursor] = useState<number | null>(null);
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
  const describe = (): string => {
    const points = history();
    const now = points.at(-1)?.arms[arm];
    const values = now
      ? TASKS.map((_, k) => k)
          .filter((k) => kind !== 'auc' || IS_BINARY[k])
          .map((k) => `${name(k)} ${numbers.fixed(curveValue(kind, now, points[0].arms[arm].loss, k), 3)}`)
      : [];
    return t('charts.curves.describe', { what: t(`charts.curves.kind.${kind}`), values: values.join(t('comma')) });
  };
  const pointed = task === null ? null : TASKS.indexOf(task);
  const picture = { id, kind, arm, steps, numbers, words, pointed, cursor, ...changed, textWidth };
  return (
    <Plot
      className="curves-plot"
      describe={describe}
      marks={(size) => curveMarks(size, { ...picture, history: history() })}
      onMove={(x, _y, { width }) => {
        setCursor(stepAt(x, width, picture));
      }}
      onLeave={() => {
        setCursor(null);
      }}
    />
  );
}
