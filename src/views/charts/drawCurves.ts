/** Curves over the steps, one colour per task: the shown model solid, the other one thin and dashed. */
import { axisBottom, axisLeft, line, scaleLinear } from 'd3';
import type { HistoryPoint } from '../../session/protocol.ts';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { curveTop, growDomain, nearest, thinned } from './domain.ts';
import { curveValue, type CurveKind } from './facts.ts';
import { dodge } from './labels.ts';
import { axisAt, gridLines, layer, steady, type Layer } from './layer.ts';
import type { Size } from './Plot.tsx';
import { marked, taskMark } from './taskMarks.ts';
import { textWidth } from './textWidth.ts';

const LEFT = 34;
const FOOT = 19;
const TOP = 20;
const PANEL_GAP = 12;
/** From this width on the labels have their values with them. */
const ROOMY = 300;

/** Tasks on one scale: losses of different kinds have different units and get a panel each. */
export function panelsOf(kind: CurveKind): number[][] {
  const all = TASKS.map((_, k) => k);
  if (kind === 'relative') return [all];
  const binary = all.filter((k) => IS_BINARY[k]);
  return kind === 'auc' ? [binary] : [binary, all.filter((k) => !IS_BINARY[k])];
}

/** Range of one panel's scale, at least as wide as before. @param tasks - of the panel */
export function curveDomain(
  kind: CurveKind,
  known: [number, number] | null,
  history: readonly HistoryPoint[],
  tasks: readonly number[],
): [number, number] {
  const values = ({ arms }: HistoryPoint): number[] =>
    arms
      .flatMap((view, a) => tasks.map((k) => curveValue(kind, view, history[0].arms[a].loss, k)))
      .filter(Number.isFinite);
  if (kind === 'auc')
    return growDomain(
      known ?? [0.5, 1],
      history.reduce((low, point) => Math.min(low, ...values(point)), 0.5),
      1,
      0.1,
    );
  const start = history.length > 0 ? Math.max(1e-3, ...values(history[0])) : 1;
  return [
    0,
    curveTop(
      known?.[1] ?? null,
      start,
      history.slice(-20).map((point) => Math.max(...values(point))),
    ),
  ];
}

export interface CurvesPicture {
  /** Unique in the page. */
  id: string;
  history: readonly HistoryPoint[];
  kind: CurveKind;
  /** The shown model's index. */
  arm: number;
  steps: number;
  domains: [number, number][];
  numbers: NumberWords;
  words: { tasks: string[]; units: string[]; step: string; peak: (value: string) => string };
  /** Index of the highlighted task, or null. */
  pointed: number | null;
  /** Step under the pointer, or null for the newest. */
  cursor: number | null;
}

/** Room for the labels right of the curves. */
const labelRoom = (words: CurvesPicture['words'], width: number): number =>
  8
  + Math.max(
    textWidth(words.peak('8.8')),
    Math.max(...words.tasks.map((name) => textWidth(name))) + (width >= ROOMY ? 30 : 0),
  );

/** The step at x. */
export function stepAt(x: number, width: number, steps: number, words: CurvesPicture['words']): number {
  const right = labelRoom(words, width);
  return Math.max(0, Math.min(steps, ((x - LEFT) / (width - right - LEFT)) * steps));
}

/** Draws one panel per unit. */
export function drawCurves(svg: SVGSVGElement, size: Size, picture: CurvesPicture): void {
  const panels = panelsOf(picture.kind);
  const inner = (size.height - FOOT - (panels.length - 1) * PANEL_GAP) / panels.length;
  panels.forEach((tasks, i) => {
    drawPanel(svg, size, picture, tasks, i, i * (inner + PANEL_GAP), inner);
  });
  for (let i = panels.length; i < 2; i++) layer(svg, `panel-${i}`).remove();
}

