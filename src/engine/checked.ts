/**
 * The shell that every engine wears. What the interface promises whatever computes, it keeps once: arguments are checked before anything happens,
 * nothing works after disposal, steps are counted, and what was fixed at creation stays. Inside, an engine only computes.
 */
import { parameterLayout } from '../model/layout.ts';
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { checkCount, checkEvaluate, checkPopulation, newReplicas } from './check.ts';
import {
  stateLength,
  type Checkpoint,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type Evaluation,
  type ReplicaEvaluation,
} from './types.ts';

/**
 * What computes: given valid arguments only, and called no more once disposed of. What returns no promise has done its part (on a GPU: enqueued
 * it) when it returns.
 */
export interface EngineCore {
  readonly info: EngineInfo;
  /** Takes the steps from, from + 1, …, from + count − 1. */
  train(from: number, count: number): void;
  /** Resolves when everything enqueued has been computed. */
  settle(): Promise<void>;
  /**
   * Measures the population as it is when this is called.
   * @param replicas - different ones, at least one
   * @returns one measurement for each of `replicas`, in their order
   */
  evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]>;
  /** @returns [R × layout.length], see {@link Engine.gradient} */
  gradient(step: number): Promise<Float32Array>;
  /** @returns the flat state as it is when this is called, the caller's own; see {@link Checkpoint} */
  state(step: number): Promise<Float32Array>;
  /** @param state - of this population's length; copied */
  restore(state: Float32Array, step: number): void;
  /** New rates for the steps that follow; `population` differs from the one before in them only. */
  setPopulation(population: PopulationSpec): void;
  /** See {@link Engine}. */
  readonly beside?: boolean;
  readonly lost?: Promise<string>;
  loseDevice?(): boolean;
  /** Called once. */
  dispose(): void;
}

class CheckedEngine implements Engine {
  step = 0;
  private readonly stateLength: number;
  private disposed = false;

  constructor(
    public population: PopulationSpec,
    private readonly core: EngineCore,
  ) {
    this.stateLength = population.replicas.length * stateLength(population, parameterLayout(population.model).length);
  }

  get info(): EngineInfo {
    return this.core.info;
  }

  get beside(): boolean {
    return this.core.beside === true;
  }

  get lost(): Promise<string> | undefined {
    return this.core.lost;
  }

  private live(): EngineCore {
    if (this.disposed) throw new Error('the engine has been disposed of');
    return this.core;
  }

  async train(count: number): Promise<void> {
    const core = this.live();
    checkCount('train', count);
    core.train(this.step, count);
    this.step += count;
  }

  async settle(): Promise<void> {
    await this.live().settle();
  }

  async evaluate(options: EvaluateOptions = {}): Promise<Evaluation> {
    const core = this.live();
    checkEvaluate(this.population, options);
    const { step } = this;
    const asked = options.replicas ?? this.population.replicas.map((_, r) => r);
    const once = [...new Set(asked)];
    const measured = once.length === 0 ? [] : await core.evaluate(once, options, step);
    return { step, replicas: asked.map((r) => measured[once.indexOf(r)]) };
  }

  async gradient(): Promise<Float32Array> {
    return this.live().gradient(this.step);
  }

  async checkpoint(): Promise<Checkpoint> {
    const { step } = this;
    return { step, state: await this.live().state(step) };
  }

  async restore({ step, state }: Checkpoint): Promise<void> {
    const core = this.live();
    checkCount('checkpoint.step', step);
    if (state.length !== this.stateLength) {
      throw new Error(`the checkpoint holds ${state.length} numbers, this population ${this.stateLength}`);
    }
    core.restore(state, step);
    this.step = step;
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    const core = this.live();
    const population = { ...this.population, replicas: newReplicas(this.population.replicas, replicas) };
    core.setPopulation(population);
    this.population = population;
  }

  loseDevice(): boolean {
    return this.core.loseDevice?.() ?? false;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.core.dispose();
  }
}

/**
 * Makes an engine out of what computes.
 * @param make - called once the population has been found to be valid
 * @throws SpecError (as a rejection) on a bad population, and whatever `make` throws
 */
export async function checkedEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  make: () => EngineCore | Promise<EngineCore>,
): Promise<Engine> {
  checkPopulation(population, data);
  return new CheckedEngine(population, await make());
}
