/** Small helpers for drawing with d3 into an SVG that React only holds. */
import { select, type Axis, type AxisDomain, type Selection } from 'd3';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/**
 * The group `name` of a drawing, made on first use. What does not change from frame to frame (axes, grids) is built by `build` and only again
 * when `signature` differs from the one it was built with.
 */
export function layer(svg: SVGSVGElement | SVGGElement, name: string, signature = '', build?: (g: Layer) => void): Layer {
  const root = select<SVGSVGElement | SVGGElement, unknown>(svg);
  let g: Layer = root.select<SVGGElement>(`:scope > g.${name}`);
  if (g.empty()) g = root.append('g').attr('class', name);
  if (build && g.attr('data-for') !== signature) {
    g.node()?.replaceChildren();
    build(g);
    g.attr('data-for', signature);
  }
  return g;
}

/** Draws an axis at a place, without the outer ticks. */
export function axisAt<D extends AxisDomain>(g: Layer, axis: Axis<D>, x: number, y: number): void {
  g.append('g').attr('class', 'axis').attr('transform', `translate(${x},${y})`).call(axis.tickSizeOuter(0));
}

/** Horizontal grid lines. */
export function gridLines(g: Layer, ys: readonly number[], x0: number, x1: number): void {
  g.append('g').attr('class', 'grid').selectAll('line').data(ys).join('line').attr('x1', x0).attr('x2', x1).attr('y1', (y) => y).attr('y2', (y) => y);
}
