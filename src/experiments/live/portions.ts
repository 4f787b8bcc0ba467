/** Results that come faster than they can be looked at, handed on together. */

/** Milliseconds between two portions. */
const EVERY_MS = 250;

/**
 * @param give - receives what has come since the last time
 * @param now - for tests
 */
export function inPortions<T>(
  give: (some: T[]) => void,
  now: () => number = () => performance.now(),
): { add: (...some: T[]) => void; flush: () => void } {
  let waiting: T[] = [];
  let last = -Infinity;
  const flush = (): void => {
    if (waiting.length === 0) return;
    const some = waiting;
    waiting = [];
    last = now();
    give(some);
  };
  const add = (...some: T[]): void => {
    waiting.push(...some);
    if (now() - last >= EVERY_MS) flush();
  };
  return { add, /** Hands on what is left. */ flush };
}
