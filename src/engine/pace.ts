/**
 * How much to submit to a device, and when. Of a device only two times are known: when a submission was made and when its end was reported, an
 * unknown while after it. The end is predicted: steps of an estimated cost, one after the other. A report can only be late, and the earliest of
 * several is late by about the same each time. So if the earliest reports come later and later than predicted, a step costs more than estimated;
 * if they do not, it may cost less, which is tried out. (TCP's BBR and LEDBAT find a line's rate and its queue from like evidence.)
 */

export interface Pace {
  /** Steps to submit now; 0 = none yet. */
  next(now: number, limit: number): number;
  /** How long until there is room, unless a report comes earlier; 0 = there is, Infinity = only a report makes room. */
  wait(now: number): number;
  /** `count` steps have just been submitted. @returns to be called when they are reported as done */
  submitted(now: number, count: number): (now: number) => void;
}

/** A step costs at least this, in ms. */
const LEAST_COST = 1e-4;
/** In the beginning, a report that comes this much later than that of a single step shows what the steps cost. */
const VISIBLE_MS = 15;
/** A submission that takes longer in the first rounds does so because of its steps. */
const LONG_MS = 280;
/** Reports this close together come from one look at the device. */
const TOGETHER_MS = 1;
/** Now and then the device runs dry, and what a report's lateness is without any queue is measured anew. */
const FRESH_MS = 10_000;
/** Lateness beyond this is a hiccup, which must not let more work be in flight. */
const MOST_LATE_MS = 250;

interface Submission {
  count: number;
  at: number;
  /** When the device is predicted to be done with it. */
  end: number;
}

/** What the reports of a while say. */
interface Verdict {
  /** What the cost of a step turns out to be, as a multiple of the estimate; or, where it seems right, what to try. */
  factor: number;
  /** By how much the device is behind the prediction. */
  shift: number;
  /** Whether the lateness without a queue has to be measured anew. */
  fresh: boolean;
}

/** Reports this much later than they used to be show that the device falls behind. */
const BEHIND_MS = 8;
/** The reports of a while, at least, before more is asked of the device. */
const WHILE_MS = 120;
const LOOKS = 3;
/** Calm whiles before a little more is tried, and after it before it counts as borne. */
const PATIENCE = 8;
const CONFIRM = 4;

/** Tells from how late reports are whether a step costs more, or may cost less, than estimated. */
class Judge {
  private begun = 0;
  private looks = 0;
  private least = Infinity;
  /** How late reports are when the device has no queue. */
  private base: number | null = null;
  private behind: number[] = [];
  private calm = 0;
  /** What the estimate was last multiplied by, and when. */
  private tried = 1;
  private since = 0;
  /** How far the device was behind then. */
  private already = 0;
  private next = 0.75;
  private found = false;
  private driven = true;
  /** How the estimate has changed since the base was measured. */
  private change = 1;

  restart(now: number): void {
    this.base = null;
    this.change = 1;
    this.since = now;
    this.already = 0;
    this.begin(now);
  }

  private begin(now: number): void {
    this.begun = now;
    this.looks = 0;
    this.least = Infinity;
    this.behind = [];
    this.driven = true;
  }

  /** Not as much was submitted as might have been. */
  idle(): void {
    this.driven = false;
  }

  /** The earliest report of one look, made at `now`, of steps submitted at `submitted`. */
  heard(now: number, late: number, submitted: number): Verdict | null {
    if (this.base !== null && late > this.base + BEHIND_MS) {
      this.behind.push(late - this.base);
      if (this.behind.length > 1) return this.slower(now, Math.min(...this.behind));
    } else this.behind = [];
    // What was submitted before the last verdict cannot tell what came of it.
    if (submitted < this.begun) return null;
    this.looks++;
    this.least = Math.min(this.least, late);
    if (this.looks < LOOKS || now - this.begun < WHILE_MS) return null;
    return this.steady(now);
  }

  private slower(now: number, shift: number): Verdict {
    const factor = Math.min(
      1 + Math.max(0, shift - this.already) / (now - this.since), // two looks at least, so not 0
      1.1 / this.tried,
      1.5,
    );
    this.tried = 1;
    this.found = true;
    this.calm = 0;
    this.since = now;
    this.already = 0;
    this.change *= factor;
    this.begin(now);
    return { factor, shift, fresh: Math.abs(Math.log(this.change)) > 0.15 };
  }

  private steady(now: number): Verdict | null {
    const { base, least, driven } = this;
    this.begin(now);
    if (base === null) {
      this.base = least;
      return null;
    }
    // Reports have become prompter than they were.
    const fresh = least < base - 2 * BEHIND_MS && this.found;
    // What was tried and does not put the device behind shows that it can do more. Else it has its measure, and a little more is tried now and then.
    const patience = !this.found ? 1 : this.tried < 1 ? CONFIRM : PATIENCE;
    if (!driven || ++this.calm < patience) return fresh ? { factor: 1, shift: 0, fresh } : null;
    if (!this.found) this.next = Math.max(0.7, this.next * 0.95);
    else if (this.tried < 1) this.next = Math.max(0.88, this.next - 0.02);
    else this.next = 0.96;
    this.calm = 0;
    this.tried = this.next;
    this.since = now;
    this.already = Math.max(0, least - base);
    this.change *= this.tried;
    return { factor: this.tried, shift: 0, fresh };
  }
}

