/** How the session's loop waits: at most one timer at a time, gone as soon as it is woken. */

export interface Sleeper {
  /** Resolves when woken, or after `ms` milliseconds; without `ms` only when woken. */
  sleep(ms?: number): Promise<void>;
  /** Ends the sleep, or the next one if there is none. */
  wake(): void;
  /** Lets messages in: resolves in a later task, at once. */
  breathe(): Promise<void>;
}

export function createSleeper(): Sleeper {
  let rise: (() => void) | null = null;
  let woken = false;
  return {
    sleep(ms) {
      if (woken) {
        woken = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(() => rise?.(), ms);
        rise = () => {
          clearTimeout(timer);
          rise = null;
          resolve();
        };
      });
    },
    wake() {
      if (rise) rise();
      else woken = true;
    },
    breathe: () =>
      // Not setTimeout: browsers hold nested timers back by four milliseconds each.
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(null);
      }),
  };
}
