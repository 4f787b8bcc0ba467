/** The network as a graph: which parts a model has and what feeds what. No geometry, no numbers. */
import type { ModelSpec } from '../../model/spec.ts';
import { presentOf, sees, type Masked } from '../../model/visible.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import type { Part } from '../store.ts';

/**
 * `query`, `item`: feature groups. `place`: device × position. `bias`: whatever deals with position bias (shallow tower, position embedding or the
 * adversary's head). `sum`: where the shallow tower's logit joins the click's. `gate/all`: the one gate of a one-gate model. `out/…`: predictions.
 */
export type NodeId =
  | 'query'
  | 'item'
  | 'place'
  | 'shared'
  | 'bias'
  | 'sum'
  | 'gate/all'
  | `expert/${number}`
  | `gate/${Task}`
  | `tower/${Task}`
  | `out/${Task}`;

/**
 * What an edge carries, hence how it is drawn. `features`: one line per feature into the shared layer. `weights`: into an expert, by weight norm.
 * `mix`: an expert's output, by mean gate weight. `read`: what a gate reads. `task`: on to a task's tower or prediction. `bias`: position bias.
 */
export type EdgeKind = 'features' | 'weights' | 'mix' | 'read' | 'task' | 'bias';

export interface Edge {
  id: string;
  kind: EdgeKind;
  from: NodeId;
  to: NodeId;
  /** Whose colour the line has; none for what all tasks share. */
  task?: Task;
  /** Of a `mix` or `weights` edge. */
  expert?: number;
}

export interface Graph {
  nodes: readonly NodeId[];
  edges: readonly Edge[];
}

/** A model, and which tasks there are. */
export type Network = ModelSpec & Masked;

/** The tasks that there are: only they have gates, towers and predictions in the picture. */
export const tasksIn = (model: Pick<Masked, 'present'>): readonly Task[] => presentOf(model).map((k) => TASKS[k]);

/** How many features of each kind a model reads. */
export interface FeatureCounts {
  query: number;
  item: number;
}

const experts = (model: ModelSpec): number[] => Array.from({ length: model.experts }, (_, e) => e);

/** The gates of a model and the tasks whose towers each feeds; none for shared-bottom. */
export function gatesOf(model: Network): { id: NodeId; tasks: readonly Task[] }[] {
  const tasks = tasksIn(model);
  if (model.kind === 'mmoe') return tasks.map((task) => ({ id: `gate/${task}` as const, tasks: [task] }));
  return model.kind === 'omoe' ? [{ id: 'gate/all', tasks }] : [];
}

/** Whether a gate may use an expert. @param task - none for the gate of all tasks */
const uses = (model: ModelSpec, task: Task | undefined, e: number): boolean =>
  task === undefined || sees(model, TASKS.indexOf(task), e);

/** Builds the graph of a model. */
export function networkGraph(model: Network, features: FeatureCounts): Graph {
  const inputs: NodeId[] = [...(features.query > 0 ? ['query' as const] : []), 'item'];
  const tasks = tasksIn(model);
  const handling = model.biasHandling;
  // A shallow tower adds to the first task: where that is not there, it adds to nothing.
  const adds = handling === 'shallow-tower' && tasks[0] === 'click';
  const placed = adds || handling === 'input-feature';
  const shared = model.sharedUnits > 0;
  const trunk: NodeId[] = shared ? ['shared'] : inputs;
  const gates = gatesOf(model);
  const edges: Edge[] = [];
  const join = (kind: EdgeKind, from: NodeId, to: NodeId, more: Partial<Edge> = {}): void =>
    void edges.push({ id: `${from}>${to}`, kind, from, to, ...more });

  if (placed) join('bias', 'place', 'bias');
  if (shared) for (const input of inputs) join('features', input, 'shared');
  if (handling === 'input-feature') join('bias', 'bias', 'shared');
  if (handling === 'adversarial') join('bias', 'shared', 'bias');
  for (const e of experts(model)) for (const from of trunk) join('weights', from, `expert/${e}`, { expert: e });
  for (const gate of gates) {
    const task = gate.tasks.length === 1 ? gate.tasks[0] : undefined;
    for (const from of trunk) join('read', from, gate.id);
    for (const e of experts(model).filter((one) => uses(model, task, one)))
      join('mix', `expert/${e}`, gate.id, { task, expert: e });
    for (const k of gate.tasks) join('task', gate.id, `tower/${k}`, { task: k });
  }
  if (gates.length === 0) for (const task of tasks) join('task', 'expert/0', `tower/${task}`, { task });
  for (const task of tasks) {
    const added = adds && task === 'click';
    if (added) {
      join('task', 'tower/click', 'sum', { task });
      join('bias', 'bias', 'sum');
    }
    join('task', added ? 'sum' : `tower/${task}`, `out/${task}`, { task });
  }
  const nodes: NodeId[] = [
    ...inputs,
    ...(placed ? ['place' as const] : []),
    ...(shared ? ['shared' as const] : []),
    ...experts(model).map((e) => `expert/${e}` as const),
    ...gates.map((gate) => gate.id),
    ...tasks.map((task) => `tower/${task}` as const),
    ...(handling === 'none' || (handling === 'shallow-tower' && !adds) ? [] : ['bias' as const]),
    ...(adds ? ['sum' as const] : []),
    ...tasks.map((task) => `out/${task}` as const),
  ];
  return { nodes, edges };
}

/** The part that a node stands for, or null for ⊕ and the predictions, which belong to their tower. */
export function partOf(node: NodeId): Part | null {
  if (node === 'query' || node === 'item' || node === 'place') return { kind: 'input' };
  if (node === 'shared') return { kind: 'shared' };
  if (node === 'bias') return { kind: 'shallow' };
  if (node === 'sum') return null;
  const [kind, which] = node.split('/');
  if (kind === 'expert') return { kind: 'expert', expert: Number(which) };
  // The one gate serves all tasks; the other pictures know gates by a task, so it goes by the first one's name.
  if (kind === 'gate') return { kind: 'gate', task: which === 'all' ? TASKS[0] : (which as Task) };
  return kind === 'tower' ? { kind: 'tower', task: which as Task } : null;
}

/** The nodes of a graph that a part stands for; none when this model has no such part. */
export function nodesOf(graph: Graph, part: Part): NodeId[] {
  return graph.nodes.filter((node) => {
    if (part.kind === 'gate' && node === 'gate/all') return true;
    const own = partOf(node);
    if (own?.kind !== part.kind) return false;
    if (own.kind === 'expert' && part.kind === 'expert') return own.expert === part.expert;
    return 'task' in own && 'task' in part ? own.task === part.task : true;
  });
}

/** Every node and edge (by id) on a path through any of the given nodes: all that feeds them and all that they feed. */
export function pathsThrough(graph: Graph, through: readonly NodeId[]): { nodes: Set<NodeId>; edges: Set<string> } {
  const nodes = new Set<NodeId>(through);
  const edges = new Set<string>();
  const follow = (near: 'from' | 'to', far: 'from' | 'to'): void => {
    const seen = new Set<NodeId>(through);
    const queue = [...through];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const edge of graph.edges) {
        if (edge[near] !== node) continue;
        edges.add(edge.id);
        if (seen.has(edge[far])) continue;
        seen.add(edge[far]);
        nodes.add(edge[far]);
        queue.push(edge[far]);
      }
    }
  };
  follow('from', 'to');
  follow('to', 'from');
  return { nodes, edges };
}
