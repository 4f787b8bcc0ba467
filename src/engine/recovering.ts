/** An engine that survives the loss of its GPU device: whoever trains a population needs to know nothing of it. */
import { SpecError, type PopulationSpec, type ReplicaSpec } from '../model/spec.ts';
import { checkCount, newReplicas } from './check.ts';
import { Course, type Change } from './course.ts';
import { NoEngineError } from './create.ts';
import { createPipeline, trainTo, type Trained } from './pipeline.ts';
import { parameterLayout } from '../model/layout.ts';
import {
  EngineLimitError,
  stateLength,
  type Checkpoint,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type Evaluation,
} from './types.ts';
import { NoAnswerError, REAL_CLOCK, Waits, type Clock } from './waits.ts';

/** Devices lost oftener than this in {@link LOSSES_MS} are done without. */
export const RECOVERIES = 3;
const LOSSES_MS = 60_000;
/** A checkpoint is read back this often while training, or less often where it takes long. */
const CHECKPOINT_MS = 1000;
const CHECKPOINT_SHARE = 20;
/** How long a graphics device may take to answer: drivers compile when a kernel runs for the first time, and one in software is slow. */
const ANSWER_MS = 10_000;
const FIRST_ANSWER_MS = 20_000;
/** And a worker on the processor, which may have worlds to make first. */
const WORKER_ANSWER_MS = 30_000;
const WORKER_FIRST_ANSWER_MS = 120_000;
/** An opening waits for one thing after the other, each with a limit of its own, and in the end for the processor: see openEngine. */
const OPEN_MS = 120_000;

/** What a recovery tells: the step that training went back to, and what it goes on with. */
export interface Recovery {
  step: number;
  reason: string;
  engine: EngineInfo;
}

/**
 * Makes an engine.
 * @param safe - whether it has to be one that cannot be lost: one on the processor
 */
export type Open = (population: PopulationSpec, data: readonly EngineData[], safe: boolean) => Promise<Engine>;

