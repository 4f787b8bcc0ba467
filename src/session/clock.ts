/** When steps are due at a chosen speed. Time comes in from outside (milliseconds), so that it can be tested. */

export interface Clock {
  /** Training (re)starts at `step`, or is asked for at another speed: arrears are forgotten. @param speed - steps per second, 0 = no limit */
  start(now: number, step: number, speed: number): void;
  /**
   * @param excused - milliseconds by which training may lag behind besides, because something else had the device
   * @returns how many steps are due; Infinity without a limit
   */
  due(now: number, step: number, excused?: number): number;
  /** Whether steps have been left out just now: the device is too slow for the speed. */
  isLate(now: number): boolean;
  /** @returns milliseconds until the next step is due */
  wait(now: number, step: number): number;
}

/** Arrears that are made up for, in milliseconds of training: a device too slow for the speed never catches up. */
const ARREARS_MS = 100;

/** A device that was too slow a moment ago is so still: it has not become faster for measuring less. */
const LATE_MS = 3000;

export function createClock(): Clock {
  let speed = 0;
  let begun = 0;
  let from = 0;
  let lateAt = -Infinity;
  return {
    start(now, step, stepsPerSecond) {
      speed = stepsPerSecond;
      begun = now;
      from = step;
      lateAt = -Infinity;
    },
    due(now, step, excused = 0) {
      if (speed === 0) return Infinity;
      // The first step is due at once, so that pressing play answers.
      const due = from + 1 + Math.floor(((now - begun) * speed) / 1000) - step;
      const most = Math.max(1, Math.floor(((ARREARS_MS + excused) * speed) / 1000));
      if (due <= most) return Math.max(0, due);
      lateAt = now;
      begun = now;
      from = step + most - 1;
      return most;
    },
    isLate: (now) => now - lateAt < LATE_MS,
    wait: (now, step) => (speed === 0 ? 0 : Math.max(1, begun + ((step - from) * 1000) / speed - now)),
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
