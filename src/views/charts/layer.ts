/** Small helpers for drawing with d3 into an SVG that React only holds. */
import { select, type Axis, type AxisDomain, type BaseType, type Selection } from 'd3';

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/**
 * The group `name` of a drawing, made on first use. What does not change from frame to frame (axes, grids) is built by `build` and only again
 * when `signature` differs from the one it was built with.
 */
export function layer(
  svg: SVGSVGElement | SVGGElement,
  name: string,
  signature = '',
  build?: (g: Layer) => void,
): Layer {
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
  g.append('g')
    .attr('class', 'grid')
    .selectAll('line')
    .data(ys)
    .join('line')
    .attr('x1', x0)
    .attr('x2', x1)
    .attr('y1', (y) => y)
    .attr('y2', (y) => y);
}

/** Writes to marks as d3 does, but only what has changed: touching an SVG text, even with the same words, makes the browser lay it out anew. */
export interface Steady<D> {
  attr(name: string, value: string | number | null | ((d: D, i: number) => string | number | null)): Steady<D>;
  text(value: (d: D, i: number) => string | number): Steady<D>;
}

/** See {@link Steady}. For what is written every frame. */
export function steady<E extends BaseType, D, P extends BaseType, PD>(marks: Selection<E, D, P, PD>): Steady<D> {
  const self: Steady<D> = {
    attr(name, value) {
      marks.each(function (d, i) {
        if (!(this instanceof Element)) return;
        const wanted = typeof value === 'function' ? value(d, i) : value;
        if (wanted === null) this.removeAttribute(name);
        else if (this.getAttribute(name) !== String(wanted)) this.setAttribute(name, String(wanted));
      });
      return self;
    },
    text(value) {
      marks.each(function (d, i) {
        if (!(this instanceof Element)) return;
        const wanted = String(value(d, i));
        if (this.textContent !== wanted) this.textContent = wanted;
      });
      return self;
    },
  };
  return self;
}
