/** An engine in a worker of the pool. Steps are only sent when `train` resolves, as on a GPU; and as a device, the worker may be lost. */
import { transfer } from 'comlink';
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
import { copiesOf } from './logs.ts';
import type { Slot, SlotApi } from './slot.ts';

let last = 0;

class RemoteEngine implements Engine {
  step = 0;
  readonly lost: Promise<string>;
  /** What has been sent, in order: whoever waits for the last has waited for all. */
  private sent: Promise<void> = Promise.resolve();
  private failure: { error: unknown } | null = null;
  private disposed = false;

  constructor(
    readonly info: EngineInfo,
    public population: PopulationSpec,
    private readonly id: number,
    private readonly slot: Slot,
    private readonly work: number,
  ) {
    this.lost = slot.died;
  }

  /** Sends what is answered by nothing but its being done. A failure is told by {@link settle}, whenever it is asked. */
  private send(work: (api: SlotApi) => Promise<void>): Promise<void> {
    const before = this.sent;
    this.sent = this.slot.call(work).then(
      () => before,
      (error: unknown) => {
        this.failure ??= { error };
      },
    );
    return Promise.resolve();
  }

  train(count: number): Promise<void> {
    this.step += count;
    return this.send((api) => api.train(this.id, count));
  }

  async settle(): Promise<void> {
    await this.sent;
    if (this.failure) throw this.failure.error;
  }

  /** Asks for something that depends on what has been sent: where that failed, there is no answer. */
  private async ask<T>(work: (api: SlotApi) => Promise<T>): Promise<T> {
    const answer = this.slot.call(work);
    await Promise.all([answer, this.settle()]);
    return answer;
  }

  evaluate(options?: EvaluateOptions): Promise<Evaluation> {
    return this.ask((api) => api.evaluate(this.id, options));
  }

  gradient(): Promise<Float32Array> {
    return this.ask((api) => api.gradient(this.id));
  }

  checkpoint(): Promise<Checkpoint> {
    return this.ask((api) => api.checkpoint(this.id));
  }

  restore({ step, state }: Checkpoint): Promise<void> {
    this.step = step;
    return this.send((api) => api.restore(this.id, { step, state }));
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    this.population = { ...this.population, replicas };
    void this.send((api) => api.setReplicas(this.id, replicas));
  }

  loseDevice(): boolean {
    this.slot.end('the worker was ended on purpose');
    return true;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.slot.load -= this.work;
    this.slot.call((api) => api.dispose(this.id)).catch(() => undefined); // it went with its worker
  }
}

/**
 * Opens an engine in a worker.
 * @param how - `work`: by how much it adds to the worker's load while it is there
 * @throws EngineLimitError as the engine there does; Error when the worker ends
 */
export async function openRemote(
  slot: Slot,
  population: PopulationSpec,
  data: readonly EngineData[],
  { work, rounding }: { work: number; rounding: Rounding },
): Promise<Engine> {
  const id = ++last;
  slot.load += work;
  try {
    const { data: copies, buffers } = copiesOf(data);
    const { info, refused } = await slot.call((api) => api.open(id, population, transfer(copies, buffers), rounding));
    if (!info) throw new EngineLimitError(refused?.message ?? '', refused?.fitting ?? 0);
    return new RemoteEngine(info, population, id, slot, work);
  } catch (error) {
    slot.load -= work;
    throw error;
  }
}
