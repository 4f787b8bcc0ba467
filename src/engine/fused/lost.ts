/** A device that may be lost while something waits for it. */

/** What pending and later calls reject with when the device is gone. */
export class DeviceLostError extends Error {
  override name = 'DeviceLostError';
}

const GRACE_MS = 100;

/** Whoever wants to hear of one device's loss. */
interface Watch {
  /** Why it was lost, once it is. */
  reason: string | undefined;
  readonly listeners: Set<(reason: string) => void>;
}

/**
 * One watch per device. A device lives as long as the page, and so does everything that was ever added to its `lost` promise, which nothing can be
 * taken away from again: every run that had been opened on it would be kept, world and all. What is in a set can be taken out.
 */
const watches = new WeakMap<GPUDevice, Watch>();

function watchOf(device: GPUDevice): Watch {
  const known = watches.get(device);
  if (known) return known;
  const watch: Watch = { reason: undefined, listeners: new Set() };
  watches.set(device, watch);
  void device.lost.then(({ message, reason }) => {
    const why = message || reason;
    watch.reason = why;
    for (const listener of [...watch.listeners]) listener(why);
    watch.listeners.clear();
  });
  return watch;
}

/** Calls `listener` when the device is lost, if it is not yet. @returns takes it out again */
export function onLost(device: GPUDevice, listener: (reason: string) => void): () => void {
  const { listeners } = watchOf(device);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** How many hear of a device's loss now: no more than there are engines on it. */
export const listenersOf = (device: GPUDevice): number => watchOf(device).listeners.size;

/** Makes waits end when the device is lost. (A browser may leave `mapAsync` pending then.) */
export class LostGuard {
  /** Resolves with the reason when the device is lost; never after {@link close}. */
  readonly lost: Promise<string>;
  private readonly waiting = new Set<(error: Error) => void>();
  private readonly watch: Watch;
  private readonly unwatch: () => void;
  private closed = false;

  constructor(device: GPUDevice, onDeviceLost: () => void) {
    this.watch = watchOf(device);
    let resolve: (reason: string) => void = () => undefined;
    this.lost = new Promise<string>((done) => {
      resolve = done;
    });
    this.unwatch = onLost(device, (reason) => {
      onDeviceLost();
      for (const reject of this.waiting) reject(this.error());
      this.waiting.clear();
      resolve(reason);
    });
  }

  private error(): DeviceLostError {
    return new DeviceLostError(`the GPU device was lost: ${this.watch.reason ?? ''}`);
  }

  /** @throws DeviceLostError when the device is gone */
  check(): void {
    if (this.watch.reason !== undefined) throw this.error();
  }

  /** Hears of no loss any more, once nothing waits; from then on nothing keeps it. */
  close(): void {
    this.closed = true;
    this.leaveWhenIdle();
  }

  private leaveWhenIdle(): void {
    if (this.closed && this.waiting.size === 0) this.unwatch();
  }

  /** The promise's outcome, or a {@link DeviceLostError} once the device is lost, whichever comes first. */
  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      const over = (): void => {
        this.waiting.delete(reject);
        this.leaveWhenIdle();
      };
      promise.then(
        (value) => {
          over();
          resolve(value);
        },
        (error: unknown) => {
          // A map is aborted a little before the loss is announced, and the loss is the better reason: it gets a moment to come first.
          setTimeout(() => {
            over();
            reject(error instanceof Error ? error : new Error(String(error)));
          }, GRACE_MS);
        },
      );
    });
  }
}
