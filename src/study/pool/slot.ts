/** One worker of a pool, seen from outside: what it is asked, how much of it, and that it is no more. */
import { wrap, type Endpoint, type Remote } from 'comlink';
import { NoAnswerError, REAL_CLOCK, Waits, type Clock } from '../../engine/waits.ts';
import type { PoolSide } from './side.ts';

/** A worker that has not said for so long that it is there was not even loaded. */
const START_MS = 20_000;

/** A worker that has been started. */
export interface Spawned {
  endpoint: Endpoint;
  end(): void;
}

/** Starts a worker of the pool; may throw. @param broken - called with the reason when it cannot be loaded or fails */
export type Spawn = (broken: (reason: string) => void) => Spawned;

/** What a worker can be asked. */
export type SlotApi = Remote<PoolSide>;

export class Slot {
  /** Work of the engines that it has now, in any unit. */
  load = 0;
  /** Worlds that it has been asked for. */
  worlds = 0;
  /** Whether it has answered anything: a worker that never has may be forbidden here. */
  answered = false;
  /** Why there is no worker any more. */
  over: string | null = null;
  /** Resolves with the reason when there is none any more. */
  readonly died: Promise<string>;
  private readonly api: SlotApi;
  private readonly spawned: Spawned;
  private readonly starting: Waits;
  private readonly limited: Waits;
  private readonly broken: (reason: string) => void;
  private readonly waiting = new Set<(error: Error) => void>();
  private announce: (reason: string) => void = () => undefined;

  /** @param onFailed - told when it ends by itself; @throws what `spawn` throws */
  constructor(spawn: Spawn, onFailed: (slot: Slot) => void, clock: Clock = REAL_CLOCK) {
    this.died = new Promise((resolve) => {
      this.announce = resolve;
    });
    this.broken = (reason) => {
      if (this.over !== null) return;
      this.end(reason);
      onFailed(this);
    };
    this.spawned = spawn(this.broken);
    this.api = wrap<PoolSide>(this.spawned.endpoint);
    this.starting = new Waits(clock);
    this.starting.for(this.died, START_MS, 'the worker').catch((error: unknown) => {
      if (!this.answered) this.broken(String(error));
    });
    this.limited = new Waits(clock);
    this.call((api) => api.hello()).catch(() => undefined); // that it has ended is told to all
  }

  /**
   * Asks the worker; calls reach it in the order in which they are made. Rejects when the worker ends before it has answered.
   * @param limit - milliseconds after which a worker that has not answered is ended; default it may take its time
   */
  call<T>(work: (api: SlotApi) => Promise<T>, limit = Infinity): Promise<T> {
    if (this.over !== null) return Promise.reject(new Error(this.over));
    const answer = new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      const heard = (): void => {
        this.answered = true;
        this.starting.end(new Error('it has started'));
        this.waiting.delete(reject);
      };
      work(this.api).then(
        (value) => {
          heard();
          resolve(value);
        },
        (error: unknown) => {
          heard();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    if (limit === Infinity) return answer;
    return this.limited.for(answer, limit, 'the worker').catch((error: unknown) => {
      if (error instanceof NoAnswerError) this.broken(error.message);
      throw error;
    });
  }

  /** Ends the worker at once, whatever it does. */
  end(reason: string): void {
    if (this.over !== null) return;
    this.over = reason;
    this.spawned.end();
    for (const reject of this.waiting) reject(new Error(reason));
    this.waiting.clear();
    this.announce(reason);
  }
}
