/**
 * One training session: a world, a population of two lockstep models, a clock. Knows nothing of workers, pages or React; events go to a
 * listener. There is one state (machine.ts) and one loop that moves it towards what is wanted; a wish changes the state and wakes the loop.
 */
import { loadEngine, type WhyNot } from '../engine/create.ts';
import type { Recovery } from '../engine/recovering.ts';
import type { AskedBackend, Detail, EngineName } from '../engine/types.ts';
import type { StepWalk } from '../engine/walk/types.ts';
import { createTables, type Tables } from '../run/dataOf.ts';
import { populationOf } from '../run/runSpec.ts';
import { settingsAt } from '../run/timeline.ts';
import { fetchSample } from '../tabular/fetchSample.ts';
import { measureAblation } from './ablation.ts';
import { createClock, createRateMeter } from './clock.ts';
import { likelyCause } from './divergence.ts';
import { failureOf } from './failure.ts';
import { LiveRun, type Measured } from './live.ts';
import { liveEngine, type OpenLiveEngine } from './liveEngine.ts';
import {
  changesDue,
  decide,
  goalOf,
  initialMachine,
  isSteady,
  next,
  statusOf,
  type Input,
  type Machine,
} from './machine.ts';
import { openedView } from './openedView.ts';
import { roundsOtherwise } from './rounding.ts';
import type {
  Ablation,
  ExportKind,
  Listener,
  Opening,
  RunStatus,
  SessionApi,
  SessionNews,
  TakenFile,
  Wish,
} from './protocol.ts';
import { createShelf } from './shelf.ts';
import { createSleeper } from './sleeper.ts';

/** Frames are wanted no oftener than this; evaluating may also not take more than half of the time. */
const FRAME_MS = 33;
/** On a device that is too slow for the speed steps come first: evaluating takes a tenth of the time, but pictures are no older than this for it. */
const LATE_FRAME_MS = 1000;

/** How long after a frame the next one is wanted, where measuring one takes `ms`. @param late - whether steps are left out */
const frameAfter = (ms: number, late: boolean): number =>
  Math.max(FRAME_MS, 2 * ms, late ? Math.min(9 * ms, LATE_FRAME_MS) : 0);
/** Engines are compared when a run has been there for so long, and anew so long after a wish has come between. */
const COMPARE_MS = 500;
const CLOSED = 'the session is closed';

/** @param stop - whether to give up; @returns how many times as fast the processor is, if that is worth a word */
type Compare = (live: LiveRun, stop: () => boolean) => Promise<number | null>;

const compareReally: Compare = async (live, stop) => {
  // With the engine's code for the processor: needed by few, and never before training starts.
  const { processorFaster } = await import('./compare.ts');
  return processorFaster(live.engine, [live.data], stop);
};

export interface SessionOptions {
  /** Makes the engine of a run; default the fastest that works here. For tests. */
  engine?: (
    asked: AskedBackend | undefined,
    onRecovered: (recovery: Recovery, why: WhyNot | undefined) => void,
    onTrying: (name: EngineName) => void,
  ) => OpenLiveEngine;
  /** Milliseconds of some clock. */
  now?: () => number;
  /** Finds out whether the processor would be faster; default by training a little on both. */
  compare?: Compare;
  /** Where rows of tables come from; default the sample over the network, and what {@link SessionApi.keepRows} was given. */
  tables?: Tables;
  /** How long after the first measurement it does; default {@link COMPARE_MS}. */
  compareAfter?: number;
}

/** A question that waits for its turn. `run` is null when nothing can be asked. */
interface Errand {
  answer: (run: LiveRun | null) => Promise<void>;
}

class Session {
  private machine: Machine = initialMachine;
  private live: LiveRun | null = null;
  private listener: Listener = () => undefined;
  private readonly waiting: (() => void)[] = [];
  private errands: Errand[] = [];
  /** The measurement on its way, if any. Never rejects. */
  private measuring: Promise<void> | null = null;
  private announced: { status: RunStatus; wish: number } | null = null;
  /** Whether the clock runs: arrears of a rest are not made up for. */
  private moving = false;
  private lastFrame = -Infinity;
  /** What is being drawn on the page, if that is known to take its time. */
  private drawing: Promise<void> | null = null;
  private measureMs = 0;
  /** Ends the wait for an engine that is not wanted any more. */
  private giveUp: () => void = () => undefined;
  private comparison: ReturnType<typeof setTimeout> | undefined;
  private readonly sleeper = createSleeper();
  private readonly clock = createClock();
  private readonly meter = createRateMeter();
  private readonly shelf = createShelf();
  readonly tables: Tables;
  private readonly now: () => number;
  private readonly ended: Promise<void>;

