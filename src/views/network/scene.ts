/** Everything about a run that the picture is made of; changes with the run and the width, not with the frames. */
import { parameterLayout, type ParameterLayout } from '../../model/layout.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { featuresOf, isSynthetic } from '../../run/source.ts';
import { gatesOf, nodesOf, partOf, type FeatureCounts, type Graph, type Network, type NodeId } from './graph.ts';
import { centre, layoutNetwork, type NetworkLayout } from './places.ts';
import { samePart, type Part } from '../store.ts';
import { gatedOf, pairedOf } from '../tasks.ts';

export interface Scene {
  run: RunSpec;
  model: Network;
  features: FeatureCounts;
  parameters: ParameterLayout;
  graph: Graph;
  layout: NetworkLayout;
  gates: ReturnType<typeof gatesOf>;
  /** The parts that can be pointed at, in reading order, with the nodes each stands for. */
  parts: readonly { part: Part; nodes: readonly NodeId[] }[];
}

/**
 * @param arm - index of the model
 * @param room - height that the picture may fill
 * @param letters - how large the letters are, 1 = 16 pixels a rem
 */
export function makeScene(run: RunSpec, width: number, room = 0, letters = 1, arm = 0): Scene {
  const model = gatedOf(run, arm);
  // Whose a column of a table is, its user's or its item's, nobody knows: all of its inputs are one group.
  const features = isSynthetic(run)
    ? { query: run.world.queryFeatures, item: run.world.itemFeatures }
    : { query: 0, item: featuresOf(run) };
  const { graph, ...layout } = layoutNetwork(model, features, width, room, letters);
  const parts: { part: Part; nodes: readonly NodeId[] }[] = [];
  for (const node of graph.nodes) {
    const part = partOf(node);
    if (part && !parts.some((known) => samePart(known.part, part)))
      parts.push({ part, nodes: nodesOf(graph, part).filter((own) => samePart(partOf(own), part)) });
  }
  return { run, model, features, parameters: parameterLayout(model), graph, layout, gates: gatesOf(model), parts };
}

/** @returns the scenes of both models: one and the same where they have the same parts */
export function scenesOf(run: RunSpec, width: number, room: number, letters: number): [Scene, Scene] {
  const a = makeScene(run, width, room, letters);
  return [a, pairedOf(run).visibleOf ? makeScene(run, width, room, letters, 1) : a];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Index of the part that an arrow key leads to from the part `from`: the nearest in that direction, or the same when there is none. */
export function neighbour(
  { parts, layout }: Pick<Scene, 'parts' | 'layout'>,
  from: number,
  direction: Direction,
): number {
  const forward = direction === 'right' || direction === 'down' ? 1 : -1;
  const axis = direction === 'left' || direction === 'right' ? 'x' : 'y';
  const other = axis === 'x' ? 'y' : 'x';
  const places = parts.map(({ nodes }) => centre(layout.boxes.get(nodes[0])!));
  const here = places[from];
  let best = from;
  let least = Infinity;
  places.forEach((place, i) => {
    const along = forward * (place[axis] - here[axis]);
    const aside = Math.abs(place[other] - here[other]);
    // Within a cone of the direction, so that "right" does not lead to something almost straight below.
    if (i === from || along < 4 || aside > 6 * along) return;
    const cost = along + 2 * aside;
    if (cost < least) {
      best = i;
      least = cost;
    }
  });
  return best;
}
