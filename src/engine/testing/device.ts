/** A device in a simulation, on a clock of its own: work takes time, and its end is reported late. */

/** A clock that stands still until told to go on. */
export class SimulatedClock {
  now = 0;
  private readonly due: { at: number; run: () => void }[] = [];

  /** Calls `run` at a time of this clock. */
  at(time: number, run: () => void): void {
    const place = this.due.findIndex(({ at }) => at > time);
    this.due.splice(place < 0 ? this.due.length : place, 0, { at: Math.max(time, this.now), run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.now + ms, resolve);
    });
  }

  /** Lets time pass until `work` has ended or the clock has come to `until`. @returns whether the work has ended */
  async run(work: Promise<unknown>, until = Infinity): Promise<boolean> {
    let ended = false;
    void work.then(
      () => (ended = true),
      () => (ended = true),
    );
    for (;;) {
      // Everything that follows from what has happened so far, before the next thing does.
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) return true;
      const next = this.due.at(0);
      if (!next || next.at > until) {
        this.now = Math.max(this.now, Math.min(until, next?.at ?? this.now));
        return false;
      }
      this.due.shift();
      this.now = Math.max(this.now, next.at);
      next.run();
    }
  }
}

/** When the end of work done at `end` is reported. */
export type Lateness = (end: number) => number;
export const later =
  (ms: number): Lateness =>
  (end) =>
    end + ms;
/** At the next of looks that are `ms` apart. */
export const polled =
  (ms: number): Lateness =>
  (end) =>
    Math.ceil(end / ms) * ms;

/** Takes steps that cost a known time, one after the other. */
export class SimulatedDevice {
  steps = 0;
  /** When it has done everything. */
  free = 0;
  busyMs = 0;
  /** Cost of one submission besides its steps. */
  overhead = 0.02;
  /** Added to the first submission. */
  compile = 0;

  constructor(
    readonly clock: SimulatedClock,
    public perStep: number,
    public lateness: Lateness,
  ) {}

  /** @returns resolves when the end of these steps, and of all before, is reported */
  submit(count: number): Promise<void> {
    const ms = this.compile + this.overhead + count * this.perStep;
    this.compile = 0;
    this.free = Math.max(this.free, this.clock.now) + ms;
    this.busyMs += ms;
    this.steps += count;
    return new Promise((resolve) => {
      this.clock.at(this.lateness(this.free), resolve);
    });
  }
}