/** @returns why the engine's device was lost, or null if it was not */
async function lossOf(engine: Engine, clock: Clock = REAL_CLOCK): Promise<string | null> {
  if (!engine.lost) return null;
  return Promise.race([
    engine.lost,
    new Promise<null>((resolve) =>
      clock.after(0, () => {
        resolve(null);
      }),
    ),
  ]);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const copyOf = ({ step, state }: Checkpoint): Checkpoint => ({ step, state: state.slice() });

/** What is asked of an engine. Asking twice does no harm, except to train. */
type Call = 'train' | 'restore' | 'settle' | 'evaluate' | 'gradient' | 'checkpoint';

class RecoveringEngine implements Engine {
  private readonly course: Course;
  private readonly waits: Waits;
  private recovery: Promise<void> | null = null;
  /** Ends all: disposed of, or not even the processor would do. */
  private ended: Error | null = null;
  private readonly stopped = new AbortController();
  private safe = false;
  private losses: number[] = [];
  /** Calls that this device has answered. */
  private answered = new Set<Call>();
  private checkpointed: number;
  private checkpointing = false;
  private checkpointTook = 0;
  private readonly opened: PopulationSpec;

  constructor(
    private inner: Engine,
    private readonly open: Open,
    private readonly data: readonly EngineData[],
    private readonly onRecovered: ((recovery: Recovery) => void) | undefined,
    private readonly clock: Clock,
  ) {
    this.opened = inner.population;
    this.course = new Course(inner.population);
    this.course.step = inner.step;
    this.waits = new Waits(clock);
    this.checkpointed = clock.now();
    this.follow(inner);
  }

  get step(): number {
    return this.course.step;
  }

  get info(): EngineInfo {
    return this.inner.info;
  }

  get population(): PopulationSpec {
    return { ...this.opened, replicas: this.course.now };
  }

  private follow(engine: Engine): void {
    this.answered = new Set();
    engine.lost?.then(
      (reason) => {
        this.lose(engine, reason);
      },
      () => undefined,
    );
  }

  /** Does the work, on another engine if this one's device is lost before or meanwhile. */
  private async guarded<T>(call: Call, work: (engine: Engine) => Promise<T>): Promise<T> {
    let tried: Engine | undefined;
    for (;;) {
      // Without a recovery nothing is waited for: calls reach the engine in the order in which they were made.
      if (this.recovery) await this.recovery;
      if (this.ended) throw this.ended;
      const engine = this.inner;
      try {
        const answer = await this.waits.for(work(engine), this.limitOf(call), 'the GPU');
        if (engine === this.inner) this.answered.add(call);
        return answer;
      } catch (error) {
        await this.judge(engine, call, error, engine === tried);
        tried = engine;
      }
    }
  }

  private limitOf(call: Call): number {
    return answerLimit(this.inner.info, !this.answered.has(call));
  }

  /** What a failed call means. Returns when it is to be tried again. @throws the error, if no other device would mend it */
  private async judge(engine: Engine, call: Call, error: unknown, again: boolean): Promise<void> {
    if (this.ended) throw this.ended;
    if (engine !== this.inner || this.recovery) return;
    if (!engine.lost || error instanceof SpecError) throw error;
    const reason = await lossOf(engine, this.clock);
    // Steps must not be taken twice; anything else may be asked once more.
    const harmless = call !== 'train' && call !== 'restore' && !(error instanceof NoAnswerError);
    if (reason === null && harmless && !again) return;
    this.lose(engine, reason ?? messageOf(error));
  }

  /** The engine has no device any more, or one that does not work. */
  private lose(engine: Engine, reason: string): void {
    if (this.ended || engine !== this.inner || this.recovery) return;
    this.recovery = this.recover(reason);
    // Whoever waits for it hears of it.
    this.recovery.catch(() => undefined);
  }

  private async recover(reason: string): Promise<void> {
    discard(this.inner);
    do this.count();
    while (!(await this.replace(reason)));
  }

  /** Another engine is where this one is to be. From now on calls reach it, with nothing in between that could be missed. */
  private arrive(engine: Engine, reason: string): void {
    this.inner = engine;
    this.recovery = null;
    this.follow(engine);
    this.onRecovered?.({ step: this.course.checkpoint?.step ?? 0, reason, engine: engine.info });
  }

  /** Counts a loss; after too many of them in a while the processor takes over. Losses that lie minutes apart are no reason to. */
  private count(): void {
    const now = this.clock.now();
    this.losses = [...this.losses.filter((at) => now - at < LOSSES_MS), now];
    if (this.losses.length > RECOVERIES) this.safe = true;
  }

  /** Opens another engine and takes it to where the lost one was. @returns whether it got there; it may have been lost too */
  private async replace(reason: string): Promise<boolean> {
    const { safe } = this;
    let engine: Engine | undefined;
    try {
      const population = { ...this.opened, replicas: this.course.from };
      engine = await openWithin(this.waits, this.open, population, this.data, safe);
      await this.catchUp(engine);
      this.arrive(engine, reason);
      return true;
    } catch (error) {
      if (engine) (this.ended ? dispose : discard)(engine);
      if (this.ended) throw this.ended;
      if (safe) {
        this.ended = error instanceof Error ? error : new Error(messageOf(error));
        throw this.ended;
      }
      // Not even opened: there is no device to hope for.
      if (!engine) this.safe = true;
      return false;
    }
  }

  /** Restores and repeats what was done since: draws are counted by step, so the engine gets there to the last digit on the same backend. */
  private async catchUp(engine: Engine): Promise<void> {
    const { course } = this;
    const pipeline = createPipeline({
      now: () => this.clock.now(),
      sleep: (ms) =>
        new Promise((resolve) => {
          this.clock.after(ms, resolve);
        }),
    });
    const limit = engine.lost ? answerLimit(engine.info, true) : Infinity;
    const within = <T>(promise: Promise<T>): Promise<T> => this.waits.for(promise, limit, 'the GPU');
    const watched: Trained = {
      get step() {
        return engine.step;
      },
      train: (count) => engine.train(count),
      settle: () => within(engine.settle()),
    };
    let version = engine.step === 0 && !course.checkpoint ? course.version : -1;
    let done: Change | undefined;
    for (;;) {
      if (version !== course.version) {
        version = course.version;
        done = undefined;
        if (course.checkpoint) await within(engine.restore(course.checkpoint));
        engine.setReplicas(course.from);
        continue;
      }
      const change = course.changes[done ? course.changes.indexOf(done) + 1 : 0] as Change | undefined;
      const until = change?.step ?? course.step;
      if (engine.step < until) {
        // Steps that were asked for meanwhile are taken with the others.
        await trainTo(watched, until, { pipeline, signal: this.stopped.signal });
        continue;
      }
      if (!change) return;
      engine.setReplicas(change.replicas);
      done = change;
    }
  }

  async train(count: number): Promise<void> {
    if (this.ended) throw this.ended;
    checkCount('train', count);
    const to = (this.course.step += count);
    const { version } = this.course;
    await this.guarded('train', async (engine) => {
      // An engine that has just been recovered has taken these steps already.
      if (version === this.course.version && engine.step < to) await engine.train(to - engine.step);
    });
  }

  async settle(): Promise<void> {
    await this.guarded('settle', (engine) => engine.settle());
    const due = Math.max(CHECKPOINT_MS, CHECKPOINT_SHARE * this.checkpointTook);
    if (this.inner.lost && !this.checkpointing && this.clock.now() - this.checkpointed >= due)
      // Nobody waits for it: what it meets, the next call meets too.
      this.keepCheckpoint().catch(() => undefined);
  }

  evaluate(options?: EvaluateOptions): Promise<Evaluation> {
    return this.guarded('evaluate', (engine) => engine.evaluate(options));
  }

  gradient(): Promise<Float32Array> {
    return this.guarded('gradient', (engine) => engine.gradient());
  }

  async checkpoint(): Promise<Checkpoint> {
    return copyOf(await this.keepCheckpoint());
  }

  private async keepCheckpoint(): Promise<Checkpoint> {
    this.checkpointing = true;
    try {
      const begun = this.clock.now();
      const checkpoint = await this.guarded('checkpoint', (engine) => this.readCheckpoint(engine));
      this.checkpointed = this.clock.now();
      this.checkpointTook = this.checkpointed - begun;
      return checkpoint;
    } finally {
      this.checkpointing = false;
    }
  }

  private async readCheckpoint(engine: Engine): Promise<Checkpoint> {
    const keep = this.course.mark();
    const made = await engine.checkpoint();
    // A recovery goes on from the one that it began with.
    if (engine === this.inner && !this.recovery) keep(made);
    return made;
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    if (this.ended) throw this.ended;
    this.checkCheckpoint(checkpoint);
    this.course.goTo(copyOf(checkpoint));
    const { version } = this.course;
    await this.guarded('restore', async (engine) => {
      if (version === this.course.version) await engine.restore(checkpoint);
    });
  }

  /** @throws before anything is changed: an engine's own refusal would look like a device that fails */
  private checkCheckpoint({ step, state }: Checkpoint): void {
    checkCount('checkpoint.step', step);
    const length = this.opened.replicas.length * stateLength(this.opened, parameterLayout(this.opened.model).length);
    if (state.length !== length)
      throw new Error(`the checkpoint holds ${String(state.length)} numbers, this population ${String(length)}`);
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    if (this.ended) throw this.ended;
    this.course.change(newReplicas(this.course.now, replicas));
    // A recovery sets them when it has come to this step.
    if (!this.recovery) this.setNow();
  }

  private setNow(): void {
    const { inner, course } = this;
    try {
      inner.setReplicas(course.now);
    } catch (error) {
      if (!inner.lost) throw error;
      this.lose(inner, messageOf(error));
    }
  }

  loseDevice(): boolean {
    return this.recovery === null && (this.inner.loseDevice?.() ?? false);
  }

  dispose(): void {
    if (this.ended) return;
    this.ended = new Error('the engine has been disposed of');
    this.stopped.abort(this.ended);
    this.waits.end(this.ended);
    dispose(this.inner);
  }
}

function dispose(engine: Engine): void {
  try {
    engine.dispose();
  } catch {
    // What it had went with its device.
  }
}

/** A device that hangs is ended, so that nobody is given it again. */
export function discard(engine: Engine): void {
  try {
    engine.loseDevice?.();
  } finally {
    dispose(engine);
  }
}

/** How long an engine's answer is waited for. @param first - of its kind */
function answerLimit({ backend, software }: EngineInfo, first: boolean): number {
  if (backend !== 'webgpu') return first ? WORKER_FIRST_ANSWER_MS : WORKER_ANSWER_MS;
  return first || software === true ? FIRST_ANSWER_MS : ANSWER_MS;
}

/** Opens an engine within the time that opening may take; one that comes later is disposed of. */
async function openWithin(waits: Waits, open: Open, ...wanted: Parameters<Open>): Promise<Engine> {
  const opening = open(...wanted);
  try {
    return await waits.for(opening, OPEN_MS, 'the engine');
  } catch (error) {
    opening.then(
      (late) => {
        late.dispose();
      },
      () => undefined,
    );
    throw error;
  }
}

/**
 * Opens an engine that goes on from its last checkpoint, at most about a second old, when its device is lost or does not answer: on a new device,
 * or on whatever `open` finds then, in the end on the processor. Callers never see a loss; a call that meets one takes longer.
 * @param open - makes an engine, at first and after every loss
 * @param onRecovered - told after each recovery
 * @throws what `open` throws when nothing can be opened
 */
export async function openRecovering(
  open: Open,
  population: PopulationSpec,
  data: readonly EngineData[],
  onRecovered?: (recovery: Recovery) => void,
  clock: Clock = REAL_CLOCK,
): Promise<Engine> {
  const waits = new Waits(clock);
  let engine: Engine;
  try {
    engine = await openWithin(waits, open, population, data, false);
  } catch (error) {
    // What was refused on the processor too would be refused again.
    if (error instanceof SpecError || error instanceof EngineLimitError || error instanceof NoEngineError) throw error;
    engine = await openWithin(waits, open, population, data, true);
  }
  // Without a device there is nothing to lose.
  return engine.lost ? new RecoveringEngine(engine, open, data, onRecovered, clock) : engine;
}
