import { axisLeft, line, scaleLinear, scalePoint } from 'd3';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVICES, POSITIONS } from '../../world/spec.ts';
import { Chart } from '../charts/Chart.tsx';
import { dodge } from '../charts/labels.ts';
import { axisAt, gridLines, layer } from '../charts/layer.ts';
import { Plot, type Size } from '../charts/Plot.tsx';
import { useArm } from '../charts/shown.ts';
import type { Table } from '../charts/table.ts';
import { textWidth } from '../charts/textWidth.ts';
import { useNumberWords, type NumberWords } from '../format.ts';
import { useLab } from '../store.ts';
import { centreAll, rmseBetween } from '../charts/fits.ts';

const LEFT = 30;
const FOOT = 18;

interface Curves {
  examination: readonly number[];
  best: readonly number[];
  learned: readonly number[] | undefined;
}
interface Words {
  examination: string;
  best: string;
  learned: string;
  position: string;
}

/** The curves of one device, each named at its end. */
function drawCurves(
  svg: SVGSVGElement,
  { width, height }: Size,
  { examination, best, learned }: Curves,
  domain: [number, number],
  numbers: NumberWords,
  words: Words,
): void {
  const places = Array.from({ length: POSITIONS }, (_, p) => p);
  const right = width - 6 - Math.max(...[words.examination, words.best, words.position].map((word) => textWidth(word)));
  const x = scalePoint(places, [LEFT, right]).padding(0.4);
  const y = scaleLinear(domain, [height - FOOT, 8]);
  const path = line<number>((_, p) => x(p) ?? 0, y).defined(Number.isFinite);
  layer(svg, 'frame', JSON.stringify([width, height, domain, examination, best, words, numbers.fixed(0.5, 1)]), (g) => {
    const ticks = y.ticks(4);
    gridLines(g, ticks.map(y), LEFT, right);
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
    g.selectAll('text.tick')
      .data(places)
      .join('text')
      .attr('class', 'tick')
      .attr('x', (p) => x(p) ?? 0)
      .attr('y', height - 4)
      .attr('text-anchor', 'middle')
      .text((p) => p + 1);
    g.append('path').attr('class', 'bias-examined').attr('d', path(examination));
    g.append('path').attr('class', 'bias-truth').attr('d', path(best));
    g.append('text')
      .attr('class', 'tick')
      .attr('x', right + 4)
      .attr('y', height - 4)
      .text(words.position);
    const ends = (
      [
        ['examination', examination],
        ['best', best],
      ] as const
    ).map(([name, curve]) => ({ name, at: y(curve.findLast(Number.isFinite) ?? 0) }));
    const tops = dodge(
      ends.map(({ at }) => at),
      13,
      12,
      height - FOOT - 4,
    );
    g.selectAll('text.bias-label')
      .data(ends)
      .join('text')
      .attr('class', 'bias-label')
      .attr('x', right + 4)
      .attr('y', (_, i) => tops[i] + 4)
      .text(({ name }) => words[name]);
  });
  layer(svg, 'name')
    .selectAll('text')
    .data(learned?.slice(0, 1) ?? [])
    .join('text')
    .attr('class', 'haloed estimate-word')
    .attr('x', (x(0) ?? 0) + 8)
    .attr('y', (logit) => Math.max(12, y(logit) + 4))
    .text(words.learned);
  layer(svg, 'learned')
    .selectAll('circle')
    .data(learned ?? [])
    .join('circle')
    .attr('class', 'bias-ring')
    .attr('r', 3.5)
    .attr('cx', (_, p) => x(p) ?? 0)
    .attr('cy', y);
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
  const tables = useMemo(
    () =>
      world?.bestAdditive && {
        best: centreAll(world.bestAdditive.table),
        examination: centreAll(world.trueBias),
        error: world.bestAdditive.error,
      },
    [world],
  );
  const bias = useCallback(() => arm()?.bias, [arm]);
  const learned = useCallback(() => bias()?.learned, [bias]);
  const domain = useMemo((): [number, number] => {
    const values = tables ? [...tables.best, ...tables.examination].flat().filter(Number.isFinite) : [];
    return [Math.floor(Math.min(-1, ...values) * 2) / 2 - 0.5, Math.ceil(Math.max(1, ...values) * 2) / 2];
  }, [tables]);
  const table = useCallback(
    (): Table => ({
      columns: [
        { label: t('bias.column.device') },
        { label: t('bias.column.position') },
        { label: t('bias.assumption.examination'), digits: 3 },
        { label: t('bias.assumption.best'), digits: 3 },
        { label: t('bias.assumption.learned'), digits: 3 },
      ],
      rows: tables
        ? DEVICES.flatMap((name, d) =>
            tables.best[d].map((best, p) => [
              t(`device.${name}`),
              p + 1,
              tables.examination[d][p],
              best,
              learned()?.[d]?.[p] ?? NaN,
            ]),
          )
        : [],
    }),
    [tables, learned, t],
  );
  if (!tables) return null;
  const words: Words = {
    examination: t('bias.assumption.examination'),
    best: t('bias.assumption.best'),
    learned: t('bias.assumption.learned'),
    position: t('bias.position'),
  };
  const title = (): string => {
    const now = bias();
    const error = numbers.fixed(100 * tables.error, 1);
    return now
      ? t('bias.assumption.title', {
          error,
          best: numbers.fixed(now.rmse, 2),
          examination: numbers.fixed(rmseBetween(now.learned, tables.examination), 2),
        })
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
              describe={() =>
                t('bias.assumption.describe', {
                  device: t(`device.${name}`),
                  rows: tables.best[d]
                    .map((best, p) =>
                      [tables.examination[d][p], best, learned()?.[d]?.[p] ?? NaN]
                        .map((value) => numbers.fixed(value, 1))
                        .join(' / '),
                    )
                    .join(', '),
                })
              }
              draw={(svg, size) => {
                drawCurves(
                  svg,
                  size,
                  { examination: tables.examination[d], best: tables.best[d], learned: learned()?.[d] },
                  domain,
                  numbers,
                  words,
                );
              }}
            />
          </div>
        ))}
      </div>
    </Chart>
  );
}
