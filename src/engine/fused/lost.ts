/** A device that may be lost while something waits for it. */

/** What pending and later calls reject with when the device is gone. */
export class DeviceLostError extends Error {
  override name = 'DeviceLostError';
}

const GRACE_MS = 100;

/**
 * Makes waits end when the device is lost. (A browser may leave `mapAsync` pending then; and racing every wait against
 * `device.lost` would add a reaction to that one promise for each, which nothing ever removes.)
 */
export class LostGuard {
  /** Resolves with the reason when the device is lost. */
  readonly lost: Promise<string>;
  private readonly waiting = new Set<(error: Error) => void>();
  private reason: string | undefined;

  constructor(device: GPUDevice, onLost: () => void) {
    this.lost = device.lost.then(({ message, reason }) => {
      this.reason = message || reason;
      onLost();
      for (const reject of this.waiting) reject(this.error());
      this.waiting.clear();
      return this.reason;
    });
  }

  private error(): DeviceLostError {
    return new DeviceLostError(`the GPU device was lost: ${this.reason ?? ''}`);
  }

  /** @throws DeviceLostError when the device is gone */
  check(): void {
    if (this.reason !== undefined) throw this.error();
  }

  /** The promise's outcome, or a {@link DeviceLostError} once the device is lost, whichever comes first. */
  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      promise.then(
        (value) => {
          this.waiting.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          // A map is aborted a little before the loss is announced, and the loss is the better reason: it gets a moment to come first.
          setTimeout(() => {
            this.waiting.delete(reject);
            reject(error instanceof Error ? error : new Error(String(error)));
          }, GRACE_MS);
        },
      );
    });
  }
}
