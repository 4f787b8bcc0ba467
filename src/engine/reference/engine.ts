/** The reference engine: the equations of `model.ts` differentiated by TF.js, on whichever backend is current. The definition of correct. */
import { curesOf } from '../../model/cures.ts';
import { replicaRateAt, workerOf } from '../../model/draws.ts';
import { blockOf, decays, isTrained, parameterLayout, rateFactor, type ParameterLayout } from '../../model/layout.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { BatchDraw } from '../batch.ts';
import { checkedEngine, type EngineCore } from '../checked.ts';
import { copyTable, summarise } from '../evaluate.ts';
import { initialState, replicaState } from '../state.ts';
import {
  stateLength,
  type BackendName,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type ReplicaEvaluation,
} from '../types.ts';
import {
  abs,
  add,
  concat,
  getBackend,
  grad,
  max,
  mul,
  slice,
  sub,
  tensor2d,
  tidy,
  tile,
  transpose,
  type Tensor,
} from '../tfjs/ops.ts';
import { heldOutTensors, trainingTensors } from './batchTensors.ts';
import { balanced, isBalanced } from './balance.ts';
import { blocksOf, forward, trainingLoss, type Inputs } from './model.ts';
import { clipped, optimize, type Trained } from './optimizer.ts';

const floats = async (source: Tensor): Promise<Float32Array> => (await source.data()) as Float32Array;

class ReferenceCore implements EngineCore {
  readonly info: EngineInfo;
  private readonly layout: ParameterLayout;
  private readonly batch: BatchDraw;
  private trained: Trained = { parameters: tensor2d([], [0, 0]), moments: [] };
  /** [replica][worker] the parameters that a worker holds, [1, length]; no workers for a synchronous replica. */
  private snapshots: Tensor[][] = [];
  /** Per parameter, [R, length]: L2 factor, and learning-rate factor. */
  private decay: Tensor | null = null;
  private factor: Tensor | null = null;
  /** [1, length] 1 where gradients train, 0 elsewhere; null where they train everything. */
  private mask: Tensor | null = null;

  constructor(
    private population: PopulationSpec,
    private readonly data: readonly EngineData[],
    adapter: string,
  ) {
    this.info = { engine: 'reference', backend: getBackend() as BackendName, adapter };
    this.layout = parameterLayout(population.model);
    this.batch = new BatchDraw(population);
    this.load(initialState(population, this.layout));
    this.loadFactors();
    if (this.layout.list.some(({ name }) => !isTrained(name))) this.mask = this.trainedMask();
  }

  private trainedMask(): Tensor {
    const mask = new Float32Array(this.layout.length);
    for (const { name, offset, size } of this.layout.list) if (isTrained(name)) mask.fill(1, offset, offset + size);
    return tensor2d(mask, [1, mask.length]);
  }

  /** Replaces all tensors of the state by those of a flat state. */
  private load(state: Float32Array): void {
    const n = this.layout.length;
    const parts = this.population.replicas.map((_, r) => replicaState(this.population, this.layout, state, r));
    const stack = (vectors: Float32Array[]): Tensor => {
      const all = new Float32Array(vectors.length * n);
      vectors.forEach((vector, r) => all.set(vector, r * n));
      return tensor2d(all, [vectors.length, n]);
    };
    this.disposeState();
    this.trained = {
      parameters: stack(parts.map((part) => part.parameters)),
      moments: (['first', 'second'] as const)
        .filter((name) => parts[0][name].length > 0)
        .map((name) => stack(parts.map((part) => part[name]))),
    };
    this.snapshots = parts.map(({ snapshots }) =>
      Array.from({ length: snapshots.length / n }, (_, w) => tensor2d(snapshots.slice(w * n, (w + 1) * n), [1, n])),
    );
  }

  private loadFactors(): void {
    const { replicas } = this.population;
    const n = this.layout.length;
    const decay = new Float32Array(replicas.length * n);
    const factor = new Float32Array(replicas.length * n);
    replicas.forEach((replica, r) => {
      for (const { name, offset, size } of this.layout.list) {
        if (decays(name)) decay.fill(replica.l2, r * n + offset, r * n + offset + size);
        factor.fill(isTrained(name) ? rateFactor(name, replica) : 0, r * n + offset, r * n + offset + size);
      }
    });
    this.decay?.dispose();
    this.factor?.dispose();
    this.decay = tensor2d(decay, [replicas.length, n]);
    this.factor = tensor2d(factor, [replicas.length, n]);
  }

  train(from: number, count: number): void {
    for (let step = from; step < from + count; step++) this.trainStep(step);
  }

  private trainStep(step: number): void {
    const { trained } = this;
    const { training, replicas } = this.population;
    const workers = replicas.map((replica) =>
      replica.workers > 1 ? workerOf(replica.seeds.batch, step, replica.workers) : -1,
    );
    const rates = replicas.map((replica) => replicaRateAt(replica, training, step));
    const limits = replicas.map((replica) => curesOf(replica).clip);
    const n = this.layout.length;
    const [parameters, ...rest] = tidy(() => {
      const at = this.heldBy(workers);
      const { gradient, inputs } = this.gradientAt(at, step);
      const factors = mul(tensor2d(rates, [rates.length, 1]), this.factor as Tensor);
      const after = this.remembering(
        at,
        inputs,
        optimize(training.optimizer, trained, clipped(limits, gradient), factors, step),
      );
      const fresh = workers.flatMap((worker, r) => (worker < 0 ? [] : [slice(after.parameters, [r, 0], [1, n])]));
      return [after.parameters, ...after.moments, ...fresh];
    });
    for (const old of [trained.parameters, ...trained.moments]) old.dispose();
    this.trained = { parameters, moments: rest.splice(0, trained.moments.length) };
    workers.forEach((worker, r) => {
      if (worker < 0) return;
      this.snapshots[r][worker].dispose();
      this.snapshots[r][worker] = rest.shift() as Tensor;
    });
  }