function drawPanel(
  svg: SVGSVGElement,
  { width, height }: Size,
  picture: CurvesPicture,
  tasks: readonly number[],
  index: number,
  top: number,
  inner: number,
): void {
  const { id, history, kind, arm, steps, domains, numbers, words, pointed, cursor } = picture;
  const right = labelRoom(words, width);
  const x = scaleLinear([0, steps], [LEFT, width - right]);
  const y = scaleLinear(domains[index], [top + inner - 2, top + TOP]);
  const root = layer(svg, `panel-${index}`);
  const node = root.node()!;
  const clip = `${id}-${index}`;
  layer(
    node,
    'frame',
    JSON.stringify([width, height, kind, domains[index], steps, words, numbers.fixed(1000)]),
    (g) => {
      const ticks = y.ticks(inner < 110 ? 3 : 5);
      gridLines(g, ticks.map(y), LEFT, width - right);
      axisAt(
        g,
        axisLeft(y)
          .tickValues(ticks)
          .tickFormat((value) => numbers.plain(Number(value), 2))
          .tickSize(0)
          .tickPadding(5),
        LEFT,
        0,
      );
      g.append('text')
        .attr('class', 'tick')
        .attr('x', 0)
        .attr('y', top + 10)
        .text(words.units[index]);
      // Straight to the edge and no further: what rises above the scale is cut off and named.
      g.append('clipPath')
        .attr('id', clip)
        .append('rect')
        .attr('x', LEFT)
        .attr('y', top + TOP - 1)
        .attr('width', width - right - LEFT + 1)
        .attr('height', inner - TOP + 1);
      if (index === domains.length - 1) {
        axisAt(
          g,
          axisBottom(x)
            .tickValues([0, steps / 2, steps])
            .tickFormat((step) => numbers.fixed(Number(step)))
            .tickSize(3)
            .tickPadding(2),
          0,
          height - FOOT,
        );
        g.append('text')
          .attr('class', 'tick')
          .attr('x', width - right + 16)
          .attr('y', height - FOOT + 14)
          .text(words.step);
      }
    },
  );
  const first = history[0];
  if (!first) {
    for (const name of ['curves', 'marks', 'labels', 'cursor', 'peak']) layer(node, name).selectAll('*').remove();
    return;
  }
  const points = thinned(history.length, 240).map((i) => history[i]);
  const value = (point: HistoryPoint, a: number, k: number): number =>
    curveValue(kind, point.arms[a], first.arms[a].loss, k);
  const other = 1 - arm;
  const lines = [...tasks.map((k) => ({ k, a: other })), ...tasks.map((k) => ({ k, a: arm }))];
  steady(layer(node, 'curves').attr('clip-path', `url(#${clip})`).selectAll('path').data(lines).join('path'))
    .attr('class', ({ a }) => (a === arm ? 'curve' : 'curve other'))
    .attr('stroke', ({ k }) => taskColor(TASKS[k]))
    .attr('data-off', ({ k }) => (pointed !== null && pointed !== k ? '' : null))
    .attr('d', ({ k, a }) =>
      line<HistoryPoint>(
        (point) => x(point.step),
        (point) => y(value(point, a, k)),
      )
        .defined((point) => Number.isFinite(value(point, a, k)))
        .digits(1)(points),
    );
  drawMarks(layer(node, 'marks').attr('clip-path', `url(#${clip})`));
  drawLabels(layer(node, 'labels'));
  const peak = Math.max(
    ...points.flatMap((point) => lines.map(({ k, a }) => value(point, a, k))).filter(Number.isFinite),
  );
  steady(
    layer(node, 'peak')
      .selectAll('text')
      .data(peak > domains[index][1] ? [peak] : [])
      .join('text'),
  )
    .attr('class', 'tick')
    .attr('x', width - right + 6)
    .attr('y', top + 10)
    .text((high) => words.peak(numbers.fixed(high, high < 10 ? 1 : 0)));

  function drawMarks(g: Layer): void {
    const at = points.map(({ step }) => step);
    const marks = tasks.flatMap((k) => marked(at, k, steps).map((i) => ({ k, point: points[i] })));
    const shown = marks.filter(({ k, point }) => Number.isFinite(value(point, arm, k)));
    steady(g.selectAll('path').data(shown).join('path'))
      .attr('class', 'curve-mark')
      .attr('d', ({ k }) => taskMark(TASKS[k], 28))
      .attr('fill', ({ k }) => taskColor(TASKS[k]))
      .attr('data-off', ({ k }) => (pointed !== null && pointed !== k ? '' : null))
      .attr(
        'transform',
        ({ k, point }) => `translate(${x(point.step).toFixed(1)},${y(value(point, arm, k)).toFixed(1)})`,
      );
  }

  function drawLabels(g: Layer): void {
    const at =
      cursor === null
        ? history.at(-1)!
        : history[
            nearest(
              history.map(({ step }) => step),
              cursor,
            )
          ];
    const ends = tasks.map((k) => Math.max(top + TOP, y(value(at, arm, k))));
    const places = dodge(
      ends.map((end) => (Number.isFinite(end) ? end : top + inner)),
      14,
      top + TOP + 4,
      top + inner,
    );
    // At the curves' ends while these move; at the edge when an earlier point is read off.
    const left = cursor === null ? Math.min(width - right, x(at.step)) + 6 : width - right + 6;
    steady(
      g
        .selectAll('text')
        .data([...tasks])
        .join('text'),
    )
      .attr('class', 'haloed')
      .attr('fill', (k) => taskInk(TASKS[k]))
      .attr('data-off', (k) => (pointed !== null && pointed !== k ? '' : null))
      .attr('x', left)
      .attr('y', (_, i) => places[i] + 4)
      .text((k) => {
        const shown = numbers.fixed(value(at, arm, k), 2);
        return width >= ROOMY ? `${words.tasks[k]} ${shown}` : cursor === null ? words.tasks[k] : shown;
      });
    steady(
      g
        .selectAll('path')
        .data([...tasks])
        .join('path'),
    )
      .attr('d', (k) => taskMark(TASKS[k], 28))
      .attr('fill', (k) => taskColor(TASKS[k]))
      .attr(
        'transform',
        (_, i) => `translate(${x(at.step).toFixed(1)},${Number.isFinite(ends[i]) ? ends[i].toFixed(1) : -10})`,
      );
    layer(node, 'cursor')
      .selectAll('line')
      .data(cursor === null ? [] : [at.step])
      .join('line')
      .attr('class', 'cursor')
      .attr('x1', x)
      .attr('x2', x)
      .attr('y1', top + TOP)
      .attr('y2', top + inner);
  }
}
