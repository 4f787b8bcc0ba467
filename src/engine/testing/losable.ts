/** An engine whose device can be lost, hang or fail, for tests of recovery: the scalar engine behind a device that is none. */
import type { PopulationSpec } from '../../model/spec.ts';
import { createScalarEngine } from '../scalar/engine.ts';
import type { Engine, EngineData } from '../types.ts';

export type LosableCall = 'train' | 'settle' | 'evaluate' | 'gradient' | 'checkpoint' | 'restore';

export interface Losable extends Engine {
  readonly lost: Promise<string>;
  loseDevice(): boolean;
  /** Asked before each call: what it returns instead of the engine's own answer, if anything. */
  before: (call: LosableCall) => Promise<never> | undefined;
  disposals: number;
}

/** A promise that never settles. */
export const never = (): Promise<never> => new Promise<never>(() => undefined);

export async function createLosable(population: PopulationSpec, data: readonly EngineData[]): Promise<Losable> {
  const inner = await createScalarEngine(population, data);
  let announce = (_: string): void => undefined;
  const lost = new Promise<string>((resolve) => {
    announce = resolve;
  });
  let gone = false;
  const pending = new Set<(error: Error) => void>();
  const failure = (): Error => new Error('the GPU device was lost: on purpose');
  /** As on a GPU, an answer takes a moment, in which the device may be lost. */
  function call<T>(name: LosableCall, answer: () => Promise<T>): Promise<T> {
    if (gone) return Promise.reject(failure());
    const instead = losable.before(name);
    const work = instead ?? answer();
    work.catch(() => undefined); // heard of a moment later
    return new Promise<T>((resolve, reject) => {
      pending.add(reject);
      setImmediate(() => {
        work.then(resolve, reject);
        void work.then(
          () => pending.delete(reject),
          () => pending.delete(reject),
        );
      });
    });
  }
  const losable: Losable = {
    info: { engine: 'fused', backend: 'webgpu', adapter: 'none' },
    lost,
    before: () => undefined,
    disposals: 0,
    get population() {
      return inner.population;
    },
    get step() {
      return inner.step;
    },
    train: (count) => (gone ? Promise.reject(failure()) : (losable.before('train') ?? inner.train(count))),
    settle: () => call('settle', () => inner.settle()),
    evaluate: (options) => call('evaluate', () => inner.evaluate(options)),
    gradient: () => call('gradient', () => inner.gradient()),
    checkpoint: () => call('checkpoint', () => inner.checkpoint()),
    restore: (checkpoint) =>
      gone ? Promise.reject(failure()) : (losable.before('restore') ?? inner.restore(checkpoint)),
    setReplicas(replicas) {
      if (gone) throw failure();
      inner.setReplicas(replicas);
    },
    loseDevice() {
      if (gone) return true;
      gone = true;
      for (const reject of pending) reject(failure());
      announce('on purpose');
      return true;
    },
    dispose() {
      losable.disposals++;
      gone = true;
      inner.dispose();
    },
  };
  return losable;
}
