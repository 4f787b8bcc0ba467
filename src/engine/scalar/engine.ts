/** The scalar engine: a population trained by plain loops over typed arrays, for machines without WebGPU and as a second opinion in tests. */
import { adversarialAt, rateAt, workerOf } from '../../model/draws.ts';
import { trainingDelta } from '../../model/losses.ts';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import { IS_BINARY, TASK_COUNT } from '../../world/spec.ts';
import { BatchDraw } from '../batch.ts';
import { checkEvaluate, checkNewReplicas, checkPopulation } from '../check.ts';
import { copyTable, evaluatedPosition, summarise } from '../evaluate.ts';
import { initialState, replicaState, type ReplicaState } from '../state.ts';
import type {
  Checkpoint,
  CreateEngine,
  Engine,
  EngineData,
  EngineInfo,
  EvaluateOptions,
  Evaluation,
  ReplicaEvaluation,
} from '../types.ts';
import { backward } from './backward.ts';
import { forward } from './forward.ts';
import { addDecay, applyGradient } from './optimizer.ts';
import { createWorkspace, mixtureOf, shapeOf, type Shape, type Workspace } from './shape.ts';

class ScalarEngine implements Engine {
  readonly info: EngineInfo = { engine: 'scalar', backend: 'cpu', adapter: '' };
  population: PopulationSpec;
  step = 0;
  private readonly data: readonly EngineData[];
  private readonly shape: Shape;
  private readonly ws: Workspace;
  private readonly batch: BatchDraw;
  private readonly state: Float32Array;
  private readonly states: readonly ReplicaState[];
  /** The parameters that a gradient is computed at, in double precision. */
  private readonly at: Float64Array;
  private readonly grad: Float64Array;

  constructor(population: PopulationSpec, data: readonly EngineData[]) {
    checkPopulation(population, data);
    this.population = population;
    this.data = data;
    this.shape = shapeOf(population.model);
    this.ws = createWorkspace(this.shape);
    this.batch = new BatchDraw(population);
    this.state = initialState(population, this.shape.layout);
    this.states = population.replicas.map((_, r) => replicaState(population, this.shape.layout, this.state, r));
    this.at = new Float64Array(this.shape.layout.length);
    this.grad = new Float64Array(this.shape.layout.length);
  }

