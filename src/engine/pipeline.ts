/**
 * Keeps a device busy without letting it run ahead. Browsers report the end of GPU work late: by a fraction of a millisecond, by a frame, or
 * (Firefox) at the next of its polls, 100 ms apart. Whoever waits for a report before submitting more leaves the device idle meanwhile, and
 * whoever divides the wait by the steps taken believes the device to be slow. So submissions follow a prediction of when the device runs dry
 * (pace.ts), which the reports only correct. Time comes in from outside.
 */
import { createPace, type Pace } from './pace.ts';
import type { Engine } from './types.ts';

/** Keeps a device busy without letting it run ahead. */
export interface Pipeline {
  /** Steps worth submitting now, at most `limit`; 0 while enough is in flight. */
  next(limit: number): number;
  /** Right after engine.train(count): `done` is engine.settle(). */
  submitted(count: number, done: Promise<void>): void;
  /** Resolves as soon as another submission may be made; rejects with whatever a submission failed with. */
  room(): Promise<void>;
  /** Resolves when nothing is in flight; rejects likewise. */
  drain(): Promise<void>;
  /** Forgets failures and what is in flight (after a recovery or another run), keeps nothing of the old device's speed. */
  reset(): void;
}

export interface PipelineOptions {
  /** Milliseconds; default `performance.now`. */
  now?: () => number;
  /** Resolves after so many milliseconds of that clock; default `setTimeout`. */
  sleep?: (ms: number) => Promise<void>;
  /** Work that the device should have before it, at most; a pause waits that long. Default 24 ms. */
  targetMs?: number;
  /** Most steps in one submission. Default 4096. */
  largest?: number;
}

const sleepReally = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

class DevicePipeline implements Pipeline {
  private pace: Pace;
  private inFlight = 0;
  private failure: { error: unknown } | null = null;
  /** Reports of what was submitted before a reset belong to nobody. */
  private generation = 0;
  private changed = signal();

  constructor(
    private readonly now: () => number,
    private readonly sleep: (ms: number) => Promise<void>,
    private readonly makePace: () => Pace,
  ) {
    this.pace = makePace();
  }

  next(limit: number): number {
    return this.failure || limit <= 0 ? 0 : this.pace.next(this.now(), limit);
  }

  submitted(count: number, done: Promise<void>): void {
    const { generation } = this;
    const reported = this.pace.submitted(this.now(), count);
    this.inFlight++;
    done.then(
      () => {
        if (generation !== this.generation) return;
        reported(this.now());
        this.inFlight--;
        this.wake();
      },
      (error: unknown) => {
        if (generation !== this.generation) return;
        this.inFlight--;
        this.failure ??= { error };
        this.wake();
      },
    );
  }

  private wake(): void {
    const { resolve } = this.changed;
    this.changed = signal();
    resolve();
  }

  /** Waits until `ready` says 0; what it says before is how long nothing but a report can change that, at most. */
  private async until(ready: () => number): Promise<void> {
    const { generation } = this;
    while (generation === this.generation) {
      // Whatever failed on a device is told to everybody who waits for it.
      if (this.failure) throw this.failure.error;
      const ms = ready();
      if (ms <= 0) return;
      await (Number.isFinite(ms) ? Promise.race([this.changed.promise, this.sleep(ms)]) : this.changed.promise);
    }
  }

  room(): Promise<void> {
    return this.until(() => this.pace.wait(this.now()));
  }

  drain(): Promise<void> {
    return this.until(() => (this.inFlight === 0 ? 0 : Infinity));
  }

  reset(): void {
    this.generation++;
    this.inFlight = 0;
    this.failure = null;
    this.pace = this.makePace();
    this.wake();
  }
}

export function createPipeline(options: PipelineOptions = {}): Pipeline {
  const { now = () => performance.now(), sleep = sleepReally, targetMs = 24, largest = 4096 } = options;
  return new DevicePipeline(now, sleep, () => createPace({ targetMs, largest }));
}

/** Lets messages and timers come in. (A timer of 0 ms would take at least 4 when set again and again.) */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export interface TrainOptions {
  pipeline: Pipeline;
  /** Stops between two submissions. */
  signal?: AbortSignal;
  /** Told whenever steps have been computed, how many. */
  onSteps?: (count: number) => void;
  /** Awaited between submissions, so that messages come in though an engine on the processor waits for nothing; default {@link yieldToEvents}. */
  pause?: () => Promise<void>;
}

/**
 * Trains an engine up to a step; resolves when all of it has been computed.
 * @throws the signal's reason when stopped; whatever the engine throws
 */
export async function trainTo(engine: Engine, until: number, options: TrainOptions): Promise<void> {
  const { pipeline, signal, onSteps, pause = yieldToEvents } = options;
  while (engine.step < until) {
    signal?.throwIfAborted();
    const count = pipeline.next(until - engine.step);
    if (count === 0) {
      await pipeline.room();
      continue;
    }
    await engine.train(count);
    const done = engine.settle();
    pipeline.submitted(count, done);
    // A failure is the pipeline's to tell.
    if (onSteps) void done.then(() => onSteps(count)).catch(() => undefined);
    await pause();
  }
  await pipeline.drain();
}
