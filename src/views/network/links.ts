/** The lines of a network: where each runs. Pure; d3 makes the curves. */
import { linkHorizontal, linkVertical, path as newPath } from 'd3';
import type { Edge, NodeId } from './graph.ts';
import { centre, type Box, type NetworkLayout, type Point } from './places.ts';

type Ends = { source: [number, number]; target: [number, number] };
const across = linkHorizontal<Ends, [number, number]>();
const down = linkVertical<Ends, [number, number]>();

/** A smooth line that leaves and arrives in the direction of flow. */
function curve(flow: NetworkLayout['flow'], from: Point, to: Point): string {
  return (
    (flow === 'right' ? across : down)({ source: [round(from.x), round(from.y)], target: [round(to.x), round(to.y)] })
    ?? ''
  );
}

/** A tenth of a pixel is enough, and keeps the attributes short. */
const round = (value: number): number => Math.round(value * 10) / 10;

const box = (layout: NetworkLayout, node: NodeId): Box => {
  const found = layout.boxes.get(node);
  if (!found) throw new Error(`no ${node} in this layout`);
  return found;
};

/** Middle of the edge where lines leave a node, or arrive at it. */
const leaving = (layout: NetworkLayout, node: NodeId): Point => {
  const { x, y, w, h } = box(layout, node);
  return layout.flow === 'right' ? { x: x + w, y: y + h / 2 } : { x: x + w / 2, y: y + h };
};
const arriving = (layout: NetworkLayout, node: NodeId): Point => {
  const { x, y, w, h } = box(layout, node);
  return layout.flow === 'right' ? { x, y: y + h / 2 } : { x: x + w / 2, y };
};

/** A line along given corners, the corners rounded. */
function rounded(points: readonly Point[], radius = 6): string {
  const line = newPath();
  line.moveTo(round(points[0].x), round(points[0].y));
  for (let i = 1; i < points.length - 1; i++)
    line.arcTo(round(points[i].x), round(points[i].y), round(points[i + 1].x), round(points[i + 1].y), radius);
  const last = points[points.length - 1];
  line.lineTo(round(last.x), round(last.y));
  return line.toString();
}

/** From what the gates read, along the bus, to a gate. Passes through the gates before it, behind which it is drawn. */
function readPath(layout: NetworkLayout, edge: Edge): string {
  const from = box(layout, edge.from);
  const gate = box(layout, edge.to);
  const { bus, flow } = layout;
  if (flow === 'right') {
    const start = edge.from === 'shared' ? centre(from).x : from.x + from.w / 2;
    return rounded([
      { x: start, y: from.y + from.h },
      { x: start, y: bus },
      { x: centre(gate).x, y: bus },
      { x: centre(gate).x, y: gate.y + gate.h },
    ]);
  }
  // The query group lies left of the item group: its line would cross it, and joins the bus by the item group's.
  const start = edge.from === 'query' ? box(layout, 'item') : from;
  const y = centre(start).y;
  const edgeX = start.x + start.w;
  const level = gate.y + gate.h / 2;
  // A box that reaches further right than the bus is left downwards.
  if (edgeX >= bus)
    return rounded([
      { x: bus, y: start.y + start.h },
      { x: bus, y: level },
      { x: gate.x + gate.w, y: level },
    ]);
  return rounded([
    { x: edgeX, y },
    { x: bus, y },
    { x: bus, y: level },
    { x: gate.x + gate.w, y: level },
  ]);
}

function biasPath(layout: NetworkLayout, { from, to }: Edge): string {
  const a = box(layout, from);
  const b = box(layout, to);
  if (to === 'sum') {
    const middle = centre(b);
    return layout.flow === 'right'
      ? rounded([
          { x: a.x + a.w, y: layout.lane },
          { x: middle.x, y: layout.lane },
          { x: middle.x, y: b.y },
        ])
      : rounded([
          { x: layout.lane, y: a.y + a.h },
          { x: layout.lane, y: middle.y },
          { x: b.x, y: middle.y },
        ]);
  }
  const vertical = layout.flow === 'right' ? from !== 'place' : from === 'place';
  const [first, second] = from === 'shared' ? [b, a] : [a, b];
  const reverse = from === 'shared';
  const points = vertical
    ? [
        { x: centre(b.w < a.w ? b : a).x, y: first.y + first.h },
        { x: centre(b.w < a.w ? b : a).x, y: second.y },
      ]
    : [
        { x: first.x + first.w, y: centre(first).y },
        { x: second.x, y: centre(first).y },
      ];
  return rounded(reverse ? points.reverse() : points);
}

