/** The run that is open: its world, its two lockstep models, their course. Carries out what the session decides; decides nothing itself. */
import type { EncodedLog } from '../tabular/types.ts';
import type { DataSet } from '../world/types.ts';
import { createPipeline, type Pipeline } from '../engine/pipeline.ts';
import type { Checkpoint, Detail, Engine, EngineInfo } from '../engine/types.ts';
import type { WhyNot } from '../engine/create.ts';
import { dataOf, MissingRowsError, type Tables } from '../run/dataOf.ts';
import { populationOf } from '../run/runSpec.ts';
import { nextChange, settingsAt, withChange, type Course } from '../run/timeline.ts';
import { kindsOf } from '../model/spec.ts';
import type { TaskKind } from '../world/spec.ts';
import { armView } from './armView.ts';
import { hasDiverged } from './divergence.ts';
import type { OpenLiveEngine } from './liveEngine.ts';
import { DETAILS, type Changed } from './machine.ts';
import type { ArmView } from './protocol.ts';
import { createRecorder, gridOf, onGrid, type Recorder } from './recorder.ts';
import type { Kept } from './shelf.ts';

/** Thrown where the settings make no world. */
export class WorldError extends Error {
  override name = 'WorldError';
}

/** How old the last good state may be that a diverged run falls back on. */
const GOOD_MS = 1000;

/** One measurement of both models. */
export type Measured = { step: number } & (
  | { diverged: true }
  | { diverged: false; arms: ArmView[]; details: readonly Detail[]; ms: number }
);

export class LiveRun {
  readonly grid: number;
  readonly recorder: Recorder;
  readonly pipeline: Pipeline;
  /** The newest state that was found in order. */
  good: Checkpoint;
  private goodAt: number;
  private readonly kinds: readonly TaskKind[];

  private constructor(
    /** Number of the wish that opened it. */
    readonly number: number,
    public course: Course,
    readonly data: DataSet,
    /** All rows of the reader's own file that `data` was drawn from, for as long as the run is open; null on any other source. */
    readonly rows: EncodedLog | null,
    public engine: Engine,
    public why: WhyNot | undefined,
    private readonly initial: Checkpoint,
    private readonly now: () => number,
  ) {
    this.grid = gridOf(course.run.training.steps);
    this.recorder = createRecorder(course.run.training.steps);
    this.pipeline = createPipeline({ now });
    this.kinds = kindsOf(engine.population.model);
    this.good = initial;
    this.goodAt = now();
  }

  /** @throws WorldError; MissingRowsError; NoEngineError, EngineLimitError or SpecError of the engine */
  static async open(
    number: number,
    course: Course,
    openEngine: OpenLiveEngine,
    tables: Tables,
    now: () => number,
  ): Promise<LiveRun> {
    let data: DataSet;
    let rows: EncodedLog | null;
    try {
      data = await dataOf(course.run, tables);
      const { name, own } = course.run.source;
      rows = name === 'own' && own ? await tables.own(own.hash) : null;
    } catch (error) {
      if (error instanceof MissingRowsError) throw error;
      throw new WorldError(error instanceof Error ? error.message : String(error), { cause: error });
    }
    const { engine, why } = await openEngine(populationOf(settingsAt(course, 0)), [data], number);
    return new LiveRun(number, course, data, rows, engine, why, await engine.checkpoint(), now);
  }

  get step(): number {
    return this.engine.step;
  }

  get steps(): number {
    return this.course.run.training.steps;
  }

  get info(): EngineInfo {
    return this.engine.info;
  }

  /** Gives the engine the rates of the step that comes next. */
  private takeUpSettings(): void {
    this.engine.setReplicas(populationOf(settingsAt(this.course, this.step)).replicas);
  }

  /** Back to step 0. */
  async reset(): Promise<void> {
    await this.goTo(this.initial);
    this.recorder.restart();
  }

  /** Goes on where a run was left or saved. */
  async resume({ step, state, history }: Omit<Kept, 'course'>): Promise<void> {
    await this.goTo({ step, state });
    this.recorder.restart({ step, history });
  }

  /** Lets another engine go on from here. @throws what opening it throws; then this one stays */
  async goOnWith(openEngine: OpenLiveEngine): Promise<void> {
    await this.pipeline.drain();
    const checkpoint = await this.engine.checkpoint();
    const { engine, why } = await openEngine(populationOf(settingsAt(this.course, 0)), [this.data], this.number);
    const before = this.engine;
    this.engine = engine;
    try {
      await this.goTo(checkpoint);
    } catch (error) {
      this.engine = before;
      engine.dispose();
      throw error;
    }
    before.dispose();
    this.why = why;
  }

  private async goTo(checkpoint: Checkpoint): Promise<void> {
    this.pipeline.reset();
    await this.engine.restore(checkpoint);
    this.good = checkpoint;
    this.goodAt = this.now();
    this.takeUpSettings();
  }

  /** Takes changes up from the next step on. */
  change(changes: readonly Changed[]): void {
    for (const { path, value } of changes) this.course = withChange(this.course, this.step, path, value);
    this.takeUpSettings();
  }

  /** Steps until something has to happen between two of them: a change, or a point of the curves. */
  get stretch(): number {
    return Math.min(this.grid - (this.step % this.grid), nextChange(this.course.timeline, this.step) - this.step);
  }

  /**
   * Submits at most `limit` steps.
   * @returns whether a change that was in store acts from now on; null when two submissions are on their way and one had to be waited for
   */
  async train(limit: number): Promise<boolean | null> {
    const count = this.pipeline.next(Math.min(limit, this.stretch));
    if (count === 0) {
      await this.pipeline.room();
      return null;
    }
    await this.engine.train(count);
    this.pipeline.submitted(count, this.engine.settle());
    const changes = this.course.timeline.some((change) => change.step === this.step);
    if (changes) this.takeUpSettings();
    return changes;
  }

  /**
   * Measures both models as they are now. Training may go on meanwhile.
   * @param looked - what the page needs of it; a point of the curves has everything: its AUC is drawn later, its parameters are gone back to
   */
  async measure(looked: readonly Detail[] = DETAILS): Promise<Measured> {
    const begun = this.now();
    const details = onGrid(this.step, this.steps) ? DETAILS : looked;
    const evaluating = this.engine.evaluate({ full: details });
    // Of the same step: only a state that turns out to be in order is one to fall back on.
    const kept = begun - this.goodAt >= GOOD_MS ? this.engine.checkpoint() : null;
    const [{ step, replicas }, checkpoint] = await Promise.all([evaluating, kept]);
    if (replicas.some(hasDiverged)) return { step, diverged: true };
    if (checkpoint) {
      this.good = checkpoint;
      this.goodAt = this.now();
    }
    const arms = replicas.map((replica) => armView(this.data, replica, this.kinds));
    this.recorder.record(step, arms);
    return { step, diverged: false, arms, details, ms: this.now() - begun };
  }

  /** The run as it is now, to come back to. */
  async keep(): Promise<Kept> {
    await this.pipeline.drain();
    const { step, state } = await this.engine.checkpoint();
    return { course: this.course, step, state, history: this.recorder.history() };
  }

  dispose(): void {
    this.engine.dispose();
  }
}
