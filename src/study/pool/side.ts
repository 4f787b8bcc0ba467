/** The side of a pool's worker: it makes worlds, and trains shares of populations with an engine each. Called through Comlink, in order. */
import { transfer } from 'comlink';
import { createRoundingEngine } from '../../engine/simd/engine.ts';
import {
  EngineLimitError,
  type Checkpoint,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type Evaluation,
  type Rounding,
} from '../../engine/types.ts';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import type { WorldSpec } from '../../world/spec.ts';
import type { World } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { buffersOf } from './logs.ts';

/** What a worker answers to a population: errors lose their class on the way. */
export interface Opened {
  info?: EngineInfo;
  /** Why it has no room, and for how many replicas it would. */
  refused?: { message: string; fitting: number };
}

/** Engines are numbered by whoever opens them. */
export interface PoolSide {
  /** Answers as soon as the worker has been loaded: whatever comes after may take its time. */
  hello(): void;
  createWorld(spec: WorldSpec, seed: number): World;
  open(id: number, population: PopulationSpec, data: readonly EngineData[], rounding: Rounding): Promise<Opened>;
  /** Resolves when the steps have been computed. */
  train(id: number, count: number): Promise<void>;
  evaluate(id: number, options?: EvaluateOptions): Promise<Evaluation>;
  gradient(id: number): Promise<Float32Array>;
  checkpoint(id: number): Promise<Checkpoint>;
  restore(id: number, checkpoint: Checkpoint): Promise<void>;
  setReplicas(id: number, replicas: readonly ReplicaSpec[]): void;
  dispose(id: number): void;
}

/** @param create - for tests */
export function createPoolSide(create = createRoundingEngine): PoolSide {
  const engines = new Map<number, Engine>();
  const of = (id: number): Engine => {
    const engine = engines.get(id);
    if (!engine) throw new Error(`there is no engine ${String(id)}`);
    return engine;
  };
  return {
    hello: () => undefined,
    createWorld(spec, seed) {
      const world = createWorld(spec, seed);
      return transfer(world, [...buffersOf(world.train), ...buffersOf(world.heldOut)]);
    },
    async open(id, population, data, rounding) {
      try {
        const engine = await create(population, data, rounding);
        engines.set(id, engine);
        return { info: engine.info };
      } catch (error) {
        if (error instanceof EngineLimitError) {
          const { message, fitting } = error;
          return { refused: { message, fitting } };
        }
        throw error;
      }
    },
    train: (id, count) => of(id).train(count),
    evaluate: (id, options) => of(id).evaluate(options),
    async gradient(id) {
      const all = await of(id).gradient();
      return transfer(all, [all.buffer]);
    },
    async checkpoint(id) {
      const made = await of(id).checkpoint();
      return transfer(made, [made.state.buffer]);
    },
    restore: (id, checkpoint) => of(id).restore(checkpoint),
    setReplicas(id, replicas) {
      of(id).setReplicas(replicas);
    },
    dispose(id) {
      engines.get(id)?.dispose();
      engines.delete(id);
    },
  };
}
