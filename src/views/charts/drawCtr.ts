/** Click-through rate by position: what was observed, and what relevance or position alone would give. */
import { axisBottom, axisLeft, line, scaleLinear, scalePoint, symbol, symbolDiamond } from 'd3';
import type { CtrPoint } from '../../session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import { dodge, lineObstacles, placeLabel, type Box } from './labels.ts';
import { axisAt, gridLines, layer } from './layer.ts';
import type { Size } from './Plot.tsx';
import { textWidth } from './textWidth.ts';

export const POSITION_LEFT = 34;
const LABEL_HEIGHT = 14;
const all = Array.from({ length: POSITIONS }, (_, p) => p + 1);

/** Both drawings of positions share this scale, so that their columns stand below each other. */
export const positionScale = (width: number, right: number) =>
  scalePoint<number>(all, [POSITION_LEFT, width - right]).padding(0.5);

/** The position nearest to x. */
export function positionAt(x: number, width: number, right: number): number {
  const share = (x - POSITION_LEFT) / (width - right - POSITION_LEFT);
  return Math.max(1, Math.min(POSITIONS, Math.ceil(share * POSITIONS)));
}

/** The axis of positions at the foot of a drawing. */
export function positionAxis(
  g: Parameters<typeof axisAt>[0],
  width: number,
  y: number,
  right: number,
  label: string,
): void {
  axisAt(g, axisBottom(positionScale(width, right)).tickFormat(String).tickSize(0).tickPadding(4), 0, y);
  g.append('text')
    .attr('class', 'tick')
    .attr('x', width - right + 2)
    .attr('y', y + 13)
    .text(label);
}

export interface CtrPicture {
  points: readonly CtrPoint[];
  /** Room right of the last position. */
  right: number;
  numbers: NumberWords;
  words: { axis: string; observed: string; relevance: string; bias: string };
  pointed: number | null;
}

/** Places the three names near their curves without covering anything. */
function placeNames(
  names: { text: string; curve: [number, number][] }[],
  { width, height }: Size,
  obstacles: Box[],
): Box[] {
  const bounds = { x: POSITION_LEFT + 2, y: 0, width: width - POSITION_LEFT - 2, height: height - 2 };
  const taken = [...obstacles];
  return names.map(({ text, curve }) => {
    const size = { width: textWidth(text) + 4, height: LABEL_HEIGHT };
    const candidates = [6, 5, 7, 4, 8, 3, 2, 1, 0].flatMap((p) => {
      const [x, y] = curve[p];
      const left = x - size.width / 2;
      return [4, 8, 14].flatMap((away) => [
        { x: left, y: y - away - LABEL_HEIGHT },
        { x: left, y: y + away },
      ]);
    });
    const box = placeLabel(size, candidates, taken, bounds);
    taken.push(box);
    return box;
  });
}

/** Draws the three curves. They belong to the world and do not change while training. */
export function drawCtr(svg: SVGSVGElement, size: Size, { points, right, numbers, words, pointed }: CtrPicture): void {
  const { width, height } = size;
  const x = positionScale(width, right);
  const at = (p: number): number => x(p) ?? 0;
  const top = Math.max(
    0.1,
    ...points.flatMap((point) => [point.high, point.relevance, point.bias]).filter(Number.isFinite),
  );
  const y = scaleLinear([0, top * 1.12], [height - 4, 20]);
  const seen = points.filter(({ impressions }) => impressions > 0);
  const signature = JSON.stringify([width, height, right, words, points, numbers.percent(0.5)]);
  layer(svg, 'frame', signature, (g) => {
    const ticks = y.ticks(height < 110 ? 2 : 4);
    gridLines(g, ticks.map(y), POSITION_LEFT, width - right);
    axisAt(
      g,
      axisLeft(y)
        .tickValues(ticks)
        .tickFormat((rate) => numbers.percent(Number(rate)))
        .tickSize(0)
        .tickPadding(5),
      POSITION_LEFT,
      0,
    );
    g.append('text').attr('class', 'tick').attr('x', 0).attr('y', 10).text(words.axis);
    const curve = (pick: (point: CtrPoint) => number): [number, number][] =>
      seen.map((point) => [at(point.position), y(pick(point))]);
    const relevance = curve((point) => point.relevance);
    const bias = curve((point) => point.bias);
    const observed = curve((point) => point.observed);
    g.append('path').attr('class', 'truth').attr('d', line()(relevance));
    g.append('path').attr('class', 'truth thin').attr('d', line()(bias));
    g.append('g')
      .selectAll('path')
      .data(bias)
      .join('path')
      .attr('class', 'truth-mark')
      .attr('d', symbol(symbolDiamond, 26))
      .attr('transform', ([cx, cy]) => `translate(${cx},${cy})`);
    g.append('g')
      .selectAll('line')
      .data(seen)
      .join('line')
      .attr('class', 'whisker')
      .attr('x1', ({ position }) => at(position))
      .attr('x2', ({ position }) => at(position))
      .attr('y1', ({ low }) => y(low))
      .attr('y2', ({ high }) => y(high));
    g.append('g')
      .selectAll('circle')
      .data(observed)
      .join('circle')
      .attr('class', 'estimate')
      .attr('r', 2.75)
      .attr('cx', ([cx]) => cx)
      .attr('cy', ([, cy]) => cy);
    if (seen.length < POSITIONS) return;
    const names = [
      { text: words.relevance, curve: relevance },
      { text: words.observed, curve: observed },
      { text: words.bias, curve: bias },
    ];
    const boxes = placeNames(
      names,
      size,
      [relevance, bias, observed].flatMap((points_) => lineObstacles(points_, 3)),
    );
    g.append('g')
      .attr('class', 'name')
      .selectAll('text')
      .data(boxes)
      .join('text')
      .attr('class', (_, i) => (i === 1 ? 'haloed estimate-word' : 'haloed'))
      .attr('x', (box) => box.x + 2)
      .attr('y', (box) => box.y + 11)
      .text((_, i) => names[i].text);
  });
  const here = seen.find(({ position }) => position === pointed);
  const column = layer(svg, 'pointed');
  column
    .selectAll('line')
    .data(here ? [here] : [])
    .join('line')
    .attr('class', 'cursor')
    .attr('x1', ({ position }) => at(position))
    .attr('x2', ({ position }) => at(position))
    .attr('y1', 14)
    .attr('y2', height);
  if (here) svg.setAttribute('data-reading', '');
  else svg.removeAttribute('data-reading');
  const values = here ? (['relevance', 'observed', 'bias'] as const).map((name) => ({ name, value: here[name] })) : [];
  const places = dodge(
    values.map(({ value }) => y(value)),
    13,
    12,
    height - 8,
  );
  const rightwards = (pointed ?? 1) <= 5;
  column
    .selectAll('text')
    .data(values)
    .join('text')
    .attr('class', ({ name }) => (name === 'observed' ? 'haloed estimate-word' : 'haloed'))
    .attr('text-anchor', rightwards ? 'start' : 'end')
    .attr('x', at(pointed ?? 1) + (rightwards ? 8 : -8))
    .attr('y', (_, i) => places[i] + 4)
    .text(({ name, value }) => `${words[name]} ${numbers.percent(value, 1)}`);
}
