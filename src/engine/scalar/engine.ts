/** The scalar engine: a population trained by plain loops over typed arrays, for machines without WebGPU and as a second opinion in tests. */
import { curesOf, servingOf } from '../../model/cures.ts';
import { adversarialAt, replicaRateAt, workerOf } from '../../model/draws.ts';
import { trainingDelta } from '../../model/losses.ts';
import { binaryTasks, type PopulationSpec, type ReplicaSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { BatchDraw } from '../batch.ts';
import { checkedEngine, type EngineCore } from '../checked.ts';
import { copyTable, evaluatedPosition, evaluatedSets, maskOfSets, summarise } from '../evaluate.ts';
import { initialState, replicaState, type ReplicaState } from '../state.ts';
import type { CreateEngine, EngineData, EngineInfo, EvaluateOptions, ReplicaEvaluation } from '../types.ts';
import { backward } from './backward.ts';
import { BatchShares } from './balance.ts';
import { forward } from './forward.ts';
import { addDecay, applyGradient, clipGradient } from './optimizer.ts';
import { servingPass, trainingPass } from './pass.ts';
import { createWorkspace, mixtureOf, shapeOf, type Shape, type Workspace } from './shape.ts';

class ScalarCore implements EngineCore {
  readonly info: EngineInfo = { engine: 'scalar', backend: 'cpu', adapter: '' };
  private readonly shape: Shape;
  /** [4] which tasks are. */
  private readonly binary: readonly boolean[];
  private readonly ws: Workspace;
  private readonly batch: BatchDraw;
  private readonly shares: BatchShares;
  private readonly flat: Float32Array;
  private readonly states: readonly ReplicaState[];
  /** The parameters that a gradient is computed at, in double precision. */
  private readonly at: Float64Array;
  private readonly grad: Float64Array;

  constructor(
    private population: PopulationSpec,
    private readonly data: readonly EngineData[],
  ) {
    this.shape = shapeOf(population.model);
    this.binary = binaryTasks(population.model);
    this.ws = createWorkspace(this.shape);
    this.batch = new BatchDraw(population);
    this.shares = new BatchShares(this.shape);
    this.flat = initialState(population, this.shape.layout);
    this.states = population.replicas.map((_, r) => replicaState(population, this.shape.layout, this.flat, r));
    this.at = new Float64Array(this.shape.layout.length);
    this.grad = new Float64Array(this.shape.layout.length);
  }

  train(from: number, count: number): void {
    for (let step = from; step < from + count; step++) {
      for (let r = 0; r < this.states.length; r++) this.trainReplica(r, step);
    }
  }

  async settle(): Promise<void> {
    // train has computed everything before it resolved.
  }

  /** One asynchronous worker pushes the gradient that it computed at its snapshot, and takes a new snapshot. */
  private trainReplica(r: number, step: number): void {
    const { training, replicas } = this.population;
    const { parameters, first, second, snapshots } = this.states[r];
    const { layout } = this.shape;
    const replica = replicas[r];
    const own = workerOf(replica.seeds.batch, step, replica.workers) * layout.length;
    const held = replica.workers > 1 ? snapshots.subarray(own, own + layout.length) : parameters;
    this.at.set(held);
    this.gradientAt(replica, step);
    const cures = curesOf(replica);
    clipGradient(cures.clip, this.grad);
    const rate = replicaRateAt(replica, training, step);
    applyGradient(training.optimizer, layout, replica, rate, step, this.grad, parameters, first, second);
    if (this.shares.concerns(cures)) this.shares.commit(cures, parameters);
    if (held !== parameters) held.set(parameters);
  }

  /** Leaves in `this.grad` the gradient of a step's training loss at `this.at`, L2 included, and in `this.shares` what the gates did. */
  private gradientAt(replica: ReplicaSpec, step: number): void {
    const { shape, ws, batch, at, grad, shares } = this;
    const { training } = this.population;
    const log = this.data[replica.data].train;
    const { taskWeights } = replica;
    const scale = 1 / training.batch;
    const lambda = adversarialAt(replica.adversarialWeight, step, training.steps);
    batch.draw(replica, step, log);
    grad.fill(0);
    const mask = batch.masked ? batch.mask : null;
    const pass = trainingPass(shape, replica, training, step, batch.noisy ? batch.noise : null);
    const balanced = shares.concerns(curesOf(replica));
    if (balanced) shares.clear();
    const maskSize = shape.gates * shape.experts;
    for (let j = 0; j < training.batch; j++) {
      const row = batch.rows[j];
      const device = log.device[row];
      const position = batch.position[j];
      forward(shape, at, ws, log.features, row, device, position, mask, j * maskSize, pass);
      if (balanced) shares.add(ws.gate);
      for (let k = 0; k < TASK_COUNT; k++) {
        const i = row * TASK_COUNT + k;
        // Divided by the batch, not by the number observed: a label's weight must not depend on its neighbours.
        ws.dOutput[k] =
          log.observed[i] === 0
            ? 0
            : taskWeights[k] * scale * trainingDelta(this.binary[k], ws.output[k], log.labels[i]);
      }
      backward(shape, at, grad, ws, device, position, lambda, scale, pass);
    }
    if (balanced) shares.finish(training.batch);
    addDecay(shape.layout, replica.l2, at, grad);
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]> {
    return replicas.map((r) => this.evaluateReplica(r, options, step));
  }

  private evaluateReplica(r: number, options: EvaluateOptions, step: number): ReplicaEvaluation {
    const { shape, ws, at } = this;
    const { experts, units } = shape;
    const { parameters } = this.states[r];
    const log = this.data[this.population.replicas[r].data].heldOut;
    const predictions = new Float32Array(log.rows * TASK_COUNT);
    const gates = new Float32Array(log.rows * TASK_COUNT * experts);
    const activity = new Float64Array(experts);
    const mask = maskOfSets(evaluatedSets(shape.model, options.withoutExpert), experts);
    const { training, replicas } = this.population;
    const pass = servingPass(shape, servingOf(replicas[r], training, step));
    at.set(parameters);
    for (let row = 0; row < log.rows; row++) {
      forward(
        shape,
        at,
        ws,
        log.features,
        row,
        log.device[row],
        evaluatedPosition(options.position, log.position[row]),
        mask,
        0,
        pass,
      );
      for (let k = 0; k < TASK_COUNT; k++) {
        const i = row * TASK_COUNT + k;
        predictions[i] = ws.output[k];
        const from = mixtureOf(shape, k) * experts;
        for (let e = 0; e < experts; e++) gates[i * experts + e] = ws.gate[from + e];
      }
      for (let e = 0, i = 0; e < experts; e++) {
        for (let u = 0; u < units; u++, i++) activity[e] = Math.max(activity[e], Math.abs(ws.expert[i]));
      }
    }
    const table = shape.at['shallow/table'];
    return summarise(
      r,
      log,
      { predictions, gates, activity },
      shape.model,
      table < 0 ? new Float32Array(0) : copyTable(parameters.subarray(table)),
      parameters.slice(),
      options,
    );
  }

  async gradient(step: number): Promise<Float32Array> {
    const n = this.shape.layout.length;
    const all = new Float32Array(this.states.length * n);
    this.population.replicas.forEach((replica, r) => {
      this.at.set(this.states[r].parameters);
      this.gradientAt(replica, step);
      all.set(this.grad, r * n);
    });
    return all;
  }

  async state(): Promise<Float32Array> {
    return this.flat.slice();
  }

  restore(state: Float32Array): void {
    this.flat.set(state);
  }

  setPopulation(population: PopulationSpec): void {
    this.population = population;
  }

  dispose(): void {
    // Plain arrays: the garbage collector frees them.
  }
}

/**
 * Makes a scalar engine. `train` computes before it returns; call it with few steps at a time where something else has to run in between.
 * @throws SpecError (as a rejection) on a bad population
 */
export const createScalarEngine: CreateEngine = (population, data) =>
  checkedEngine(population, data, () => new ScalarCore(population, data));
