/**
 * A toy engine for tests of the session: it answers at once or a little later, its device can be lost at any time, and its parameters after a
 * step are a simple function of seeds, rates and step, so that a test can say on its own what they must be.
 */
import { withDetails } from '../../engine/evaluate.ts';
import {
  HISTOGRAM_BINS,
  stateLength,
  type Checkpoint,
  type Engine,
  type EngineData,
  type EvaluateOptions,
  type Evaluation,
} from '../../engine/types.ts';
import { parameterLayout } from '../../model/layout.ts';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';

/** What stands for the parameters of a model. */
export const toyStart = (init: number): number => Math.fround(init);
/** One training step. */
export const toyStep = (value: number, step: number, gateDropout: number, learningRate: number): number =>
  Math.fround(0.9 * value + learningRate * (step % 7) + gateDropout);

const GONE = 'the device is lost';

export class ToyEngine implements Engine {
  readonly info = { engine: 'fused', backend: 'webgpu', adapter: 'toy' } as const;
  /** Absent where the engine stands for one that cannot be lost. */
  readonly lost?: Promise<string>;
  step = 0;
  private values: number[];
  /** Numbers in the state of one replica, of which only the first means anything. */
  private readonly size: number;
  private gone = false;
  private sayLost: (reason: string) => void = () => undefined;
  private readonly pending = new Set<(error: Error) => void>();

  /**
   * @param ticks - after how many tasks an answer comes; 0 = at once
   * @param safe - whether it cannot be lost
   */
  constructor(
    readonly population: PopulationSpec,
    private readonly data: readonly EngineData[],
    private readonly ticks: () => number,
    safe = false,
  ) {
    this.size = stateLength(population, parameterLayout(population.model).length);
    this.values = population.replicas.map(({ seeds }) => toyStart(seeds.init));
    if (safe) return;
    this.lost = new Promise((resolve) => {
      this.sayLost = resolve;
    });
  }

  private later<T>(answer: () => T): Promise<T> {
    if (this.gone) return Promise.reject(new Error(GONE));
    const value = answer();
    return new Promise((resolve, reject) => {
      this.pending.add(reject);
      const wait = (left: number): void => {
        if (left > 0) setImmediate(wait, left - 1);
        else {
          this.pending.delete(reject);
          if (!this.gone) resolve(value);
        }
      };
      wait(this.ticks());
    });
  }

  train(count: number): Promise<void> {
    if (this.gone) return Promise.reject(new Error(GONE));
    for (let i = 0; i < count; i++, this.step++) {
      const { replicas } = this.population;
      this.values = this.values.map((value, r) =>
        toyStep(value, this.step, replicas[r].gateDropout, replicas[r].learningRate),
      );
    }
    return Promise.resolve();
  }

  settle(): Promise<void> {
    return this.later(() => undefined);
  }

  evaluate(options: EvaluateOptions = { full: true }): Promise<Evaluation> {
    const { experts } = this.population.model;
    const { rows } = this.data[0].heldOut;
    const measured = this.values.map((value, replica) => ({
      replica,
      loss: new Float64Array(TASK_COUNT).fill(1),
      utilization: new Float64Array(TASK_COUNT * experts).fill(1 / experts),
      entropy: new Float64Array(TASK_COUNT),
      histogram: new Uint32Array(TASK_COUNT * experts * HISTOGRAM_BINS),
      dead: new Uint8Array(experts),
      table: new Float32Array(0),
      finite: Number.isFinite(value),
      ...withDetails(options, {
        predictions: () => new Float32Array(rows * TASK_COUNT),
        gates: () => new Float32Array(0),
        parameters: () => Float32Array.of(value),
      }),
    }));
    return this.later(() => ({ step: this.step, replicas: measured }));
  }

  gradient(): Promise<Float32Array> {
    return this.later(() => new Float32Array(0));
  }

  checkpoint(): Promise<Checkpoint> {
    const state = new Float32Array(this.values.length * this.size);
    this.values.forEach((value, r) => {
      state[r * this.size] = value;
    });
    return this.later(() => ({ step: this.step, state }));
  }

  restore({ step, state }: Checkpoint): Promise<void> {
    return this.later(() => {
      this.step = step;
      this.values = this.values.map((_, r) => state[r * this.size]);
    });
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    (this as { population: PopulationSpec }).population = { ...this.population, replicas };
  }

  loseDevice(): boolean {
    if (this.gone || !this.lost) return false;
    this.gone = true;
    for (const reject of this.pending) reject(new Error(GONE));
    this.pending.clear();
    this.sayLost(GONE);
    return true;
  }

  dispose(): void {
    this.gone = true;
    for (const reject of this.pending) reject(new Error('disposed'));
    this.pending.clear();
  }
}
