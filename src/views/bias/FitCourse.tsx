import { axisBottom, axisLeft, line, scaleLinear } from 'd3';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../charts/Chart.tsx';
import { thinned } from '../charts/domain.ts';
import { axisAt, gridLines, layer } from '../charts/layer.ts';
import { Plot, type Size } from '../charts/Plot.tsx';
import { useArm, useHistory } from '../charts/shown.ts';
import type { Table } from '../charts/table.ts';
import { useNumberWords, type NumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { fitAt, FIT_FIGURES, tableLayout, targetOf, type FitFigure } from '../charts/fits.ts';

/** Range shown of each figure, and where a perfect table would be. */
const RANGES: Record<FitFigure, { domain: [number, number]; perfect: number; ticks: number[] }> = {
  rmse: { domain: [0, 0.6], perfect: 0, ticks: [0, 0.2, 0.4, 0.6] },
  r: { domain: [0, 1], perfect: 1, ticks: [0, 0.5, 1] },
  slope: { domain: [0, 2], perfect: 1, ticks: [0, 1, 2] },
};
const LEFT = 26;
const FOOT = 18;

interface Point {
  step: number;
  value: number;
}

function drawCourse(
  svg: SVGSVGElement,
  { width, height }: Size,
  figure: FitFigure,
  points: readonly Point[],
  steps: number,
  numbers: NumberWords,
  unit: string,
): void {
  const { domain, perfect, ticks } = RANGES[figure];
  const x = scaleLinear([0, steps], [LEFT, width - 8]);
  const y = scaleLinear(domain, [height - FOOT, 6]).clamp(true);
  layer(svg, 'frame', JSON.stringify([width, height, steps, unit, numbers.fixed(0.5, 1)]), (g) => {
    gridLines(g, ticks.map(y), LEFT, width - 8);
    axisAt(
      g,
      axisLeft(y)
        .tickValues(ticks)
        .tickFormat((value) => numbers.plain(Number(value), 1))
        .tickSize(0)
        .tickPadding(5),
      LEFT,
      0,
    );
    axisAt(
      g,
      axisBottom(x)
        .tickValues([0, steps / 2, steps])
        .tickFormat((step) => (Number(step) === 0 ? `${unit} 0` : numbers.plain(Number(step))))
        .tickSize(0)
        .tickPadding(5),
      0,
      height - FOOT,
    );
    // Words at the ends stay inside the picture.
    g.selectAll<SVGTextElement, number>('.axis:last-of-type text').attr('text-anchor', (step) =>
      step === 0 ? 'start' : step === steps ? 'end' : 'middle',
    );
    g.append('line')
      .attr('class', 'bias-perfect')
      .attr('x1', LEFT)
      .attr('x2', width - 8)
      .attr('y1', y(perfect))
      .attr('y2', y(perfect));
  });
  const known = points.filter(({ value }) => Number.isFinite(value));
  const shown = thinned(known.length, 160).map((i) => known[i]);
  const g = layer(svg, 'course');
  g.selectAll('path')
    .data([shown])
    .join('path')
    .attr('class', 'bias-course')
    .attr(
      'd',
      line<Point>(
        ({ step }) => x(step),
        ({ value }) => y(value),
      ).digits(1),
    );
  g.selectAll('circle')
    .data(shown.slice(-1))
    .join('circle')
    .attr('class', 'estimate')
    .attr('r', 3)
    .attr('cx', ({ step }) => x(step))
    .attr('cy', ({ value }) => y(value));
}

/** Error, correlation and slope of the learned position logits over the steps. */
export function FitCourse() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const opened = useLab((lab) => lab.opened);
  const chosen = useLab((lab) => lab.state.view.arm);
  const history = useHistory();
  const { arm } = useArm();
  const layout = useMemo(() => (opened ? tableLayout(opened.run) : null), [opened]);
  const positions = opened !== null && opened.world.ctr.pooled.length > 0;
  const points = useCallback(
    (figure: FitFigure): Point[] => {
      if (!layout || !opened) return [];
      const target = targetOf(opened.world);
      return history().map(({ step, arms }) => ({
        step,
        value: fitAt(arms[chosen], layout, target)?.[figure] ?? (figure === 'rmse' ? arms[chosen].rmse : NaN),
      }));
    },
    [layout, opened, history, chosen],
  );
  const table = useCallback((): Table => {
    const rows = FIT_FIGURES.map((figure) => points(figure));
    return {
      columns: [
        { label: t('bias.course.step') },
        ...FIT_FIGURES.map((figure) => ({ label: t(`bias.figure.${figure}`), digits: 3 })),
      ],
      rows: rows[0].map(({ step, value }, i) => [step, value, rows[1][i].value, rows[2][i].value]),
    };
  }, [points, t]);
  const title = (): string => {
    const bias = arm()?.bias;
    return bias
      ? t('bias.course.title', {
          step: numbers.fixed(history().at(-1)?.step ?? 0),
          rmse: numbers.fixed(bias.rmse, 2),
          r: numbers.fixed(bias.r, 2),
          slope: numbers.fixed(bias.slope, 2),
        })
      : t('bias.course.name');
  };
  return (
    <Chart
      name={t('bias.course.name')}
      title={title}
      subtitle={t(`bias.course.subtitle.${opened?.world.bestAdditive ? 'best' : 'truth'}`)}
      table={table}
      empty={opened === null || (layout !== null && positions) ? null : t('bias.course.empty')}
      className="bias-courses"
    >
      <div className="bias-course-row">
        {FIT_FIGURES.map((figure) => (
          <div key={figure} className="bias-course-one">
            <h3>{t(`bias.figure.${figure}`)}</h3>
            <Plot
              className="bias-course-plot"
              describe={() => {
                const now = points(figure);
                return t('bias.course.describe', {
                  figure: t(`bias.figure.${figure}`),
                  from: numbers.fixed(now[0]?.value ?? NaN, 2),
                  to: numbers.fixed(now.at(-1)?.value ?? NaN, 2),
                  step: numbers.fixed(now.at(-1)?.step ?? 0),
                });
              }}
              draw={(svg, size) => {
                drawCourse(
                  svg,
                  size,
                  figure,
                  points(figure),
                  opened?.run.training.steps ?? 1,
                  numbers,
                  t('bias.course.step'),
                );
              }}
            />
          </div>
        ))}
      </div>
    </Chart>
  );
}
