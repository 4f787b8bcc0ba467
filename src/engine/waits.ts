/** Waiting for what may never come: each wait has a limit, and all of them can be ended together. */

/** Where time comes from. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls `run` after so many milliseconds. @returns calls it off */
  after(ms: number, run: () => void): () => void;
}

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** What a wait rejects with that took too long. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
}

/** A limit is counted in so many parts, each of which has to pass while the page runs: what a computer slept does not count. */
const PARTS = 6;

/** Calls `run` when `ms` have passed. @returns calls it off */
function afterAwake(clock: Clock, ms: number, run: () => void): () => void {
  if (!Number.isFinite(ms)) return () => undefined;
  let left = PARTS;
  const tick = (): (() => void) =>
    clock.after(ms / PARTS, () => {
      if (--left > 0) cancel = tick();
      else run();
    });
  let cancel = tick();
  return () => {
    cancel();
  };
}

/** The waits of one owner. */
export class Waits {
  private readonly waiting = new Set<(error: Error) => void>();

  constructor(private readonly clock: Clock) {}

  /**
   * The promise's outcome; @throws NoAnswerError after `limit` milliseconds, or what {@link end} says.
   * @param what - what is waited for, for the message
   */
  for<T>(promise: Promise<T>, limit: number, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const cancel = afterAwake(this.clock, limit, () => {
        fail(new NoAnswerError(`${what} did not answer within ${String(Math.round(limit / 1000))} s`));
      });
      const over = (): void => {
        cancel();
        this.waiting.delete(fail);
      };
      const fail = (error: Error): void => {
        over();
        reject(error);
      };
      this.waiting.add(fail);
      promise.then(
        (value) => {
          over();
          resolve(value);
        },
        (error: unknown) => {
          fail(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  /** Rejects all that wait now. */
  end(error: Error): void {
    for (const fail of [...this.waiting]) fail(error);
  }
}
