import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../charts/Chart.tsx';
import type { StepValue } from '../charts/biasMarks.ts';
import { Plot } from '../charts/Plot.tsx';
import { useFrame, useHistory } from '../charts/shown.ts';
import { ofModel, type Table } from '../charts/table.ts';
import { useChanges } from '../charts/useChanges.ts';
import { useNumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { useShownModel } from '../charts/useShownModel.ts';
import { courseMarks } from './courseMarks.ts';
import { fitAt, FIT_FIGURES, tableLayout, type FitFigure } from '../charts/fits.ts';
import { courseTitle } from './titles.ts';
import styles from './bias.module.css';

/** Error, correlation and slope of the learned position logits over the steps. */
export function FitCourse() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const chosen = useLab((lab) => lab.state.view.arm);
  const model = useShownModel();
  const history = useHistory();
  const changed = useChanges();
  const { frame } = useFrame();
  const layout = useMemo(() => (opened ? tableLayout(opened.run) : null), [opened]);
  const positions = opened !== null && opened.world.ctr.pooled.length > 0;
  const points = useCallback(
    (figure: FitFigure): StepValue[] => {
      if (!layout || !opened) return [];
      return history().map(({ step, arms }) => ({
        step,
        value: fitAt(arms[chosen], layout, opened.world)?.[figure] ?? (figure === 'rmse' ? arms[chosen].rmse : NaN),
      }));
    },
    [layout, opened, history, chosen],
  );
  const table = useCallback((): Table => {
    const rows = FIT_FIGURES.map((figure) => points(figure));
    const whole = {
      columns: [
        { label: t('bias.course.step') },
        ...FIT_FIGURES.map((figure) => ({ label: t(`bias.figure.${figure}`), digits: 3 })),
      ],
      rows: rows[0].map(({ step, value }, i) => [step, value, rows[1][i].value, rows[2][i].value]),
    };
    return ofModel(whole, model);
  }, [points, t, model]);
  return (
    <Chart
      card="course"
      name={t('bias.course.name')}
      title={() => courseTitle({ t, numbers }, frame(), chosen)}
      subtitle={t(`bias.course.subtitle.${opened?.world.truth?.bestAdditive ? 'best' : 'truth'}`)}
      table={table}
      empty={opened === null || (layout !== null && positions) ? null : t('bias.course.empty')}
      className="bias-courses"
    >
      <div className={styles.courseRow}>
        {FIT_FIGURES.map((figure) => (
          <div key={figure} className="bias-course-one">
            <h3>{t(`bias.figure.${figure}`)}</h3>
            <Plot
              className={styles.coursePlot}
              describe={() => {
                const now = points(figure);
                return t('bias.course.describe', {
                  figure: t(`bias.figure.${figure}`),
                  from: numbers.fixed(now[0]?.value ?? NaN, 2),
                  to: numbers.fixed(now.at(-1)?.value ?? NaN, 2),
                  step: numbers.fixed(now.at(-1)?.step ?? 0),
                });
              }}
              marks={(size) =>
                courseMarks(size, {
                  figure,
                  points: points(figure),
                  steps: opened?.run.training.steps ?? 1,
                  numbers,
                  unit: t('bias.course.step'),
                  ...changed,
                })
              }
            />
          </div>
        ))}
      </div>
    </Chart>
  );
}
