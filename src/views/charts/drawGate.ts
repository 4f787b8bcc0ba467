/** One gate now: the distribution of every expert's weight over held-out examples, and its mean. */
import { axisLeft, scaleBand, scaleLinear } from 'd3';
import { HISTOGRAM_BINS } from '../../engine/types.ts';
import { utilizationRow } from '../../metrics/gates.ts';
import type { ArmView } from '../../session/protocol.ts';
import type { NumberWords } from '../format.ts';
import { axisAt, gridLines, layer, steady } from './layer.ts';
import type { Size } from './Plot.tsx';
import { violinPath } from './violin.ts';

/** Pixels left and right of the columns; the axis of experts below the drawing keeps to them. */
export const GATE_LEFT = 18;
export const GATE_RIGHT = 2;
const TOP = 7;
const BOTTOM = 5;
const WIDEST = 15;

export interface GatePicture {
  arm: ArmView;
  task: number;
  experts: number;
  color: string;
  ink: string;
  /** Pointed expert. */
  pointed: number | null;
  numbers: NumberWords;
}

/** Which expert's column is at x. */
export function expertAt(x: number, width: number, experts: number): number | null {
  const expert = Math.floor(((x - GATE_LEFT) / (width - GATE_LEFT - GATE_RIGHT)) * experts);
  return expert >= 0 && expert < experts ? expert : null;
}

/** Draws one gate. */
export function drawGate(
  svg: SVGSVGElement,
  { width, height }: Size,
  { arm, task, experts, color, ink, pointed, numbers }: GatePicture,
): void {
  const x = scaleBand<number>(
    Array.from({ length: experts }, (_, e) => e),
    [GATE_LEFT, width - GATE_RIGHT],
  );
  const y = scaleLinear([0, 1], [height - BOTTOM, TOP]);
  const halfWidth = Math.max(2, Math.min(WIDEST, x.bandwidth() / 2 - 1));
  const middle = (expert: number): number => (x(expert) ?? 0) + x.bandwidth() / 2;
  const place = `${width} ${height} ${experts} ${color}`;
  layer(svg, 'frame', place, (g) => {
    gridLines(g, [y(0), y(1)], GATE_LEFT, width - GATE_RIGHT);
    axisAt(g, axisLeft(y).tickValues([0, 1]).tickFormat(String).tickSize(0).tickPadding(5), GATE_LEFT, 0);
    g.append('line')
      .attr('class', 'even')
      .attr('x1', GATE_LEFT)
      .attr('x2', width - GATE_RIGHT)
      .attr('y1', y(1 / experts))
      .attr('y2', y(1 / experts));
  });
  const means = utilizationRow(arm.utilization, experts, task);
  const all = Array.from(means, (_, e) => e);
  steady(
    layer(svg, 'shapes', place, (g) => {
      g.selectAll('path').data(all).join('path').attr('class', 'violin').attr('fill', color).attr('stroke', color);
    })
      .selectAll<SVGPathElement, unknown>('path')
      .data(all),
  )
    .attr('data-on', (e) => (e === pointed ? '' : null))
    .attr('data-off', (e) => (pointed !== null && e !== pointed ? '' : null))
    .attr('d', (e) =>
      violinPath(arm.histogram, (task * experts + e) * HISTOGRAM_BINS, HISTOGRAM_BINS, {
        x: middle(e),
        halfWidth,
        y0: y(0),
        y1: y(1),
      }),
    );
  steady(
    layer(svg, 'means', place, (g) => {
      g.selectAll('circle')
        .data(all)
        .join('circle')
        .attr('class', 'mean')
        .attr('r', Math.min(3.5, halfWidth - 0.5))
        .attr('fill', ink)
        .attr('cx', middle);
    })
      .selectAll<SVGCircleElement, unknown>('circle')
      .data(all),
  )
    .attr('data-off', (e) => (pointed !== null && e !== pointed ? '' : null))
    .attr('cy', (e) => y(means[e]));
  layer(svg, 'value')
    .selectAll('text')
    .data(pointed !== null && pointed < experts ? [pointed] : [])
    .join('text')
    .attr('class', 'haloed')
    .attr('text-anchor', (e) => (e < experts / 2 ? 'start' : 'end'))
    .attr('x', (e) => middle(e) + (e < experts / 2 ? 7 : -7))
    .attr('y', (e) => Math.max(TOP + 8, y(means[e]) - 6))
    .text((e) => numbers.fixed(means[e], 2));
}
