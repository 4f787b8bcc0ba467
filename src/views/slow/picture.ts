/** What of the network acts in a phase. Pure. */
import type { StepWalk } from '../../engine/walk/types.ts';
import { TASK_COUNT, TASKS, type Task } from '../../world/spec.ts';
import type { Edge, NodeId } from '../network/graph.ts';
import type { Scene } from '../network/scene.ts';
import type { SlowPicture } from '../slowMotion.ts';
import type { Phase } from './store.ts';

type Drawn = Pick<Scene, 'graph' | 'gates' | 'model'>;

/** Which kinds of nodes and of edges act. */
const ACTS: Record<Phase, { nodes: readonly string[]; edges: readonly Edge['kind'][]; flow: SlowPicture['flow'] }> = {
  batch: { nodes: ['query', 'item', 'place'], edges: [], flow: null },
  forward: {
    nodes: ['query', 'item', 'shared', 'expert', 'gate'],
    edges: ['features', 'weights', 'read'],
    flow: 'forward',
  },
  mask: { nodes: ['expert', 'gate'], edges: ['mix'], flow: 'forward' },
  loss: { nodes: ['place', 'gate', 'tower', 'bias', 'sum', 'out'], edges: ['task', 'bias'], flow: 'forward' },
  backward: {
    nodes: ['shared', 'expert', 'gate', 'tower', 'bias', 'sum', 'out'],
    edges: ['features', 'weights', 'read', 'mix', 'task', 'bias'],
    flow: 'back',
  },
  update: { nodes: ['shared', 'expert', 'gate', 'tower', 'bias'], edges: [], flow: null },
};

/** Whether the position acts from below: as an input it goes in with the features, and an adversary learns going back. */
function biasActs(phase: Phase, handling: Scene['model']['biasHandling']): boolean {
  if (handling === 'input-feature') return phase !== 'mask' && phase !== 'loss';
  if (handling === 'adversarial') return phase === 'backward' || phase === 'update';
  return phase === 'loss' || phase === 'backward' || phase === 'update';
}

/** Index of a gate in a step laid open. */
const gateOf = (id: NodeId): number => Math.max(0, TASKS.indexOf(id.split('/')[1] as Task));

/** [4 × E] a gate's weights for each task; of one gate four equal rows, and 1 where there is none. */
function rowsOf(weights: readonly Float64Array[], experts: number): Float64Array {
  const all = new Float64Array(TASK_COUNT * experts).fill(1);
  for (let k = 0; k < TASK_COUNT && weights.length > 0; k++)
    all.set(weights[weights.length === TASK_COUNT ? k : 0], k * experts);
  return all;
}

/** Edges of experts that a gate's dropout has cut. */
function droppedEdges({ gates, model }: Drawn, { mask, forward }: StepWalk): Set<string> {
  const cut = new Set<string>();
  for (const { id } of gates) {
    const g = gateOf(id);
    for (let e = 0; e < model.experts; e++)
      // What a gate may not use is no edge at all.
      if (mask.kept[g][e] === 0 && forward.logits[g][e] !== -Infinity) cut.add(`expert/${String(e)}>${id}`);
  }
  return cut;
}

/** @returns the picture of a phase, but for its words */
export function pictureOf(
  scene: Drawn,
  phase: Phase,
  walk: StepWalk,
): Omit<SlowPicture, 'title' | 'subtitle' | 'room'> {
  const { graph, model } = scene;
  const { nodes, edges, flow } = ACTS[phase];
  const bias = biasActs(phase, model.biasHandling);
  const acts = (kind: string): boolean =>
    kind === 'bias' || kind === 'place' ? bias || (kind === 'place' && phase === 'batch') : nodes.includes(kind);
  const masked = phase === 'mask' || phase === 'loss' || phase === 'backward';
  const dropped = masked ? droppedEdges(scene, walk) : new Set<string>();
  const weights = masked ? walk.mask.weights : phase === 'forward' ? walk.forward.weights : null;
  return {
    weights: weights && rowsOf(weights, model.experts),
    nodes: new Set(graph.nodes.filter((node) => acts(node.split('/')[0]))),
    edges: new Set(
      graph.edges
        .filter(
          ({ kind, id }) => (kind === 'bias' ? bias : edges.includes(kind)) && (phase === 'mask' || !dropped.has(id)),
        )
        .map(({ id }) => id),
    ),
    dropped,
    flow,
  };
}
