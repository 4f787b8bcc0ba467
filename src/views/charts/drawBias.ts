/** Learned position logits beside the true ones, and how far apart they have been over the steps. */
import { area, axisLeft, line, scaleLinear, symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3';
import type { BiasView } from '../../session/protocol.ts';
import { DEVICES } from '../../world/spec.ts';
import { deviceDash } from '../encoding.ts';
import type { NumberWords } from '../format.ts';
import { growDomain, thinned } from './domain.ts';
import { positionAxis, positionScale, POSITION_LEFT } from './drawCtr.ts';
import { dodge } from './labels.ts';
import { axisAt, gridLines, layer, steady } from './layer.ts';
import type { Size } from './Plot.tsx';

const FOOT = 19;
/** The devices' shapes beside their line styles: two marks in one place can still be told apart. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle] as const;

export interface BiasPicture {
  bias: BiasView;
  /** Indices of the devices shown. */
  devices: readonly number[];
  right: number;
  numbers: NumberWords;
  words: { axis: string; position: string; devices: string[]; pair: (learned: string, truth: string) => string };
  pointed: number | null;
  /** Range of logits shown; grows, never shrinks. */
  domain: [number, number];
}

/** Room around the truth at the start: estimates that overshoot a little should not move the axis. */
const MARGIN = 0.3;

/** The range that holds both tables, at least as wide as before. */
export function biasDomain(known: [number, number] | null, { learned, truth }: BiasView): [number, number] {
  const values = [...learned, ...truth].flat().filter(Number.isFinite);
  const margin = known ? 0 : MARGIN;
  return growDomain(known, Math.min(...values) - margin, Math.max(...values) + margin, 0.5);
}

/** Draws the true curves as lines and the learned logits as rings. */
export function drawBias(
  svg: SVGSVGElement,
  { width, height }: Size,
  { bias, devices, right, numbers, words, pointed, domain }: BiasPicture,
): void {
  const x = positionScale(width, right);
  const at = (p: number): number => x(p + 1) ?? 0;
  const y = scaleLinear(domain, [height - FOOT - 4, 20]);
  layer(
    svg,
    'frame',
    JSON.stringify([width, height, right, devices, domain, words, bias.truth, numbers.fixed(0.5, 1)]),
    (g) => {
      const ticks = y.ticks(height < 120 ? 3 : 5);
      gridLines(g, ticks.map(y), POSITION_LEFT, width - right);
      axisAt(
        g,
        axisLeft(y)
          .tickValues(ticks)
          .tickFormat((logit) => numbers.plain(Number(logit), 1))
          .tickSize(0)
          .tickPadding(5),
        POSITION_LEFT,
        0,
      );
      positionAxis(g, width, height - FOOT, right, words.position);
      g.append('text').attr('class', 'tick').attr('x', 0).attr('y', 10).text(words.axis);
      g.append('g')
        .selectAll('path')
        .data(devices)
        .join('path')
        .attr('class', 'truth')
        .attr('stroke-dasharray', (d) => deviceDash(DEVICES[d]) || null)
        .attr('d', (d) => line<number>((_, p) => at(p), y).defined(Number.isFinite)(bias.truth[d]));
      if (devices.length > 1) {
        const ends = devices.map((d) => y(bias.truth[d].findLast(Number.isFinite) ?? 0));
        const places = dodge(ends, 13, 12, height - FOOT - 11);
        g.append('g')
          .selectAll('text')
          .data(devices)
          .join('text')
          .attr('class', 'label')
          .attr('x', width - right + 2)
          .attr('y', (_, i) => places[i] + 4)
          .text((d) => words.devices[d]);
      }
    },
  );
  const marks = devices.flatMap((d) => bias.learned[d].map((logit, p) => ({ d, p, logit })));
  steady(layer(svg, 'learned').selectAll('path').data(marks).join('path'))
    .attr('class', 'learned')
    .attr('data-on', ({ p }) => (p + 1 === pointed ? '' : null))
    .attr('d', ({ d }) => symbol(SHAPES[d], devices.length > 1 ? 30 : 44)())
    .attr('transform', ({ p, logit }) => `translate(${at(p)},${y(logit)})`);
  const only =
    devices.length === 1 && pointed !== null
      ? { p: pointed - 1, learned: bias.learned[devices[0]][pointed - 1], truth: bias.truth[devices[0]][pointed - 1] }
      : null;
  const rightwards = (pointed ?? 1) <= 5;
  layer(svg, 'values')
    .selectAll('text')
    .data(only ? [only] : [])
    .join('text')
    .attr('class', 'haloed')
    .attr('text-anchor', rightwards ? 'start' : 'end')
    .attr('x', ({ p }) => at(p) + (rightwards ? 9 : -9))
    .attr('y', ({ learned }) => Math.max(12, y(learned) - 6))
    .text(({ learned, truth }) => words.pair(numbers.fixed(learned, 2), numbers.fixed(truth, 2)));
  layer(svg, 'cursor')
    .selectAll('line')
    .data(pointed !== null ? [pointed - 1] : [])
    .join('line')
    .attr('class', 'cursor')
    .attr('x1', at)
    .attr('x2', at)
    .attr('y1', 10)
    .attr('y2', height - FOOT);
}

/** A curve without axes: from its first value down towards zero, which is the floor. */
export function drawSpark(
  svg: SVGSVGElement,
  { width, height }: Size,
  values: readonly { step: number; value: number }[],
  steps: number,
): void {
  const known = values.filter(({ value }) => Number.isFinite(value));
  const points = thinned(known.length, 120).map((i) => known[i]);
  const x = scaleLinear([0, steps], [1, width - 4]);
  const y = scaleLinear([0, Math.max(1e-9, ...points.map(({ value }) => value))], [height - 1, 4]);
  layer(svg, 'floor', `${width} ${height}`, (g) => {
    gridLines(g, [height - 0.5], 0, width);
  });
  const g = layer(svg, 'spark');
  g.selectAll('path.spark-area')
    .data([points])
    .join('path')
    .attr('class', 'spark-area')
    .attr(
      'd',
      area<(typeof points)[number]>(
        ({ step }) => x(step),
        height - 1,
        ({ value }) => y(value),
      ).digits(1),
    );
  g.selectAll('path.spark-line')
    .data([points])
    .join('path')
    .attr('class', 'spark-line')
    .attr(
      'd',
      line<(typeof points)[number]>(
        ({ step }) => x(step),
        ({ value }) => y(value),
      ).digits(1),
    );
  g.selectAll('circle')
    .data(points.slice(-1))
    .join('circle')
    .attr('class', 'estimate')
    .attr('r', 2.5)
    .attr('cx', ({ step }) => x(step))
    .attr('cy', ({ value }) => y(value));
}