  constructor(private readonly options: SessionOptions) {
    this.now = options.now ?? (() => performance.now());
    this.tables = options.tables ?? createTables(fetchSample);
    this.ended = this.loop();
  }

  listen(listener: Listener): void {
    this.listener = listener;
  }

  private tell(news: SessionNews, run: number): void {
    void this.listener({ ...news, run });
  }

  private take(input: Input): void {
    this.machine = next(this.machine, input);
  }

  want(wish: Wish, number: number): Promise<void> {
    if (this.machine.disposed) return Promise.reject(new Error(CLOSED));
    const before = this.machine.speed;
    this.take({ wish, number });
    if (wish.kind === 'switch') this.giveUp();
    if (this.machine.speed !== before) this.startClock();
    const done = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.sleeper.wake();
    return done;
  }

  /** Asks when the run is at rest between two submissions. Rejects with what the answer fails with. */
  ask<T>(question: (run: LiveRun | null) => Promise<T>): Promise<T> {
    if (this.machine.disposed) return Promise.reject(new Error(CLOSED));
    return new Promise((resolve, reject) => {
      this.errands.push({ answer: (run) => question(run).then(resolve, reject) });
      this.take({ fact: 'errands', waiting: this.errands.length });
      this.sleeper.wake();
    });
  }

  get diverged(): boolean {
    return this.machine.phase === 'diverged';
  }

  loseDevice(): boolean {
    return this.live?.engine.loseDevice?.() ?? false;
  }

  async dispose(): Promise<void> {
    this.take({ fact: 'disposed' });
    this.sleeper.wake();
    await this.ended;
  }

  /** Moves the state towards what is wanted, until the session is closed. */
  private async loop(): Promise<void> {
    for (;;) {
      this.announce();
      const action = decide(this.machine);
      if (action === 'close') break;
      if (isSteady(this.machine)) this.release();
      try {
        await this.perform(action);
      } catch (error) {
        this.fail(error);
      }
    }
    await this.close();
  }

  private async perform(action: ReturnType<typeof decide>): Promise<void> {
    if (action === 'rest') {
      this.moving = false;
      await this.sleeper.sleep();
      return;
    }
    // Between two actions messages come in: a CPU engine never waits for anything.
    await this.sleeper.breathe();
    switch (decide(this.machine)) {
      case 'open':
        return this.open();
      case 'reset':
        return this.reset();
      case 'change':
        this.change();
        return;
      case 'answer':
        return this.answer();
      case 'switch':
        return this.switchEngine();
      case 'compare':
        return this.compare();
      case 'train':
        return this.train();
      case 'measure':
        return this.measureNow();
    }
  }

  /** Tells the status when it is another one, or when a wish has been heard since. */
  private announce(): void {
    const status = statusOf(this.machine);
    const { wish, opening } = this.machine;
    if (!opening || (this.announced?.status === status && this.announced.wish === wish)) return;
    this.announced = { status, wish };
    this.tell({ type: 'status', status, wish }, opening.number);
  }

  /** Lets those know whose wishes are carried out, or overtaken. */
  private release(): void {
    for (const done of this.waiting.splice(0)) done();
  }

  private startClock(): void {
    const { step, rush, speed } = this.machine;
    this.clock.start(this.now(), step, rush > step ? 0 : speed);
    this.meter.reset();
    this.meter.add(this.now(), step);
  }

  private fail(error: unknown): void {
    const number = this.machine.opening?.number ?? 0;
    this.live?.dispose();
    this.live = null;
    this.tell({ type: 'failed', ...failureOf(error) }, number);
    this.take({ fact: 'failed', number });
  }

  private tellCourse(): void {
    if (!this.live) return;
    const { course, step, number } = this.live;
    this.tell({ type: 'course', course, settings: settingsAt(course, step), wish: this.machine.wish }, number);
  }

  /** Whether another run is wanted by now. */
  private overtaken(number: number): boolean {
    return this.machine.disposed || this.machine.opening?.number !== number;
  }