/** Where a feature's line runs: from its dot to the shared layer. The lines fan in, to stay apart to the end. */
export function featurePaths(layout: NetworkLayout, group: 'query' | 'item'): string[] {
  const target = arriving(layout, 'shared');
  const shared = box(layout, 'shared');
  const dots = layout.dots.get(group) ?? [];
  const everything = [...(layout.dots.get('query') ?? []), ...(layout.dots.get('item') ?? [])];
  const offset = group === 'item' ? everything.length - dots.length : 0;
  const reach = 0.6 * (layout.flow === 'right' ? shared.h : shared.w);
  return dots.map((dot, i) => {
    const shift = ((offset + i + 0.5) / everything.length - 0.5) * reach;
    const to = layout.flow === 'right' ? { x: target.x, y: target.y + shift } : { x: target.x + shift, y: target.y };
    const from = layout.flow === 'right' ? { x: dot.x + dot.r + 1, y: dot.y } : { x: dot.x, y: dot.y + dot.r + 1 };
    return curve(layout.flow, from, to);
  });
}

/** The line of an edge whose place does not depend on the weights ('' for `features` and `mix`, which have their own functions). */
export function edgePath(layout: NetworkLayout, edge: Edge): string {
  switch (edge.kind) {
    case 'features':
    case 'mix':
      return '';
    case 'read':
      return readPath(layout, edge);
    case 'bias':
      return biasPath(layout, edge);
    case 'weights':
    case 'task':
      return curve(layout.flow, leaving(layout, edge.from), arriving(layout, edge.to));
  }
}

export interface MixLine {
  path: string;
  width: number;
}

/** Thinnest line of a gate: a weight of nothing is still a connection. */
const HAIR = 0.4;

/**
 * Lines from all experts to all gates, [gate × expert]. A line is as wide as its mean weight; at the gate the lines of all experts stand side by
 * side in the experts' order and together always fill the gate's edge, because its weights sum to 1.
 * @param weights - [gate × expert] mean weights
 */
export function mixLines(
  layout: NetworkLayout,
  gates: readonly NodeId[],
  experts: number,
  weights: ArrayLike<number>,
): MixLine[] {
  const right = layout.flow === 'right';
  const { fullWeight } = layout;
  const lines: MixLine[] = new Array<MixLine>(gates.length * experts);
  for (let e = 0; e < experts; e++) {
    const source = box(layout, `expert/${e}`);
    const start = leaving(layout, `expert/${e}`);
    let total = 0;
    for (let g = 0; g < gates.length; g++) total += weights[g * experts + e] * fullWeight;
    // Side by side at the expert too; a bundle wider than the expert is pushed together until it fits, and its lines overlap there.
    const room = (right ? source.h : source.w) - 2;
    const squeeze = total > room ? room / total : 1;
    let at = -total / 2;
    for (let g = 0; g < gates.length; g++) {
      const width = weights[g * experts + e] * fullWeight;
      const shift = (at + width / 2) * squeeze;
      at += width;
      let before = 0;
      for (let i = 0; i < e; i++) before += weights[g * experts + i];
      const end = arriving(layout, gates[g]);
      const arrive = (before + weights[g * experts + e] / 2 - 0.5) * fullWeight;
      lines[g * experts + e] = {
        path: right
          ? curve('right', { x: start.x, y: start.y + shift }, { x: end.x, y: end.y + arrive })
          : curve('down', { x: start.x + shift, y: start.y }, { x: end.x + arrive, y: end.y }),
        width: Math.max(HAIR, round(width * 10) / 10),
      };
    }
  }
  return lines;
}
