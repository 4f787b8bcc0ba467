/**
 * A second implementation of prediction, out of an exported file alone: what a reader of docs/exports.md would write. It must share no code with the
 * engines or with `src/model`, and so imports nothing. For tests.
 */

interface Tensor {
  shape: number[];
  values: number[];
}

interface Structure {
  experts: number;
  expertUnits: number;
  visible?: number[];
}

interface Serving {
  sharedActivation: string;
  expertActivation: string;
  layerNorm: boolean;
  gateKind: string;
  temperature: number;
  cap: number;
}

export interface ReadTask {
  name: string;
  kind: string;
  mean: number;
  deviation: number;
  unit?: string;
}

/** An exported model. */
export interface ReadModel {
  tensors: Map<string, Tensor>;
  model: Structure;
  serving: Serving;
  tasks: (ReadTask | null)[];
  inputs: unknown[];
  metadata: Record<string, string>;
}

/** One row of encoded inputs. */
export interface ReadRow {
  inputs: readonly number[];
  device: number;
  position: number;
}

/** Opens a file as strictly as the format demands it. @throws Error when anything is not as it should be */
export function readModel(bytes: Uint8Array): ReadModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start));
  if (!text.startsWith('{')) throw new Error('the header must begin with {');
  const { __metadata__: metadata, ...entries } = JSON.parse(text) as { __metadata__: Record<string, string> } & Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const tensors = new Map<string, Tensor>();
  let end = 0;
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (dtype !== 'F32' || offsets[0] !== end || offsets[1] !== end + 4 * size)
      throw new Error(`${name} is not where it belongs`);
    const values = Array.from({ length: size }, (_, i) => view.getFloat32(start + offsets[0] + 4 * i, true));
    tensors.set(name, { shape, values });
    end = offsets[1];
  }
  if (start + end !== bytes.length) throw new Error('there is more, or less, than the header says');
  const parsed = (key: string): unknown => JSON.parse(metadata[key]);
  return {
    tensors,
    metadata,
    model: parsed('model') as Structure,
    serving: parsed('serving') as Serving,
    tasks: parsed('tasks') as (ReadTask | null)[],
    inputs: parsed('inputs') as unknown[],
  };
}

/** The slice of a tensor behind its first indices. */
function slice({ shape, values }: Tensor, ...index: number[]): Tensor {
  let size = values.length;
  let from = 0;
  index.forEach((i, axis) => {
    size /= shape[axis];
    from += i * size;
  });
  return { shape: shape.slice(index.length), values: values.slice(from, from + size) };
}

/** x · w + b, w [inputs × outputs]. */
const dense = (x: readonly number[], w: Tensor, b: Tensor): number[] =>
  b.values.map((start, n) => x.reduce((sum, value, i) => sum + value * w.values[i * w.shape[1] + n], start));

const ACTIVATIONS: Record<string, (x: number) => number> = {
  relu: (x) => Math.max(x, 0),
  leaky: (x) => Math.max(x, 0.01 * x),
  swish: (x) => x / (1 + Math.exp(-x)),
};

function normalised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

/** What experts and gates read. */
function trunk({ tensors, serving }: ReadModel, { inputs, device, position }: ReadRow): readonly number[] {
  const weights = tensors.get('shared/w');
  if (!weights) return inputs;
  const sums = dense(inputs, weights, tensors.get('shared/b')!);
  const rows = tensors.get('positionInput/w');
  const added = rows && slice(rows, 10 * device + position).values;
  return sums.map((sum, i) => ACTIVATIONS[serving.sharedActivation](sum + (added?.[i] ?? 0)));
}

/** [experts] weights of a task; one model has one gate for all, another has none. */
function weightsOf({ tensors, model, serving }: ReadModel, h: readonly number[], task: number): number[] {
  const gates = tensors.get('gates/w');
  if (!gates) return [1];
  const g = gates.shape[0] === 1 ? 0 : task;
  const balance = tensors.get('gates/balance');
  const scores = dense(h, slice(gates, g), slice(tensors.get('gates/b')!, g)).map((sum, e) => {
    const z = sum + (balance ? slice(balance, g, e).values[0] : 0);
    const y = (serving.cap > 0 ? serving.cap * Math.tanh(z / serving.cap) : z) / serving.temperature;
    const seen = !model.visible || Math.floor(model.visible[task] / 2 ** e) % 2 === 1;
    if (!seen) return 0;
    return serving.gateKind === 'sigmoid' ? 1 / (1 + Math.exp(-y)) : Math.exp(y);
  });
  const sum = scores.reduce((total, score) => total + score, 0);
  return scores.map((score) => score / sum);
}

/** @returns [4] logits of binary tasks, standardised predictions of the others, and [4][experts] gate weights */
export function predict(read: ReadModel, row: ReadRow): { outputs: number[]; weights: number[][] } {
  const { tensors, model, serving } = read;
  const tensor = (name: string): Tensor => tensors.get(name)!;
  const h = trunk(read, row);
  const experts = Array.from({ length: model.experts }, (_, e) => {
    const sums = dense(h, slice(tensor('experts/w'), e), slice(tensor('experts/b'), e));
    return (serving.layerNorm ? normalised(sums) : sums).map(ACTIVATIONS[serving.expertActivation]);
  });
  const weights = [0, 1, 2, 3].map((task) => weightsOf(read, h, task));
  const outputs = weights.map((each, task) => {
    let x = experts[0].map((_, u) => each.reduce((sum, weight, e) => sum + weight * experts[e][u], 0));
    if (tensors.has('towers/w1'))
      x = dense(x, slice(tensor('towers/w1'), task), slice(tensor('towers/b1'), task)).map(ACTIVATIONS.relu);
    const last = slice(tensor('towers/w'), task).values;
    return x.reduce((sum, value, i) => sum + value * last[i], tensor('towers/b').values[task]);
  });
  if (tensors.has('shallow/table')) outputs[0] += tensor('shallow/table').values[10 * row.device + row.position];
  return { outputs, weights };
}

/** Reads CSV as RFC 4180 has it. @returns rows of cells, the header among them */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain, end] = match as unknown as [string, string | undefined, string | undefined, string];
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (cell.lastIndex === text.length) return rows;
  }
  throw new Error(`not CSV after ${String(rows.length)} rows`);
}