  /** Engines of one opening, which says which of them it waits for. One that takes the place of a lost one later is no opening. */
  private enginesFor(number: number, asked: AskedBackend | undefined): OpenLiveEngine {
    return (this.options.engine ?? liveEngine)(
      asked,
      (recovery, why) => {
        this.recovered(number, recovery, why);
      },
      (name) => {
        if (this.overtaken(number) || this.machine.opened === number) return;
        this.tell({ type: 'phase', phase: name === 'fused' ? 'compiling' : 'engine' }, number);
      },
    );
  }

  private async open(): Promise<void> {
    const opening = this.machine.opening!;
    const { number, wanted } = opening;
    this.moving = false;
    await this.leave();
    await loadEngine(wanted.backend);
    this.tell({ type: 'loaded' }, number);
    if (this.machine.opening !== opening) return;
    const engines = this.enginesFor(number, wanted.backend);
    this.tell({ type: 'phase', phase: 'world' }, number);
    this.takeRows(wanted);
    const live = await this.openRun(wanted, number, engines);
    if (!live) return;
    this.live = live;
    const known = wanted.saved ?? (wanted.resume ? this.shelf.take(wanted.course) : undefined);
    if (known) await live.resume(known);
    const differs = wanted.saved && roundsOtherwise(wanted.saved, live.info);
    if (differs) this.tell({ type: 'notice', code: 'otherRounding', values: differs }, number);
    this.tell({ type: 'phase', phase: 'measuring' }, number);
    this.tell({ type: 'opened', opened: openedView(live) }, number);
    this.tellCourse();
    this.take({ fact: 'opened', number, step: live.step, steps: live.steps });
    // Another engine was wished for while the run's state was brought back.
    const latest = this.machine.opening.wanted;
    if (latest !== wanted && latest.backend && !this.overtaken(number))
      this.take({ wish: { kind: 'switch', backend: latest.backend }, number: this.machine.wish });
    this.compareLater(number);
  }

  /** Rows that came with the file of a run are the ones that are here from now on. */
  private takeRows({ saved, course }: Opening): void {
    const { own } = course.run.source;
    if (saved?.rows && own) this.tables.keep(own.hash, saved.rows);
  }

  /** @returns null where it has failed, or is not wanted any more: that run, or that engine */
  private async openRun(wanted: Opening, number: number, engines: OpenLiveEngine): Promise<LiveRun | null> {
    const givenUp = new Promise<null>((resolve) => {
      this.giveUp = () => {
        resolve(null);
      };
    });
    const making = LiveRun.open(number, wanted.course, engines, this.tables, this.now);
    const isWanted = (): boolean => !this.machine.disposed && this.machine.opening?.wanted === wanted;
    try {
      const live = await Promise.race([making, givenUp]);
      if (live && isWanted()) return live;
    } catch (error) {
      if (isWanted()) this.fail(error);
      return null;
    }
    making.then(
      (late) => {
        late.dispose();
      },
      () => undefined,
    );
    return null;
  }

  /** Another engine goes on from where the run is. One that cannot be opened is no reason to stop. */
  private async switchEngine(): Promise<void> {
    const { number, backend } = this.machine.engine!;
    const live = this.live!; // else there would be nothing to go on with
    this.moving = false;
    await this.measuring;
    try {
      await live.goOnWith(this.enginesFor(live.number, backend));
      this.tell({ type: 'engine', engine: live.info, why: live.why }, live.number);
    } catch {
      this.tell({ type: 'notice', code: 'notSwitched', values: {} }, live.number);
    }
    this.take({ fact: 'switched', number });
  }

  private compareLater(number: number): void {
    clearTimeout(this.comparison);
    const { opening } = this.machine;
    if (!opening?.wanted.compare || this.live?.info.backend !== 'webgpu') return;
    this.comparison = setTimeout(() => {
      if (this.overtaken(number)) return;
      this.take({ fact: 'comparing', due: true });
      this.sleeper.wake();
    }, this.options.compareAfter ?? COMPARE_MS);
  }

  /** Between two submissions, with nothing else on the device. Whatever is wished for comes first. */
  private async compare(): Promise<void> {
    const live = this.live!; // else there would be nothing to compare with
    const { wish } = this.machine;
    this.moving = false;
    this.take({ fact: 'comparing', due: false });
    await this.measuring;
    await live.pipeline.drain();
    const stop = (): boolean => this.machine.wish !== wish || this.machine.disposed;
    // What cannot be compared is not faster.
    const times = await (this.options.compare ?? compareReally)(live, stop).catch(() => null);
    if (stop()) this.compareLater(live.number);
    else this.tell({ type: 'faster', times }, live.number);
  }

