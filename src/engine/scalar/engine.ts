/** The scalar engine: a population trained by plain loops over typed arrays, for machines without WebGPU and as a second opinion in tests. */
import { servingOf } from '../../model/cures.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { checkedEngine, type EngineCore } from '../checked.ts';
import { copyTable, evaluatedPosition, evaluatedSets, maskOfSets, summarise } from '../evaluate.ts';
import { initialState, replicaState, type ReplicaState } from '../state.ts';
import type { CreateEngine, EngineData, EngineInfo, EvaluateOptions, ReplicaEvaluation } from '../types.ts';
import { forward } from './forward.ts';
import { BatchGradient } from './gradient.ts';
import { servingPass } from './pass.ts';
import { mixtureOf, type Shape } from './shape.ts';
import { takeStep } from './step.ts';

class ScalarCore implements EngineCore {
  readonly info: EngineInfo = { engine: 'scalar', backend: 'cpu', adapter: '' };
  private readonly gradients: BatchGradient;
  private readonly shape: Shape;
  private readonly flat: Float32Array;
  private readonly states: readonly ReplicaState[];

  constructor(
    private population: PopulationSpec,
    private readonly data: readonly EngineData[],
  ) {
    this.gradients = new BatchGradient(population);
    this.shape = this.gradients.shape;
    this.flat = initialState(population, this.shape.layout);
    this.states = population.replicas.map((_, r) => replicaState(population, this.shape.layout, this.flat, r));
  }

  train(from: number, count: number): void {
    for (let step = from; step < from + count; step++) {
      for (let r = 0; r < this.states.length; r++) this.takeStep(r, step);
    }
  }

  async settle(): Promise<void> {
    // train has computed everything before it resolved.
  }

  private takeStep(r: number, step: number): void {
    const { training, replicas } = this.population;
    const replica = replicas[r];
    takeStep(this.gradients, { replica, training, log: this.data[replica.data].train, step }, this.states[r]);
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]> {
    return replicas.map((r) => this.evaluateReplica(r, options, step));
  }

  private evaluateReplica(r: number, options: EvaluateOptions, step: number): ReplicaEvaluation {
    const { shape } = this;
    const { ws, at } = this.gradients;
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
    const { gradients } = this;
    const { training, replicas } = this.population;
    const all = new Float32Array(this.states.length * n);
    replicas.forEach((replica, r) => {
      gradients.at.set(this.states[r].parameters);
      gradients.compute({ replica, training, log: this.data[replica.data].train, step });
      all.set(gradients.grad, r * n);
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
