/** How many steps to take at once. Time comes in from outside (milliseconds), so that it can be tested. */

/** A submission should not keep the queue longer than this, so that pausing and drawing stay prompt. */
const LATENCY_MS = 30;
const LARGEST_CHUNK = 512;

export interface Pacer {
  /** Called when training (re)starts at `step`. */
  start(now: number, step: number): void;
  /** Steps per second wanted; 0 = as fast as possible. */
  setSpeed(now: number, step: number, stepsPerSecond: number): void;
  /** @returns how many steps to take now (0 = none yet) and how long to wait if none */
  next(now: number, step: number): { count: number; waitMs: number };
  /** Reports that `count` steps took `ms` until the queue was empty. */
  took(count: number, ms: number): void;
}

/** A pacer that adapts its chunk to what the device did before: as many steps as fit into 30 ms. */
export function createPacer(speed: number): Pacer {
  let perStep = 2;
  let begun = 0;
  let from = 0;
  const restart = (now: number, step: number): void => {
    begun = now;
    from = step;
  };
  return {
    start: restart,
    setSpeed(now, step, stepsPerSecond) {
      speed = stepsPerSecond;
      restart(now, step);
    },
    next(now, step) {
      const fits = Math.max(1, Math.min(LARGEST_CHUNK, Math.floor(LATENCY_MS / perStep)));
      if (speed === 0) return { count: fits, waitMs: 0 };
      // The first step is due at once, so that pressing play answers.
      const due = from + 1 + Math.floor(((now - begun) * speed) / 1000) - step;
      if (due <= 0) return { count: 0, waitMs: Math.max(1, begun + ((step - from) * 1000) / speed - now) };
      // Too slow a device never catches up: forget the arrears instead of running in bursts.
      if (due > 2 * fits) restart(now, step);
      return { count: Math.min(due, fits), waitMs: 0 };
    },
    took(count, ms) {
      if (count > 0) perStep = Math.max(0.01, 0.7 * perStep + 0.3 * (ms / count));
    },
  };
}

/** Steps per second over about the last second. */
export function createRateMeter(): { add(now: number, step: number): void; reset(): void; rate(): number } {
  let marks: { now: number; step: number }[] = [];
  return {
    add(now, step) {
      marks.push({ now, step });
      while (marks.length > 2 && now - marks[0].now > 1000) marks.shift();
    },
    reset() {
      marks = [];
    },
    rate() {
      const first = marks.at(0);
      const last = marks.at(-1);
      return first && last && last.now > first.now ? ((last.step - first.step) * 1000) / (last.now - first.now) : 0;
    },
  };
}
