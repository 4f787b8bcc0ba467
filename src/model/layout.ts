import { DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../world/spec.ts';
import { gateCount, trunkWidth, type ModelSpec, type ReplicaSpec } from './spec.ts';

/** Names of the parameter blocks of a model, in the order in which they lie in the flat vector. */
export const BLOCKS = [
  'shared/w',
  'shared/b',
  'positionInput/w',
  'experts/w',
  'experts/b',
  'gates/w',
  'gates/b',
  'towers/w1',
  'towers/b1',
  'towers/w',
  'towers/b',
  'adversary/w',
  'adversary/b',
  'shallow/table',
  'gates/balance',
  'gates/mean',
  'gates/top',
] as const;
export type BlockName = (typeof BLOCKS)[number];

export interface Block {
  name: BlockName;
  /** First index in the flat vector, a multiple of 4 so that kernels may read vec4s. */
  offset: number;
  /** Number of parameters (without the padding that may follow). */
  size: number;
  shape: readonly number[];
}

/**
 * Maps the names of a model's parameters to ranges of one flat vector. Row-major shapes
 * (G = number of gates, F = width of what experts read, H2 = tower hidden units, N = what a tower's last layer reads):
 * `shared/w` [D,H], `shared/b` [H], `positionInput/w` [devices × 10, H] (row = device · 10 + position, 0 = missing),
 * `experts/w` [E,F,U], `experts/b` [E,U], `gates/w` [G,F,E], `gates/b` [G,E],
 * `towers/w1` [4,U,H2], `towers/b1` [4,H2], `towers/w` [4,N], `towers/b` [4],
 * `adversary/w` [H,9], `adversary/b` [9], `shallow/table` [devices × 10];
 * with `balance`: `gates/balance` [G,E] bias on the logits, `gates/mean` [G,E] mean weights and `gates/top` [G,E] shares of the largest weight
 * in the last batch. These three are state, not trained by gradients.
 */
export interface ParameterLayout {
  blocks: Partial<Record<BlockName, Block>>;
  /** Blocks that this model has, in order. */
  list: readonly Block[];
  /** Length of the flat vector, a multiple of 4. Padding entries stay 0 for ever. */
  length: number;
  /** Number of real parameters: those that are trained. */
  count: number;
}

/** Rows of a table indexed by device × (missing, position 1..9). */
export const TABLE_ROWS = DEVICE_COUNT * (POSITIONS + 1);
/** Row of a device × position table; position 0 = missing. */
export const tableRow = (device: number, position: number): number => device * (POSITIONS + 1) + position;

/** @returns where each parameter of a model lies in its flat vector */
export function parameterLayout(model: ModelSpec): ParameterLayout {
  const f = trunkWidth(model);
  const g = gateCount(model);
  const { features: d, sharedUnits: h, experts: e, expertUnits: u, towerUnits: t } = model;
  const shapes: Partial<Record<BlockName, readonly number[]>> = {
    ...(h > 0 && { 'shared/w': [d, h], 'shared/b': [h] }),
    ...(model.biasHandling === 'input-feature' && { 'positionInput/w': [TABLE_ROWS, h] }),
    'experts/w': [e, f, u],
    'experts/b': [e, u],
    ...(g > 0 && { 'gates/w': [g, f, e], 'gates/b': [g, e] }),
    ...(t > 0 && { 'towers/w1': [TASK_COUNT, u, t], 'towers/b1': [TASK_COUNT, t] }),
    'towers/w': [TASK_COUNT, t > 0 ? t : u],
    'towers/b': [TASK_COUNT],
    ...(model.biasHandling === 'adversarial' && { 'adversary/w': [h, POSITIONS], 'adversary/b': [POSITIONS] }),
    ...(model.biasHandling === 'shallow-tower' && { 'shallow/table': [TABLE_ROWS] }),
    ...(model.balance && g > 0 && { 'gates/balance': [g, e], 'gates/mean': [g, e], 'gates/top': [g, e] }),
  };
  const list: Block[] = [];
  let offset = 0;
  let count = 0;
  for (const name of BLOCKS) {
    const shape = shapes[name];
    if (!shape) continue;
    const size = shape.reduce((a, b) => a * b, 1);
    list.push({ name, offset, size, shape });
    if (isTrained(name)) count += size;
    offset += Math.ceil(size / 4) * 4;
  }
  return { blocks: Object.fromEntries(list.map((block) => [block.name, block])), list, length: offset, count };
}

/** @returns the block's part of a flat parameter vector (a view, not a copy); @throws if the model has no such block */
export function blockOf(layout: ParameterLayout, vector: Float32Array, name: BlockName): Float32Array {
  const block = layout.blocks[name];
  if (!block) throw new Error(`this model has no ${name}`);
  return vector.subarray(block.offset, block.offset + block.size);
}

/**
 * Whether L2 applies to a block: to all but the shallow tower's table, which it would pull towards "no position bias". (With the biases
 * exempt as well, gates polarize half as often again in the reference regimes.)
 */
export const decays = (name: BlockName): boolean => name !== 'shallow/table' && isTrained(name);

/** Whether gradients train a block. The others are a gate's memory: no optimizer, rate, L2 or clipping acts on them, and their gradient is 0. */
export const isTrained = (name: BlockName): boolean =>
  name !== 'gates/balance' && name !== 'gates/mean' && name !== 'gates/top';

/** Learning-rate factor of a (trained) block in a replica. */
export function rateFactor(name: BlockName, replica: Pick<ReplicaSpec, 'tableRate' | 'gateRate'>): number {
  return name === 'shallow/table' ? replica.tableRate : name === 'gates/w' || name === 'gates/b' ? replica.gateRate : 1;
}
