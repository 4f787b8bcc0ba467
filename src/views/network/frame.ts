/** What of the network's picture moves with every frame, as numbers: the widths of lines, the heights of bars. Pure. */
import type { ArmView } from '../../session/protocol.ts';
import { expertsOf, gatesOf, presentOf } from '../../model/visible.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Activity } from './activity.ts';
import type { Edge } from './graph.ts';
import { mixLines } from './links.ts';
import { expertNorms, featureNorms, lineWidths } from './norms.ts';
import type { Scene } from './scene.ts';

/** Pixels between an expert's edge and its bar, left and right. */
export const shareInset = (width: number): number => Math.min(5, width / 6);
/** Widest line that shows a norm. */
const NORM_WIDTH = 2;
/** Between a gate's edge and its bars, above and below. */
const BAR_INSET = 3;

export interface Line {
  width: number;
  /** Of lines that show a norm. */
  opacity?: number;
  /** Of lines that move. */
  path?: string;
}

export interface NetworkFrame {
  /** Lines by the id of their edge; those of the features have one per feature. */
  lines: ReadonlyMap<string, readonly Line[]>;
  /** [gate] of the experts that it may use, in their order. */
  bars: readonly (readonly { y: number; height: number }[])[];
  /** [expert][task], one after another within an expert's bar. */
  shares: readonly (readonly { x: number; width: number }[])[];
  /** [expert] */
  dead: readonly boolean[];
}

/** A line that shows a norm: width and strength in proportion to the largest of its layer. */
const normLine = (width: number): Line => ({ width, opacity: 0.3 + 0.6 * Math.min(1, width / NORM_WIDTH) });

function normLines({ model, parameters, features, graph }: Scene, vector: Float32Array): [string, Line[]][] {
  const lines: [string, Line[]][] = [];
  const byFeature = Array.from(lineWidths(featureNorms(model, parameters, vector), NORM_WIDTH), normLine);
  if (byFeature.length > 0) {
    lines.push(['query>shared', byFeature.slice(0, features.query)]);
    lines.push(['item>shared', byFeature.slice(features.query)]);
  }
  const into = (edges: readonly Edge[], norms: ArrayLike<number>): void => {
    lineWidths(norms, NORM_WIDTH).forEach((width, i) => {
      lines.push([edges[i].id, [normLine(width)]]);
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
  return lines;
}

/** Largest share of all gates' weight that fills an expert's bar: twice the equal share, or the busiest expert's when that is more. */
export function shareScale(totals: readonly number[], tasks: number = TASK_COUNT): number {
  return Math.max(2 / totals.length, ...totals.map((total) => total / tasks));
}

function sharesOf({ model, layout }: Scene, utilization: Float64Array): { x: number; width: number }[][] {
  const { experts } = model;
  const present = presentOf(model);
  const weightsOf = (e: number): number[] => present.map((k) => utilization[k * experts + e]);
  const all = Array.from({ length: experts }, (_, e) => weightsOf(e));
  const scale = shareScale(
    all.map((weights) => weights.reduce((sum, weight) => sum + weight, 0)),
    present.length,
  );
  return all.map((weights, e) => {
    const { w } = layout.boxes.get(`expert/${e}`)!;
    const room = w - 2 * shareInset(w);
    let x = 0;
    return weights.map((weight) => {
      const width = (weight / present.length / scale) * room;
      x += width;
      return { x: x - width, width };
    });
  });
}

function gateParts(
  { model, layout, gates }: Scene,
  utilization: Float64Array,
): { lines: [string, Line[]][]; bars: { y: number; height: number }[][] } {
  if (gates.length === 0) return { lines: [], bars: [] };
  const { experts } = model;
  // A one-gate model reports four equal rows: the first serves for the gate.
  const rows = gatesOf(model);
  const weights = Float64Array.from(rows.flatMap((k) => [...utilization.subarray(k * experts, (k + 1) * experts)]));
  const ids = gates.map(({ id }) => id);
  // The one gate of all tasks has no mask.
  const used = rows.map((k) => expertsOf(model, k));
  const mixed = mixLines(layout, ids, experts, weights);
  return {
    lines: ids.flatMap((id, g) =>
      used[g].map((e): [string, Line[]] => [`expert/${e}>${id}`, [mixed[g * experts + e]]]),
    ),
    bars: ids.map((id, g) => {
      const { h } = layout.boxes.get(id)!;
      return used[g].map((e) => {
        const height = Math.max(0.5, weights[g * experts + e] * (h - 2 * BAR_INSET));
        return { y: h - BAR_INSET - height, height };
      });
    }),
  };
}

/** Whether a model's numbers belong to the scene: between two runs the frames of the one meet the picture of the other. */
export const belongs = ({ model, parameters }: Scene, arm: Pick<ArmView, 'utilization' | 'parameters'>): boolean =>
  arm.utilization.length === TASK_COUNT * model.experts && arm.parameters.length === parameters.length;

/** Everything that moves with a frame. */
export function networkFrame(
  scene: Scene,
  { utilization, dead, parameters }: Pick<ArmView, 'utilization' | 'dead' | 'parameters'>,
): NetworkFrame {
  const { lines, bars } = gateParts(scene, utilization);
  return {
    lines: new Map([...lines, ...normLines(scene, parameters)]),
    bars,
    shares: sharesOf(scene, utilization),
    dead: Array.from(dead, (one) => one === 1),
  };
}

/** The shared layer's dots: the more often a unit fires, the fuller; a ring for one that never does. */
export const unitDots = (activity: Pick<Activity, 'share'>): { silent: boolean; opacity: number }[] =>
  Array.from(activity.share, (share) => ({ silent: share === 0, opacity: share === 0 ? 0 : 0.2 + 0.8 * share }));
