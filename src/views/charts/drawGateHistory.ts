/** One gate over the steps: every expert's mean weight, stacked, and the effective number of experts below. */
import { axisBottom, axisLeft, line, scaleLinear } from 'd3';
import type { HistoryPoint } from '../../session/protocol.ts';
import type { NumberWords } from '../format.ts';
import { thinned } from './domain.ts';
import { axisAt, gridLines, layer, steady } from './layer.ts';
import type { Size } from './Plot.tsx';

const LEFT = 18;
const RIGHT = 16;
const TOP = 7;
const AXIS = 18;
/** Between the bands and the strip: room for both axes' numbers where there is height. */
const gap = (height: number): number => (height > 120 ? 16 : 8);
/** Height of the strip with the effective number. */
const strip = (height: number): number => Math.max(20, Math.min(48, height * 0.24));
/** Points drawn at most: the pictures are small. */
const POINTS = 80;
const tenths = (value: number): number => Math.round(value * 10) / 10;
/** Bands of neighbouring experts are told apart by two tints. */
const TINTS = [0.62, 0.34] as const;
/** A band lower than this has no room for its number. */
const LABEL_ROOM = 13;

export interface GateHistoryPicture {
  history: readonly HistoryPoint[];
  arm: number;
  task: number;
  experts: number;
  steps: number;
  color: string;
  ink: string;
  pointed: number | null;
  /** Step to mark with a line. */
  mark: number | null;
  numbers: NumberWords;
}

/** Upper edge of expert e's band at one point: expert 1 lies on top, as in a list. */
function edges({ arms }: HistoryPoint, arm: number, task: number, experts: number): number[] {
  const { utilization } = arms[arm];
  const tops = [1];
  for (let e = 0; e < experts; e++) tops.push(Math.max(0, tops[e] - utilization[task * experts + e]));
  return tops;
}

const plotBottom = (height: number): number => height - AXIS - strip(height) - gap(height);

/** Which expert's band is at a place of the drawing, at the newest point. */
export function bandAt(
  y: number,
  { height }: Size,
  history: readonly HistoryPoint[],
  arm: number,
  task: number,
  experts: number,
): number | null {
  const last = history.at(-1);
  const share = (plotBottom(height) - y) / (plotBottom(height) - TOP);
  if (!last || share < 0 || share > 1) return null;
  const tops = edges(last, arm, task, experts);
  const expert = tops.findIndex((top, e) => e > 0 && top <= share) - 1;
  return expert >= 0 && expert < experts ? expert : null;
}

/** Which step is at a place of the drawing. */
export const stepAt = (x: number, { width }: Size, steps: number): number =>
  Math.round(Math.max(0, Math.min(1, (x - LEFT) / (width - RIGHT - LEFT))) * steps);

/** Draws one gate's history. */
export function drawGateHistory(svg: SVGSVGElement, { width, height }: Size, picture: GateHistoryPicture): void {
  const { history, arm, task, experts, steps, color, ink, pointed, mark, numbers } = picture;
  const bottom = plotBottom(height);
  const x = scaleLinear([0, steps], [LEFT, width - RIGHT]);
  const y = scaleLinear([0, 1], [bottom, TOP]);
  const count = scaleLinear([1, Math.max(2, experts)], [height - AXIS, bottom + gap(height)]);
  layer(svg, 'frame', `${width} ${height} ${experts} ${steps} ${numbers.fixed(1000)}`, (g) => {
    gridLines(g, [y(0), y(1), count(1), count(experts)], LEFT, width - RIGHT);
    axisAt(
      g,
      axisLeft(y)
        .tickValues(bottom - TOP > 70 ? [0, 1] : [1])
        .tickFormat(String)
        .tickSize(0)
        .tickPadding(5),
      LEFT,
      0,
    );
    axisAt(g, axisLeft(count).tickValues([experts]).tickFormat(String).tickSize(0).tickPadding(5), LEFT, 0);
    axisAt(
      g,
      axisBottom(x)
        .tickValues([0, steps])
        .tickFormat((step) => numbers.fixed(Number(step)))
        .tickSize(3)
        .tickPadding(2),
      0,
      height - AXIS,
    );
  });
  const points = thinned(history.length, POINTS).map((i) => history[i]);
  const tops = points.map((point) => edges(point, arm, task, experts));
  const indices = points.map((_, i) => i);
  const xs = points.map((point) => tenths(x(point.step)));
  // Every edge is written once forwards, as the top of its band, and once backwards, as the bottom of the band above.
  const forwards: string[] = [];
  const backwards: string[] = [];
  for (let e = 0; e <= experts; e++) {
    const corners = tops.map((edge, i) => `${xs[i]},${tenths(y(edge[e]))}`);
    forwards.push(corners.join('L'));
    backwards.push(corners.reverse().join('L'));
  }
  const all = Array.from({ length: experts }, (_, e) => e);
  steady(
    layer(svg, 'bands', `${experts} ${color}`, (g) => {
      g.selectAll('path')
        .data(all)
        .join('path')
        .attr('class', 'band')
        .attr('fill', color)
        .attr('fill-opacity', (e) => TINTS[e % 2]);
    })
      .selectAll<SVGPathElement, unknown>('path')
      .data(all),
  )
    .attr('data-on', (e) => (e === pointed ? '' : null))
    .attr('data-off', (e) => (pointed !== null && e !== pointed ? '' : null))
    .attr('d', (e) => (points.length > 0 ? `M${forwards[e]}L${backwards[e + 1]}Z` : null));
  const last = tops.at(-1) ?? [];
  const labelled = all.filter((e) => last.length > 0 && y(last[e + 1]) - y(last[e]) >= LABEL_ROOM);
  steady(layer(svg, 'numbers').selectAll('text').data(labelled).join('text'))
    .attr('class', 'label')
    .attr('x', (xs.at(-1) ?? 0) + 4)
    .attr('y', (e) => (y(last[e]) + y(last[e + 1])) / 2 + 4)
    .text((e) => e + 1);
  steady(
    layer(svg, 'mark')
      .selectAll('line')
      .data(mark === null ? [] : [mark])
      .join('line'),
  )
    .attr('class', 'mark')
    .attr('x1', (step) => tenths(x(step)))
    .attr('x2', (step) => tenths(x(step)))
    .attr('y1', TOP - 4)
    .attr('y2', height - AXIS);
  const effective = layer(svg, 'effective');
  const curve = (pick: (view: HistoryPoint['arms'][number]) => number[]): string =>
    line<number>(
      (i) => xs[i],
      (i) => count(pick(points[i].arms[arm])[task]),
    ).digits(1)(indices) ?? '';
  steady(
    effective
      .selectAll('path')
      .data([curve((view) => view.effectivePerExample), curve((view) => view.effectiveOfMean)])
      .join('path'),
  )
    .attr('fill', 'none')
    .attr('stroke', ink)
    .attr('stroke-width', (_, i) => (i === 0 ? 1.75 : 1))
    .attr('stroke-dasharray', (_, i) => (i === 0 ? null : '3 2'))
    .attr('d', (d) => d);
}
