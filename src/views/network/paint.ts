/**
 * Writes a frame into a picture that React has built: only attributes of elements that are there already, and nothing is decided here. Elements
 * are found by what they say they are (`data-edge`, `data-bars`, …), once per picture.
 */
import type { NetworkFrame, unitDots } from './frame.ts';
import type { Scene } from './scene.ts';

export interface Marks {
  /** By the id of the edge. */
  edges: Map<string, SVGElement>;
  /** [gate][expert] */
  bars: SVGRectElement[][];
  /** [expert][task] */
  shares: SVGRectElement[][];
  experts: SVGGElement[];
  units: SVGCircleElement[];
}

/** Finds what {@link paint} writes to. */
export function collectMarks(svg: SVGSVGElement, { graph, model, gates }: Scene): Marks {
  const all = <E extends SVGElement>(selector: string): E[] => [...svg.querySelectorAll<E>(selector)];
  return {
    edges: new Map(
      graph.edges.flatMap(({ id }) => {
        const element = svg.querySelector<SVGElement>(`[data-edge="${id}"]`);
        return element ? [[id, element] as const] : [];
      }),
    ),
    bars: gates.map(({ id }) => all(`[data-bars="${id}"] > rect`)),
    shares: Array.from({ length: model.experts }, (_, e) => all(`[data-node="expert/${e}"] [data-share] > rect`)),
    experts: Array.from({ length: model.experts }, (_, e) =>
      svg.querySelector<SVGGElement>(`[data-node="expert/${e}"]`)!,
    ),
    units: all('[data-node="shared"] [data-dots] > circle'),
  };
}

const set = (element: Element | undefined, name: string, value: number): void => {
  element?.setAttribute(name, String(Math.round(value * 100) / 100));
};

export function paint(marks: Marks, { lines, bars, shares, dead }: NetworkFrame): void {
  for (const [id, own] of lines) {
    const element = marks.edges.get(id);
    if (!element) continue;
    // The lines of several features are one element's children.
    const targets = element.tagName === 'g' ? element.children : [element];
    own.forEach(({ width, opacity, path }, i) => {
      if (path !== undefined) targets[i]?.setAttribute('d', path);
      set(targets[i], 'stroke-width', width);
      if (opacity !== undefined) set(targets[i], 'stroke-opacity', opacity);
    });
  }
  bars.forEach((gate, g) => {
    gate.forEach(({ y, height }, e) => {
      set(marks.bars[g][e], 'y', y);
      set(marks.bars[g][e], 'height', height);
    });
  });
  shares.forEach((segments, e) => {
    marks.experts[e].toggleAttribute('data-dead', dead[e]);
    segments.forEach(({ x, width }, k) => {
      set(marks.shares[e][k], 'x', x);
      set(marks.shares[e][k], 'width', width);
    });
  });
}

export function paintUnits(marks: Marks, dots: ReturnType<typeof unitDots>): void {
  dots.forEach(({ silent, opacity }, i) => {
    marks.units[i]?.toggleAttribute('data-silent', silent);
    set(marks.units[i], 'fill-opacity', opacity);
  });
}
