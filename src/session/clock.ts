/** When steps are due at a chosen speed. Time comes in from outside (milliseconds), so that it can be tested. */

export interface Clock {
  /** Training (re)starts at `step`, or is asked for at another speed: arrears are forgotten. @param speed - steps per second, 0 = no limit */
  start(now: number, step: number, speed: number): void;
  /** @returns how many steps are due; Infinity without a limit */
  due(now: number, step: number): number;
  /** @returns milliseconds until the next step is due */
  wait(now: number, step: number): number;
}

/** Arrears that are made up for, in milliseconds of training: a device too slow for the speed never catches up. */
const ARREARS_MS = 100;

export function createClock(): Clock {
  let speed = 0;
  let begun = 0;
  let from = 0;
  return {
    start(now, step, stepsPerSecond) {
      speed = stepsPerSecond;
      begun = now;
      from = step;
    },
    due(now, step) {
      if (speed === 0) return Infinity;
      // The first step is due at once, so that pressing play answers.
      const due = from + 1 + Math.floor(((now - begun) * speed) / 1000) - step;
      const most = Math.max(1, Math.floor((ARREARS_MS * speed) / 1000));
      if (due <= most) return Math.max(0, due);
      begun = now;
      from = step + most - 1;
      return most;
    },
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