class DevicePace implements Pace {
  /** ms a step on the device; null until it is known, while single submissions grow. */
  private cost: number | null = null;
  /** ms a step between asking and having submitted: all of the cost where the processor computes. */
  private hostCost = 0;
  private asked = 0;
  private rounds = 0;
  private round = 1;
  /** Shortest time from a submission to its report in the first rounds. */
  private shortest = Infinity;
  private readonly inFlight: Submission[] = [];
  /** When the device is predicted to be done with what has been reported. */
  private anchor = 0;
  private latest = { at: -Infinity, least: Infinity, submitted: 0 };
  private readonly judge = new Judge();
  private late = 0;
  private fresh = 0;

  constructor(
    private readonly targetMs: number,
    private readonly largest: number,
  ) {}

  private get end(): number {
    return this.inFlight.at(-1)?.end ?? this.anchor;
  }

  private backlog(now: number): number {
    return Math.max(0, this.end - now);
  }

  /** Backlog at which more is submitted: half of the target, or less where a single step is long. */
  private get low(): number {
    return Math.min(this.targetMs / 2, Math.max(this.targetMs / 3, this.targetMs + 4 - (this.cost ?? 0)));
  }

  /** Steps that the host can submit in the target's time. */
  private get hosted(): number {
    return Math.min(this.largest, Math.max(1, Math.floor(this.targetMs / this.hostCost)));
  }

  wait(now: number): number {
    if (this.inFlight.length === 0) return 0;
    // The first rounds, and a measurement of the lateness, need the device for themselves.
    if (this.cost === null || now - this.fresh >= FRESH_MS) return Infinity;
    const unreported = this.end - Math.max(this.anchor, this.inFlight[0].at);
    const room = this.backlog(now) - this.low;
    if (unreported >= this.late + 1.5 * this.targetMs) return Infinity;
    // Clocks and timers do not go finer.
    return room < 0.01 ? 0 : room;
  }

  next(now: number, limit: number): number {
    if (this.wait(now) > 0) return 0;
    const { cost } = this;
    const wanted = cost === null ? this.round : Math.max(1, Math.floor((this.targetMs - this.backlog(now)) / cost));
    const count = Math.min(limit, wanted, this.hosted);
    // Too little asked of the device, or too late, says nothing about what it could do.
    if (limit < Math.min(wanted, this.hosted) || now - this.end > this.targetMs) this.judge.idle();
    this.asked = now;
    return count;
  }

  submitted(now: number, count: number): (now: number) => void {
    const host = Math.max(0, now - this.asked) / count;
    this.hostCost = this.hostCost === 0 ? host : (this.hostCost + host) / 2;
    if (this.inFlight.length === 0) {
      if (now - this.fresh >= FRESH_MS) {
        this.fresh = now;
        this.judge.restart(now);
      }
    }
    const submission = { count, at: now, end: Math.max(now, this.end) + count * (this.cost ?? 0) };
    this.inFlight.push(submission);
    return (then) => {
      this.reported(then, submission);
    };
  }

  private reported(now: number, submission: Submission): void {
    // A queue is worked off in order: whatever was submitted before is done too.
    this.inFlight.splice(0, this.inFlight.indexOf(submission) + 1);
    if (this.cost === null) this.grow(now, submission);
    else {
      // A report can be late, never early.
      const late = Math.max(0, now - submission.end);
      this.anchor = Math.min(now, submission.end);
      this.predict();
      this.weigh(now, late, submission.at);
    }
  }

  /** One of the first rounds: a submission alone, larger and larger until its steps show in the time that it takes. */
  private grow(now: number, { count, at }: Submission): void {
    const took = now - at;
    this.anchor = now;
    // The first compiles, the second is what a single step takes.
    if (this.rounds++ === 0) return;
    const steps = took - this.shortest;
    // No report is that late: a single step takes that long, and a system that ends a device after two seconds must not see several at once.
    const long = took > LONG_MS;
    if (steps > VISIBLE_MS || long || (count >= this.largest && this.rounds > 2)) {
      this.cost = Math.max(LEAST_COST, steps > VISIBLE_MS ? (1.3 * steps) / count : took / count);
      this.late = this.shortest;
      this.fresh = now;
      this.judge.restart(now);
      return; // there is no next round
    }
    this.shortest = Math.min(this.shortest, took);
    this.round = Math.min(this.largest, count * (took < VISIBLE_MS ? 4 : 2));
  }

  /** A report came `late` after the predicted end. */
  private weigh(now: number, late: number, submitted: number): void {
    this.late = Math.min(MOST_LATE_MS, Math.max(this.late, late));
    if (now - this.latest.at <= TOGETHER_MS) {
      if (late < this.latest.least) this.latest = { at: this.latest.at, least: late, submitted };
      return;
    }
    const { at, least, submitted: then } = this.latest;
    this.latest = { at: now, least: late, submitted };
    if (Number.isFinite(least)) this.heed(now, this.judge.heard(at, least, then));
  }

  private heed(now: number, verdict: Verdict | null): void {
    if (!verdict) return;
    this.cost = Math.max(LEAST_COST, (this.cost ?? 0) * verdict.factor);
    this.late *= 0.8;
    this.anchor += verdict.shift;
    this.latest.least = Math.max(0, this.latest.least - verdict.shift);
    if (verdict.fresh) this.fresh = now - FRESH_MS;
    this.predict();
  }

  /** Predicts again what is in flight. */
  private predict(): void {
    let end = this.anchor;
    for (const submission of this.inFlight) {
      end = Math.max(end, submission.at) + submission.count * (this.cost ?? 0);
      submission.end = end;
    }
  }
}

export function createPace(options: { targetMs: number; largest: number }): Pace {
  return new DevicePace(options.targetMs, options.largest);
}
