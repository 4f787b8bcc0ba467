/** An engine that survives the loss of its GPU device: whoever trains a population needs to know nothing of it. */
import type { PopulationSpec } from '../model/spec.ts';
import type { Checkpoint, Engine, EngineData, EngineInfo } from './types.ts';

/** Devices that keep getting lost are given up after this many recoveries. */
export const RECOVERIES = 3;
/** A checkpoint is read back this often while training. */
const CHECKPOINT_MS = 1000;

/** @returns why the engine's device was lost, or null if it was not */
export async function lossOf(engine: Engine): Promise<string | null> {
  if (!engine.lost) return null;
  return Promise.race([
    engine.lost,
    new Promise<null>((resolve) =>
      setTimeout(() => {
        resolve(null);
      }, 0),
    ),
  ]);
}

/** What a recovery tells: the step that training went back to, and what it goes on with. */
export interface Recovery {
  step: number;
  reason: string;
  engine: EngineInfo;
}

type Open = (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;

class RecoveringEngine implements Engine {
  step: number;
  private checkpointed = performance.now();
  private left = RECOVERIES;

  constructor(
    private inner: Engine,
    private latest: Checkpoint,
    private readonly open: Open,
    private readonly data: readonly EngineData[],
    private readonly onRecovered: ((recovery: Recovery) => void) | undefined,
  ) {
    this.step = inner.step;
  }

  get info(): EngineInfo {
    return this.inner.info;
  }

  get population(): PopulationSpec {
    return this.inner.population;
  }

  /** Does the work, on another engine if this one's device is lost meanwhile. */
  private async guarded<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    let lost: string | null = null;
    for (;;) {
      try {
        // A device may be lost while another is being replaced.
        if (lost !== null) await this.recover(lost);
        return await work(this.inner);
      } catch (error) {
        lost = await lossOf(this.inner);
        if (lost === null || this.left === 0) throw error;
        this.left--;
      }
    }
  }

  /** Another engine, taken to where the lost one was: draws are counted by step, so it gets there to the last digit on the same backend. */
  private async recover(reason: string): Promise<void> {
    const { population } = this.inner;
    this.inner.dispose();
    this.inner = await this.open(population, this.data);
    await this.inner.restore(this.latest);
    this.onRecovered?.({ step: this.latest.step, reason, engine: this.inner.info });
    await this.inner.train(this.step - this.latest.step);
  }

  async train(count: number): Promise<void> {
    const { step } = this;
    // Wherever the engine is by then: one that has just been recovered has taken these steps already.
    this.step += count;
    await this.guarded((engine) => engine.train(step + count - engine.step));
  }

  async settle(): Promise<void> {
    await this.guarded((engine) => engine.settle());
    if (performance.now() - this.checkpointed >= CHECKPOINT_MS) await this.checkpoint();
  }

  evaluate(...[options]: Parameters<Engine['evaluate']>): ReturnType<Engine['evaluate']> {
    return this.guarded((engine) => engine.evaluate(options));
  }

  gradient(): Promise<Float32Array> {
    return this.guarded((engine) => engine.gradient());
  }

  async checkpoint(): Promise<Checkpoint> {
    this.latest = await this.guarded((engine) => engine.checkpoint());
    this.checkpointed = performance.now();
    return this.latest;
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    await this.guarded((engine) => engine.restore(checkpoint));
    this.latest = checkpoint;
    this.step = checkpoint.step;
  }

  /** Steps since the last checkpoint are taken again with the new rates should the device be lost. */
  setReplicas(...[replicas]: Parameters<Engine['setReplicas']>): void {
    this.inner.setReplicas(replicas);
  }

  loseDevice(): boolean {
    return this.inner.loseDevice?.() ?? false;
  }

  dispose(): void {
    this.inner.dispose();
  }
}

/**
 * Opens an engine that goes on from its last checkpoint, at most about a second old, when its device is lost: on a new device, or on whatever
 * `open` finds then.
 * @param open - makes an engine, at first and after every loss
 * @param onRecovered - told after each recovery, of which there are at most {@link RECOVERIES}
 */
export async function openRecovering(
  open: Open,
  population: PopulationSpec,
  data: readonly EngineData[],
  onRecovered?: (recovery: Recovery) => void,
): Promise<Engine> {
  const engine = await open(population, data);
  // Without a device there is nothing to lose.
  return engine.lost ? new RecoveringEngine(engine, await engine.checkpoint(), open, data, onRecovered) : engine;
}