  /** Takes leave of the run that is open; one that was trained may be come back to. */
  private async leave(): Promise<void> {
    await this.measuring;
    const { live } = this;
    if (!live) return;
    this.live = null;
    if (live.step > 0 && this.machine.phase === 'ready') {
      // A run that cannot be kept is no reason not to open another one.
      const kept = await live.keep().catch(() => null);
      if (kept) this.shelf.put(kept);
    }
    live.dispose();
  }

  private recovered(number: number, { step, engine }: Recovery, why: WhyNot | undefined): void {
    if (this.overtaken(number)) return;
    // What the device before could do in a moment says nothing about this one.
    this.live?.pipeline.reset();
    this.tell({ type: 'engine', engine, why }, number);
    this.tell({ type: 'notice', code: 'deviceLost', values: { step, backend: engine.backend } }, number);
  }

  private async reset(): Promise<void> {
    const number = this.machine.reset;
    this.moving = false;
    await this.measuring;
    if (!this.live) return;
    await this.live.reset();
    this.take({ fact: 'reset', number });
    this.tellCourse();
  }

  private change(): void {
    const due = changesDue(this.machine);
    const live = this.live!; // else there would be nothing to change
    if (live.step < live.steps) live.change(due);
    this.take({ fact: 'changed', upTo: due[due.length - 1].number });
    this.tellCourse();
  }

  private async answer(): Promise<void> {
    const asked = this.errands.splice(0);
    this.take({ fact: 'errands', waiting: 0 });
    await this.measuring;
    try {
      await this.live?.pipeline.drain();
    } catch (error) {
      this.fail(error);
    }
    for (const { answer } of asked) await answer(this.live);
  }

  private async train(): Promise<void> {
    const { machine } = this;
    const live = this.live!; // else there would be nothing to train
    if (!this.moving) this.startClock();
    this.moving = true;
    // What a measurement took from training is made up for.
    const due = this.clock.due(this.now(), live.step, Math.min(this.measureMs, LATE_FRAME_MS));
    if (due === 0) {
      await this.sleeper.sleep(this.clock.wait(this.now(), live.step));
      return; // a pause need not wait for the device
    }
    const changed = await live.train(Math.min(due, goalOf(machine) - live.step));
    if (changed === null) return;
    this.take({ fact: 'trained', step: live.step });
    this.meter.add(this.now(), live.step);
    if (changed) this.tellCourse();
    await this.measureIfDue(live);
    // Where the rush ends the chosen speed begins.
    if (live.step === machine.rush) this.startClock();
  }

  /** The curves want every point of their grid; between them a frame now and then. */
  private async measureIfDue(live: LiveRun): Promise<void> {
    const point = live.step % live.grid === 0;
    const after = frameAfter(this.measureMs, this.clock.isLate(this.now()));
    const frame = this.now() - this.lastFrame >= after && this.mayDraw() && !this.measuring;
    if (!point && !frame) return;
    await this.measuring;
    if (decide(this.machine) !== 'rest') void this.startMeasuring(live);
  }

  /** Measures at rest: what is shown is where the run is. */
  private async measureNow(): Promise<void> {
    await this.measuring;
    if (decide(this.machine) !== 'measure') return;
    const live = this.live!; // else there would be nothing to measure
    await live.pipeline.drain();
    await this.startMeasuring(live);
  }

  private startMeasuring(live: LiveRun): Promise<void> {
    const restart = this.machine.measured < 0;
    this.measuring = live
      .measure(this.machine.looked)
      .then(
        (measured) => {
          this.measured(live, measured, restart);
        },
        (error: unknown) => {
          if (this.live === live) this.fail(error);
        },
      )
      .finally(() => {
        this.measuring = null;
        this.sleeper.wake();
      });
    return this.measuring;
  }

  private measured(live: LiveRun, measured: Measured, restart: boolean): void {
    const { number } = live;
    if (this.live !== live || this.overtaken(number)) return;
    const { step } = measured;
    if (measured.diverged) {
      this.tell({ type: 'diverged', step, cause: likelyCause(settingsAt(live.course, step)) }, number);
      this.take({ fact: 'diverged' });
      return;
    }
    const { arms, details, ms } = measured;
    this.measureMs = ms;
    const running = statusOf(this.machine) === 'running';
    if (this.waitsForNext(step, details)) return;
    const stepsPerSecond = running ? this.meter.rate() : 0;
    const frame = { step, steps: live.steps, stepsPerSecond, arms, details };
    this.tellFrame({ type: 'frame', frame, points: live.recorder.news(), restart }, number);
    this.take({ fact: 'measured', step, details });
  }

