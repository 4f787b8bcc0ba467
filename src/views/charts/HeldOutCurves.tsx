import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rSquared } from '../../metrics/losses.ts';
import { TASKS } from '../../world/spec.ts';
import { useSay } from '../say.ts';
import { useTasks } from '../tasks.ts';
import { useLab } from '../store.ts';
import { isSynthetic } from '../../run/source.ts';
import { MODELS } from '../trained.ts';
import { useArmNames, useSameModels } from '../useTrained.ts';
import { Chart } from './Chart.tsx';
import { curveMarks, panelsOf, stepAt } from './curveMarks.ts';
import { curvesTable } from './curvesTable.ts';
import { CURVES, curveValue, type CurveKind } from './facts.ts';
import { Plot } from './Plot.tsx';
import { usePointed } from './pointing.ts';
import { Segments } from './Segments.tsx';
import { useHistory } from './shown.ts';
import { LONGEST_NAME, shortened } from './shortened.ts';
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
  const tasks = useTasks();
  const variance = useVariance();
  const arm = useLab((lab) => lab.state.view.arm);
  const [kind, setKind] = useState<CurveKind>('relative');
  const table = useCallback(
    (): Table => curvesTable(t, same ? names.slice(0, 1) : names, history(), tasks, variance),
    [history, names, same, t, tasks, variance],
  );
  return (
    <Chart
      card="curves"
      className="curves"
      name={t('charts.curves.name')}
      title={() => curvesTitle(say, kind, history(), arm, tasks)}
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

/** [4] variance of the held-out labels of regressions, of a run on a table: the share of it that is explained is R². */
const useVariance = (): readonly number[] | undefined =>
  useLab((lab) => (lab.opened && !isSynthetic(lab.opened.run) ? lab.opened.world.heldOutVariance : undefined));

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
  const tasks = useTasks();
  const variance = useVariance();
  const name = (k: number): string => t(`task.${TASKS[k]}`);
  const isBinary = (k: number): boolean => tasks.some(({ index, kind: of }) => index === k && of === 'binary');
  const explained = (k: number, loss: number): string =>
    kind === 'loss' && variance && !isBinary(k)
      ? t('charts.curves.r2', { value: numbers.fixed(rSquared(loss, variance[k]), 2) })
      : '';
  const words = {
    tasks: TASKS.map((_, k) => shortened(name(k), LONGEST_NAME, textWidth)),
    whole: TASKS.map((_, k) => name(k)),
    units:
      kind === 'loss'
        ? panelsOf(kind, tasks).map(([k]) => t(`charts.curves.unit.${isBinary(k) ? 'entropy' : 'squared'}`))
        : [t(`charts.curves.unit.${kind}`)],
    step: t('charts.step'),
    peak: (value: string) => t('charts.curves.peak', { value }),
    more: kind === 'loss' && variance ? ` · ${t('charts.curves.r2', { value: '0.88' })}` : undefined,
  };
  const describe = (): string => {
    const points = history();
    const now = points.at(-1)?.arms[arm];
    const values = now
      ? panelsOf(kind, tasks)
          .flat()
          .sort((a, b) => a - b)
          .map((k) => {
            const value = curveValue(kind, now, points[0].arms[arm].loss, k);
            return [name(k), numbers.fixed(value, 3), explained(k, value)].filter(Boolean).join(' ');
          })
      : [];
    return t('charts.curves.describe', { what: t(`charts.curves.kind.${kind}`), values: values.join(t('comma')) });
  };
  const pointed = task === null ? null : TASKS.indexOf(task);
  const picture = {
    id,
    tasks,
    more: explained,
    kind,
    arm,
    steps,
    numbers,
    words,
    pointed,
    cursor,
    ...changed,
    textWidth,
  };
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
