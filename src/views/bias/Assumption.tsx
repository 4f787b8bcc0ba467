import { axisLeft, line, scaleLinear, scalePoint } from 'd3';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES, POSITIONS } from '../../world/spec.ts';
import { Chart } from '../charts/Chart.tsx';
import { axisAt, gridLines, layer } from '../charts/layer.ts';
import { Plot, type Size } from '../charts/Plot.tsx';
import { useArm } from '../charts/shown.ts';
import type { Table } from '../charts/table.ts';
import { useNumberWords, type NumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { centreAll, rmseBetween } from './fits.ts';

const LEFT = 30;
const FOOT = 18;

interface Curves { examination: readonly number[]; best: readonly number[]; learned: readonly number[] | undefined }

function drawCurves(svg: SVGSVGElement, { width, height }: Size, { examination, best, learned }: Curves, domain: [number, number], numbers: NumberWords): void {
  const places = Array.from({ length: POSITIONS }, (_, p) => p);
  const x = scalePoint(places, [LEFT, width - 6]).padding(0.4);
  const y = scaleLinear(domain, [height - FOOT, 8]);
  const path = line<number>((_, p) => x(p) ?? 0, y).defined(Number.isFinite);
  layer(svg, 'frame', JSON.stringify([width, height, domain, examination, best, numbers.fixed(0.5, 1)]), (g) => {
    const ticks = y.ticks(4);
    gridLines(g, ticks.map(y), LEFT, width - 6);
    axisAt(g, axisLeft(y).tickValues(ticks).tickFormat((value) => numbers.plain(Number(value), 1)).tickSize(0).tickPadding(5), LEFT, 0);
    g.selectAll('text.tick').data(places).join('text').attr('class', 'tick').attr('x', (p) => x(p) ?? 0).attr('y', height - 4).attr('text-anchor', 'middle').text((p) => p + 1);
    g.append('path').attr('class', 'bias-examined').attr('d', path(examination));
    g.append('path').attr('class', 'bias-truth').attr('d', path(best));
  });
  layer(svg, 'learned').selectAll('circle').data(learned ?? []).join('circle').attr('class', 'bias-ring').attr('r', 3.5).attr('cx', (_, p) => x(p) ?? 0).attr('cy', y);
}

/** Shown when clicks are not additive: how wrong the shallow tower's assumption is, and the best that a table could do. */
export function Assumption() {
  const opened = useLab((lab) => lab.opened);
  return opened?.world.bestAdditive ? <AssumptionChart /> : null;
}

function AssumptionChart() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const world = useLab((lab) => lab.opened?.world);
  const { arm } = useArm();
  const tables = useMemo(() => world?.bestAdditive && {
    best: centreAll(world.bestAdditive.table), examination: centreAll(world.trueBias), error: world.bestAdditive.error,
  }, [world]);
  const learned = useCallback(() => arm()?.bias?.learned, [arm]);
  const domain = useMemo((): [number, number] => {
    const values = tables ? [...tables.best, ...tables.examination].flat().filter(Number.isFinite) : [];
    return [Math.floor(Math.min(-1, ...values) * 2) / 2 - 0.5, Math.ceil(Math.max(1, ...values) * 2) / 2];
  }, [tables]);
  const table = useCallback((): Table => ({
    columns: [
      { label: t('bias.column.device') }, { label: t('bias.column.position') }, { label: t('bias.assumption.examination'), digits: 3 },
      { label: t('bias.assumption.best'), digits: 3 }, { label: t('bias.assumption.learned'), digits: 3 },
    ],
    rows: tables ? DEVICES.flatMap((name, d) => tables.best[d].map((best, p) => [t(`device.${name}`), p + 1, tables.examination[d][p], best, learned()?.[d]?.[p] ?? NaN])) : [],
  }), [tables, learned, t]);
  if (!tables) return null;
  const title = (): string => {
    const now = learned();
    const error = numbers.percent(tables.error, 1);
    return now
      ? t('bias.assumption.title', { error, best: numbers.fixed(rmseBetween(now, tables.best), 2), examination: numbers.fixed(rmseBetween(now, tables.examination), 2) })
      : t('bias.assumption.titleError', { error });
  };
  return (
    <Chart name={t('bias.assumption.name')} title={title} subtitle={t('bias.assumption.subtitle')} table={table}>
      <div className="bias-course-row">
        {DEVICES.map((name, d) => (
          <div key={name} className="bias-course-one">
            <h3>{t(`device.${name}`)}</h3>
            <Plot
              className="bias-course-plot tall"
              describe={() => t('bias.assumption.describe', {
                device: t(`device.${name}`), rows: tables.best[d].map((best, p) => [tables.examination[d][p], best, learned()?.[d]?.[p] ?? NaN].map((value) => numbers.fixed(value, 1)).join(' / ')).join(', '),
              })}
              draw={(svg, size) => { drawCurves(svg, size, { examination: tables.examination[d], best: tables.best[d], learned: learned()?.[d] }, domain, numbers); }}
            />
          </div>
        ))}
      </div>
    </Chart>
  );
}