  private tellFrame(news: SessionNews, run: number): void {
    const drawing = this.listener({ ...news, run }) ?? null;
    this.drawing = drawing;
    const drawn = (): void => {
      if (this.drawing === drawing) this.drawing = null;
    };
    drawing?.then(drawn, drawn);
    this.lastFrame = this.now();
  }

  /** Whether the page has drawn what it was sent; one that is not looked at never does. */
  private mayDraw(): boolean {
    return this.drawing === null || this.now() - this.lastFrame >= LATE_FRAME_MS;
  }

  /** Whether a point of the curves has come before another frame is wanted: while training goes on at full speed, the next frame takes it along. */
  private waitsForNext(step: number, details: readonly Detail[]): boolean {
    const { machine } = this;
    return (
      (machine.speed === 0 || machine.rush > machine.step)
      && machine.measured >= 0
      && (this.now() - this.lastFrame < FRAME_MS || !this.mayDraw())
      && decide(next(machine, { fact: 'measured', step, details })) === 'train'
      && decide(machine) === 'train'
    );
  }

  private async close(): Promise<void> {
    clearTimeout(this.comparison);
    await this.measuring;
    this.live?.dispose();
    this.live = null;
    for (const { answer } of this.errands.splice(0)) await answer(null);
    this.release();
  }
}

async function fileOf(run: LiveRun | null, diverged: boolean, withRows: boolean): Promise<ArrayBuffer> {
  if (!run) throw new Error('no run is open');
  // All its rows, and not those alone that were drawn of them: the file is to start over with other seeds, too.
  const { course, recorder, info, good, rows } = run;
  // A diverged run has nothing to go on with but the last state that was in order.
  const { step, state } = diverged ? good : await run.engine.checkpoint();
  const { encodeRun } = await import('./runFile.ts'); // with its checks of what is read: needed by whoever saves, not by the first step
  return encodeRun({
    run: course.run,
    timeline: course.timeline,
    step,
    backend: info.backend,
    ...(info.rounding && { rounding: info.rounding }),
    // What was measured later belongs to states that are not in the file.
    history: recorder.history().filter((point) => point.step <= step),
    state,
    ...(withRows && rows && { rows }),
  });
}

async function fileOutOf(
  run: LiveRun | null,
  diverged: boolean,
  kind: ExportKind,
  arm: number,
): Promise<TakenFile | null> {
  if (!run || diverged) return null;
  const { takeOut } = await import('./exports/takeOut.ts'); // needed by whoever takes something out, not by the first step
  return takeOut({ engine: run.engine, course: run.course, data: run.data }, kind, arm);
}

async function walkOf(run: LiveRun | null, diverged: boolean, arm: number, place: number): Promise<StepWalk | null> {
  if (!run || diverged || run.step >= run.steps) return null;
  const { walkStep } = await import('../engine/walk/walk.ts'); // with the scalar engine's passes: needed by whoever goes slowly
  const { course, data, engine, step } = run;
  const population = populationOf(settingsAt(course, step));
  const { batch } = population.training;
  return walkStep(population, [data], await engine.checkpoint(), arm, place % batch);
}

/** Makes a training session. */
export function createSession(options: SessionOptions = {}): SessionApi {
  const session = new Session(options);
  return {
    listen: (listener) => {
      session.listen(listener);
      return Promise.resolve();
    },
    want: (wish, number) => session.want(wish, number),
    ablate: () =>
      session.ask((run): Promise<Ablation | null> =>
        run && !session.diverged ? measureAblation(run.engine) : Promise.resolve(null),
      ),
    keepRows: (hash, rows) => {
      session.tables.keep(hash, rows);
      return Promise.resolve();
    },
    save: (withRows = true) => session.ask((run) => fileOf(run, session.diverged, withRows)),
    takeOut: (kind, arm) => session.ask((run) => fileOutOf(run, session.diverged, kind, arm)),
    walk: (arm, place) => session.ask((run) => walkOf(run, session.diverged, arm, place)),
    loseDevice: () => Promise.resolve(session.loseDevice()),
    dispose: () => session.dispose(),
  };
}
