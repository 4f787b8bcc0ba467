/**
 * Writes a frame into a picture that React has built: only attributes of elements that are there already. Elements are found by what they
 * say they are (`data-edge`, `data-bar`, …), once per picture.
 */
import type { ArmView } from '../../session/protocol.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Activity } from './activity.ts';
import type { Edge, NodeId } from './graph.ts';
import { mixLines } from './links.ts';
import { expertNorms, featureNorms, lineWidths } from './norms.ts';
import type { Scene } from './scene.ts';

/** Pixels between an expert's edge and its bar, left and right. */
export const shareInset = (width: number): number => Math.min(5, width / 6);
/** Widest line that shows a norm. */
const NORM_WIDTH = 2;

export interface Marks {
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

const set = (element: Element, name: string, value: number): void => {
  element.setAttribute(name, String(Math.round(value * 100) / 100));
};

/** A line that shows a norm: width and strength in proportion to the largest of its layer. */
function normLine(element: Element | undefined, width: number): void {
  if (!element) return;
  set(element, 'stroke-width', width);
  set(element, 'stroke-opacity', 0.3 + 0.6 * Math.min(1, width / NORM_WIDTH));
}

function paintNorms(marks: Marks, scene: Scene, vector: Float32Array): void {
  const { model, parameters, features, graph } = scene;
  const byFeature = lineWidths(featureNorms(model, parameters, vector), NORM_WIDTH);
  const lines = (node: NodeId): Element[] => [...(marks.edges.get(`${node}>shared`)?.children ?? [])];
  lines('query').forEach((line, i) => {
    normLine(line, byFeature[i]);
  });
  lines('item').forEach((line, i) => {
    normLine(line, byFeature[features.query + i]);
  });

  const into = (edges: readonly Edge[], norms: ArrayLike<number>): void => {
    lineWidths(norms, NORM_WIDTH).forEach((width, i) => {
      normLine(marks.edges.get(edges[i].id), width);
    });
  };
  const weights = graph.edges.filter((edge) => edge.kind === 'weights');
  if (model.sharedUnits > 0) into(weights, expertNorms(model, parameters, vector));
  else {
    // Experts read the two feature groups: one scale for both.
    const query = features.query > 0 ? expertNorms(model, parameters, vector, 0, features.query) : [];
    const item = expertNorms(model, parameters, vector, features.query, model.features);
    into(
      weights,
      weights.map((edge) => (edge.from === 'query' ? query : item)[edge.expert ?? 0]),
    );
  }
}

/** Largest share of all gates' weight that fills an expert's bar: twice the equal share, or the busiest expert's when that is more. */
export function shareScale(totals: readonly number[]): number {
  return Math.max(2 / totals.length, ...totals.map((total) => total / TASK_COUNT));
}

function paintExperts(marks: Marks, { model, layout }: Scene, { utilization, dead }: ArmView): void {
  const { experts } = model;
  const totals = Array.from({ length: experts }, (_, e) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + utilization[k * experts + e], 0),
  );
  const scale = shareScale(totals);
  marks.experts.forEach((node, e) => {
    node.toggleAttribute('data-dead', dead[e] === 1);
    const { w } = layout.boxes.get(`expert/${e}`)!;
    const room = w - 2 * shareInset(w);
    let x = 0;
    marks.shares[e].forEach((segment, k) => {
      const width = (utilization[k * experts + e] / TASK_COUNT / scale) * room;
      set(segment, 'x', x);
      set(segment, 'width', width);
      x += width;
    });
  });
}

function paintGates(marks: Marks, { model, layout, gates }: Scene, utilization: Float64Array): void {
  if (gates.length === 0) return;
  const { experts } = model;
  // A one-gate model reports four equal rows: the first serves for the gate.
  const weights = utilization.subarray(0, gates.length * experts);
  const lines = mixLines(
    layout,
    gates.map((gate) => gate.id),
    experts,
    weights,
  );
  gates.forEach(({ id }, g) => {
    const { h } = layout.boxes.get(id)!;
    const full = h - 6;
    for (let e = 0; e < experts; e++) {
      const { path, width } = lines[g * experts + e];
      const line = marks.edges.get(`expert/${e}>${id}`);
      line?.setAttribute('d', path);
      if (line) set(line, 'stroke-width', width);
      const bar = marks.bars[g][e];
      const height = Math.max(0.5, weights[g * experts + e] * full);
      set(bar, 'y', h - 3 - height);
      set(bar, 'height', height);
    }
  });
}

/** Whether a model's numbers belong to the scene: between two runs the frames of the one meet the picture of the other. */
export const belongs = ({ model, parameters }: Scene, arm: ArmView): boolean =>
  arm.utilization.length === TASK_COUNT * model.experts && arm.parameters.length === parameters.length;

/** Everything that moves with every frame. */
export function paint(marks: Marks, scene: Scene, arm: ArmView): void {
  paintGates(marks, scene, arm.utilization);
  paintExperts(marks, scene, arm);
  paintNorms(marks, scene, arm.parameters);
}

/** The shared layer's dots: the more often a unit fires, the fuller; a ring for one that never does. */
export function paintUnits(marks: Marks, activity: Activity): void {
  marks.units.forEach((dot, i) => {
    const share = activity.share[i] ?? 0;
    dot.toggleAttribute('data-silent', share === 0);
    set(dot, 'fill-opacity', share === 0 ? 0 : 0.2 + 0.8 * share);
  });
}