  /** What gates keep of a step, set beside what the optimizer made; its moments leave alone what gradients do not train. In a tidy. */
  private remembering(at: Tensor, inputs: Inputs, after: Trained): Trained {
    const { population, layout, mask, trained } = this;
    if (!mask) return after;
    const moments = after.moments.map((moment, i) => add(mul(moment, mask), mul(trained.moments[i], sub(1, mask))));
    if (!isBalanced(population)) return { ...after, moments };
    const { gates } = forward(population.model, blocksOf(layout, at), inputs);
    return { parameters: balanced(population, layout, after.parameters, gates), moments };
  }

  /** The parameters that this step's gradient is computed at, [R, length]: a worker's snapshot, or the current ones where there are no workers. */
  private heldBy(workers: readonly number[]): Tensor {
    const { parameters } = this.trained;
    if (workers.every((worker) => worker < 0)) return parameters;
    return concat(
      workers.map((worker, r) =>
        worker < 0 ? slice(parameters, [r, 0], [1, this.layout.length]) : this.snapshots[r][worker],
      ),
      0,
    );
  }

  /** Gradient of a step's training loss at the parameters `at`, L2 included, with what it was made from; to be called in a tidy. */
  private gradientAt(at: Tensor, step: number): { gradient: Tensor; inputs: Inputs } {
    const { population, layout, mask } = this;
    const { inputs, targets } = trainingTensors(population, this.data, this.batch, step);
    const loss = grad((flat: Tensor) => trainingLoss(population, blocksOf(layout, flat), inputs, targets))(at);
    const gradient = add(mask ? mul(loss, mask) : loss, mul(this.decay as Tensor, at));
    return { gradient, inputs };
  }

  async gradient(step: number): Promise<Float32Array> {
    const gradient = tidy(() => this.gradientAt(this.trained.parameters, step).gradient);
    const values = (await floats(gradient)).slice();
    gradient.dispose();
    return values;
  }

  async settle(): Promise<void> {
    await this.trained.parameters.data();
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]> {
    // All answers are enqueued before the first is awaited, so that training in between cannot change what is measured.
    return Promise.all(replicas.map((r) => this.answers(r, options, step)));
  }

  private async answers(r: number, options: EvaluateOptions, step: number): Promise<ReplicaEvaluation> {
    const { population, layout } = this;
    const { model } = population;
    const log = this.data[population.replicas[r].data].heldOut;
    const tensors = tidy(() => {
      const parameters = slice(this.trained.parameters, [r, 0], [1, layout.length]);
      const { outputs, gates, experts } = forward(
        model,
        blocksOf(layout, parameters),
        heldOutTensors(population, r, log, options, step),
      );
      return [
        parameters,
        transpose(outputs, [0, 2, 1]),
        gates.shape[2] === TASK_COUNT ? gates.clone() : tile(gates, [1, 1, TASK_COUNT, 1]),
        max(abs(experts), [1, 3]),
      ];
    });
    const [parameters, predictions, gates, activity] = await Promise.all(tensors.map(floats));
    for (const tensor of tensors) tensor.dispose();
    const table =
      model.biasHandling === 'shallow-tower'
        ? copyTable(blockOf(layout, parameters, 'shallow/table'))
        : new Float32Array(0);
    // The copy because a slice may be a view of the trained parameters, whose buffer the caller might transfer away.
    return summarise(r, log, { predictions, gates, activity }, model, table, parameters.slice(), options);
  }

  async state(): Promise<Float32Array> {
    const { population, layout, trained } = this;
    const n = layout.length;
    const state = new Float32Array(population.replicas.length * stateLength(population, n));
    const all = [trained.parameters, ...trained.moments, ...this.snapshots.flat()];
    // Clones: training may go on, and dispose these tensors, before the last of them has been read.
    const clones = all.map((tensor) => tensor.clone());
    const [parameters, ...rest] = await Promise.all(clones.map(floats));
    for (const clone of clones) clone.dispose();
    const moments = rest.splice(0, trained.moments.length);
    population.replicas.forEach((_, r) => {
      const views = replicaState(population, layout, state, r);
      const row = (vector: Float32Array): Float32Array => vector.subarray(r * n, (r + 1) * n);
      views.parameters.set(row(parameters));
      if (moments.length > 0) views.first.set(row(moments[0]));
      if (moments.length > 1) views.second.set(row(moments[1]));
      for (let at = 0; at < views.snapshots.length; at += n) views.snapshots.set(rest.shift() as Float32Array, at);
    });
    return state;
  }

  restore(state: Float32Array): void {
    this.load(state);
  }

  setPopulation(population: PopulationSpec): void {
    this.population = population;
    this.loadFactors();
  }

  private disposeState(): void {
    for (const tensor of [this.trained.parameters, ...this.trained.moments, ...this.snapshots.flat()]) tensor.dispose();
  }

  dispose(): void {
    this.disposeState();
    this.decay?.dispose();
    this.factor?.dispose();
    this.mask?.dispose();
  }
}

/**
 * Makes a reference engine on TF.js's current backend (call `setBackend` before).
 * @param adapter - the WebGPU adapter's name, "" elsewhere
 * @throws SpecError (as a rejection) on a bad population
 */
export function createReferenceEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  adapter = '',
): Promise<Engine> {
  return checkedEngine(population, data, () => new ReferenceCore(population, data, adapter));
}