  async train(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      for (let r = 0; r < this.states.length; r++) this.trainReplica(r);
      this.step++;
    }
  }

  async settle(): Promise<void> {
    // train has computed everything before it resolved.
  }

  /** One asynchronous worker pushes the gradient that it computed at its snapshot, and takes a new snapshot. */
  private trainReplica(r: number): void {
    const { training, replicas } = this.population;
    const { parameters, first, second, snapshots } = this.states[r];
    const replica = replicas[r];
    const n = this.shape.layout.length;
    if (replica.workers > 1) {
      const from = workerOf(replica.seeds.batch, this.step, replica.workers) * n;
      this.at.set(snapshots.subarray(from, from + n));
      this.gradientAt(replica);
      const rate = rateAt(replica.learningRate, training.decayTo, this.step, training.steps);
      applyGradient(
        training.optimizer,
        this.shape.layout,
        replica,
        rate,
        this.step,
        this.grad,
        parameters,
        first,
        second,
      );
      snapshots.set(parameters, from);
    } else {
      this.at.set(parameters);
      this.gradientAt(replica);
      const rate = rateAt(replica.learningRate, training.decayTo, this.step, training.steps);
      applyGradient(
        training.optimizer,
        this.shape.layout,
        replica,
        rate,
        this.step,
        this.grad,
        parameters,
        first,
        second,
      );
    }
  }

  /** Leaves in `this.grad` the gradient of the next step's training loss at `this.at`, L2 included. */
  private gradientAt(replica: ReplicaSpec): void {
    const { shape, ws, batch, at, grad, step } = this;
    const { training } = this.population;
    const log = this.data[replica.data].train;
    const { taskWeights } = replica;
    const scale = 1 / training.batch;
    const lambda = adversarialAt(replica.adversarialWeight, step, training.steps);
    batch.draw(replica, step, log);
    grad.fill(0);
    const mask = batch.masked ? batch.mask : null;
    const maskSize = shape.gates * shape.experts;
    for (let j = 0; j < training.batch; j++) {
      const row = batch.rows[j];
      const device = log.device[row];
      const position = batch.position[j];
      forward(shape, at, ws, log.features, row, device, position, mask, j * maskSize);
      for (let k = 0; k < TASK_COUNT; k++) {
        const i = row * TASK_COUNT + k;
        // Divided by the batch, not by the number observed: a label's weight must not depend on its neighbours.
        ws.dOutput[k] =
          log.observed[i] === 0 ? 0 : taskWeights[k] * scale * trainingDelta(IS_BINARY[k], ws.output[k], log.labels[i]);
      }
      backward(shape, at, grad, ws, device, position, lambda, scale);
    }
    addDecay(shape.layout, replica.l2, at, grad);
  }

  async evaluate(options: EvaluateOptions = {}): Promise<Evaluation> {
    checkEvaluate(this.population, options);
    const chosen = options.replicas ?? this.states.map((_, r) => r);
    return { step: this.step, replicas: chosen.map((r) => this.evaluateReplica(r, options)) };
  }

  private evaluateReplica(r: number, options: EvaluateOptions): ReplicaEvaluation {
    const { shape, ws, at } = this;
    const { experts, units } = shape;
    const { parameters } = this.states[r];
    const log = this.data[this.population.replicas[r].data].heldOut;
    const predictions = new Float32Array(log.rows * TASK_COUNT);
    const gates = new Float32Array(log.rows * TASK_COUNT * experts);
    const activity = new Float64Array(experts);
    let mask: Uint8Array | null = null;
    if (options.withoutExpert !== undefined) {
      mask = new Uint8Array(shape.gates * experts).fill(1);
      for (let g = 0; g < shape.gates; g++) mask[g * experts + options.withoutExpert] = 0;
    }
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
      );
      for (let k = 0; k < TASK_COUNT; k++) {
        const i = row * TASK_COUNT + k;
        predictions[i] = ws.output[k];
        const from = mixtureOf(shape, k) * experts;
        for (let e = 0; e < experts; e++) gates[i * experts + e] = ws.gate[from + e];
      }
      for (let e = 0, i = 0; e < experts; e++) {
        for (let u = 0; u < units; u++, i++) if (ws.expert[i] > activity[e]) activity[e] = ws.expert[i];
      }
    }
    const table = shape.at['shallow/table'];
    return summarise(
      r,
      log,
      { predictions, gates, activity },
      experts,
      table < 0 ? new Float32Array(0) : copyTable(parameters.subarray(table)),
      parameters.slice(),
      options.full === true,
    );
  }

  async gradient(): Promise<Float32Array> {
    const n = this.shape.layout.length;
    const all = new Float32Array(this.states.length * n);
    this.population.replicas.forEach((replica, r) => {
      this.at.set(this.states[r].parameters);
      this.gradientAt(replica);
      all.set(this.grad, r * n);
    });
    return all;
  }

  async checkpoint(): Promise<Checkpoint> {
    return { step: this.step, state: this.state.slice() };
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    if (checkpoint.state.length !== this.state.length) {
      throw new Error(
        `the checkpoint holds ${String(checkpoint.state.length)} numbers, this population ${String(this.state.length)}`,
      );
    }
    this.state.set(checkpoint.state);
    this.step = checkpoint.step;
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    checkNewReplicas(this.population.replicas, replicas);
    this.population = { ...this.population, replicas };
  }

  dispose(): void {
    // Plain arrays: the garbage collector frees them.
  }
}

/**
 * Makes a scalar engine. `train` computes before it returns; call it with few steps at a time where something else has to run in between.
 * @throws SpecError (as a rejection) on a bad population
 */
export const createScalarEngine: CreateEngine = async (population, data) => new ScalarEngine(population, data);
