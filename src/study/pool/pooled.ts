/** A population whose shares train in several engines at once, put together to one. */
import type { EngineCore } from '../../engine/checked.ts';
import type { Engine, EngineInfo, EvaluateOptions, ReplicaEvaluation } from '../../engine/types.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { joinStates, shareOf, splitState, type Share } from './shares.ts';

export interface Trainee {
  share: Share;
  engine: Engine;
}

export class PooledCore implements EngineCore {
  readonly beside = true;
  /** What was sent without being waited for and failed. */
  private failure: { error: unknown } | null = null;

  constructor(
    private population: PopulationSpec,
    private readonly trainees: readonly Trainee[],
    /** Threads of the pool. */
    private readonly threads: number,
  ) {}

  get info(): EngineInfo {
    return { ...this.trainees[0].engine.info, threads: this.threads };
  }

  private send(sent: Promise<void>): void {
    sent.catch((error: unknown) => {
      this.failure ??= { error };
    });
  }

  train(_from: number, count: number): void {
    for (const { engine } of this.trainees) this.send(engine.train(count));
  }

  async settle(): Promise<void> {
    await Promise.all(this.trainees.map(({ engine }) => engine.settle()));
    if (this.failure) throw this.failure.error;
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions): Promise<ReplicaEvaluation[]> {
    const found = new Map<number, ReplicaEvaluation>();
    await Promise.all(
      this.trainees.map(async ({ engine, share: { from, population } }) => {
        const end = from + population.replicas.length;
        const own = replicas.filter((r) => r >= from && r < end).map((r) => r - from);
        if (own.length === 0) return;
        const evaluation = await engine.evaluate({ ...options, replicas: own });
        for (const each of evaluation.replicas)
          found.set(from + each.replica, { ...each, replica: from + each.replica });
      }),
    );
    return replicas.map((r) => found.get(r)!);
  }

  async gradient(): Promise<Float32Array> {
    const parts = await Promise.all(this.trainees.map(({ engine }) => engine.gradient()));
    const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  async state(): Promise<Float32Array> {
    const { population, trainees } = this;
    const parts = await Promise.all(trainees.map(({ engine }) => engine.checkpoint()));
    return joinStates(
      population,
      trainees.map(({ share }) => share),
      parts.map(({ state }) => state),
    );
  }

  restore(state: Float32Array, step: number): void {
    for (const { engine, share } of this.trainees)
      this.send(engine.restore({ step, state: splitState(this.population, share, state) }));
  }

  setPopulation(population: PopulationSpec): void {
    for (const { engine, share } of this.trainees) engine.setReplicas(shareOf(share, population.replicas));
    this.population = population;
  }

  loseDevice(): boolean {
    return this.trainees.some(({ engine }) => engine.loseDevice?.() ?? false);
  }

  dispose(): void {
    for (const { engine } of this.trainees) engine.dispose();
  }
}
