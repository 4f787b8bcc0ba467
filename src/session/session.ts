/**
 * One training session: a world, a population of two lockstep models, a clock. Knows nothing of workers, pages or React; events go to
 * a listener. Every wish is served in order, and none waits for more than one submission of training steps.
 */
import { createWorld } from '../world/world.ts';
import { loadEngine, openEngine } from '../engine/create.ts';
import { lossOf, RECOVERIES } from '../engine/recovering.ts';
import { parameterLayout } from '../model/layout.ts';
import { stateLength, type AskedBackend, type Checkpoint, type Engine } from '../engine/types.ts';
import type { World } from '../world/types.ts';
import { withImmediate } from '../run/fields.ts';
import { defaultState } from '../run/labState.ts';
import { modelOf, populationOf, type RunSpec } from '../run/runSpec.ts';
import { measureAblation } from './ablation.ts';
import { armView } from './armView.ts';
import { hasDiverged, likelyCause } from './divergence.ts';
import { createRecorder } from './recorder.ts';
import { openedView } from './openedView.ts';
import { createPacer, createRateMeter } from './pacing.ts';
import type { Ablation, Frame, RunStatus, SessionApi, SessionEvent } from './protocol.ts';
import { decodeRun, encodeRun, RunFileError, type SavedRun } from './runFile.ts';

/** Frames are wanted no oftener than this; evaluating may also not take more than half of the time. */
const FRAME_MS = 33;
/** History points of a whole run, at least: the grid on which curves of two equal runs can be compared. */
const GRID_POINTS = 150;
const CHECKPOINT_MS = 1000;
/** How often a run that waits for its page to be seen again looks. */
const HIDDEN_MS = 100;

interface Live {
  run: RunSpec;
  world: World;
  engine: Engine;
  /** Evaluations happen at least at every multiple of this step. */
  grid: number;
  /** State at step 0: what reset goes back to. */
  initial: Checkpoint;
  checkpoint: Checkpoint;
  recoveries: number;
}

/** Makes a training session. Times are in milliseconds. */
export function createSession(): SessionApi {
  let listener: (event: SessionEvent) => void = () => undefined;
  let live: Live | null = null;
  let asked: AskedBackend | undefined;
  let playing = false;
  let status: RunStatus = 'opening';
  /** Wishes run one after another on this chain; the training loop is one of them only in slices. */
  let chain: Promise<void> = Promise.resolve();
  let opening = 0;
  const pacer = createPacer(30);
  const meter = createRateMeter();
  const recorder = createRecorder();
  /** The measurement on its way, if any; gives false when the run turned out to have diverged, or the measurement came to nothing. */
  let measuring: Promise<boolean> | null = null;
  let hiddenPause = false;
  let lastFrame = -Infinity;
  let evaluationMs = 0;
  let lastCheckpoint = 0;

  const emit = (event: SessionEvent): void => {
    listener(event);
  };
  const become = (next: RunStatus): void => {
    status = next;
    emit({ type: 'status', status });
  };
  const fail = (code: 'engine' | 'world', error: unknown): void => {
    playing = false;
    const message =
      error instanceof Error
        ? [error.message, error.cause instanceof Error ? error.cause.message : ''].filter(Boolean).join(': ')
        : String(error);
    emit({ type: 'failed', code, message });
    become('failed');
  };
  const queue = (work: () => Promise<void> | void): Promise<void> => {
    chain = chain.then(work).catch((error: unknown) => {
      fail('engine', error);
    });
    return chain;
  };
  /** A wish finds the run as it was last measured: no frame of before comes after what it does. */
  const serve = (wish: () => Promise<void> | void): Promise<void> =>
    queue(async () => {
      await measuring;
      await wish();
    });

  /** Evaluates both models and sends a frame. @returns false when the run has diverged (the last finite frame then stays) */
  async function evaluate(current: Live, restart = false): Promise<boolean> {
    const begun = performance.now();
    const { step, replicas } = await current.engine.evaluate({ full: true });
    evaluationMs = performance.now() - begun;
    if (replicas.some(hasDiverged)) {
      playing = false;
      emit({ type: 'diverged', step, cause: likelyCause(current.run) });
      become('diverged');
      return false;
    }
    const arms = replicas.map((replica) => armView(current.world, replica));
    const points = recorder.record(step, arms, restart);
    const frame: Frame = { step, steps: current.run.training.steps, stepsPerSecond: playing ? meter.rate() : 0, arms };
    emit({ type: 'frame', frame, points, restart });
    lastFrame = performance.now();
    return true;
  }

  /** Starts an evaluation and goes on: training need not wait for what is read back of the parameters as they are now. */
  function measure(current: Live): Promise<boolean> {
    const mine = evaluate(current)
      .catch(async (error: unknown) => {
        // A lost device is mended by its watcher.
        if ((await lossOf(current.engine)) === null) fail('engine', error);
        return false;
      })
      .finally(() => {
        if (measuring === mine) measuring = null;
      });
    measuring = mine;
    return mine;
  }

  async function keepCheckpoint(current: Live): Promise<void> {
    current.checkpoint = await current.engine.checkpoint();
    lastCheckpoint = performance.now();
  }

  /** Trains at most `count` steps and evaluates when it is time to. */
  async function advance(current: Live, count: number): Promise<void> {
    const { engine, grid } = current;
    const toGrid = grid - (engine.step % grid);
    const taken = Math.min(count, toGrid, current.run.training.steps - engine.step);
    const begun = performance.now();
    await engine.train(taken);
    await engine.settle();
    pacer.took(taken, performance.now() - begun);
    meter.add(performance.now(), engine.step);
    const done = engine.step >= current.run.training.steps;
    const due = performance.now() - lastFrame >= Math.max(FRAME_MS, 2 * evaluationMs);
    if (done || taken === toGrid || (due && !measuring)) {
      if (measuring && !(await measuring)) return;
      const measured = measure(current);
      if (done && !(await measured)) return;
    }
    if (performance.now() - lastCheckpoint >= CHECKPOINT_MS) {
      if (measuring && !(await measuring)) return; // a diverged state is not worth keeping
      await keepCheckpoint(current);
    }
    if (done) {
      playing = false;
      become('finished');
    }
  }

  /** A lost device: ask for another engine and go on from the last checkpoint. */
  async function recover(current: Live, reason: string): Promise<void> {
    if (live !== current || current.recoveries >= RECOVERIES) {
      fail('engine', new Error(reason));
      return;
    }
    const resume = playing;
    const opened = await openEngine(populationOf(current.run), [current.world], asked);
    await opened.engine.restore(current.checkpoint);
    live = { ...current, engine: opened.engine, recoveries: current.recoveries + 1 };
    watch(live);
    emit({ type: 'opened', opened: openedView(live.run, live.world, opened) });
    emit({
      type: 'notice',
      code: 'deviceLost',
      values: { step: current.checkpoint.step, backend: opened.engine.info.backend },
    });
    await evaluate(live);
    playing = resume;
  }

  function watch(current: Live): void {
    current.engine.lost?.then(
      (reason) => {
        if (live === current) void serve(() => (live === current ? recover(current, reason) : undefined));
      },
      () => undefined,
    );
  }

  /** The loop: one slice per turn of the chain, so that wishes come between slices. */
  async function loop(): Promise<void> {
    for (;;) {
      let waitMs = 0;
      await queue(async () => {
        if (!playing || !live) return;
        if (hiddenPause) {
          waitMs = HIDDEN_MS;
          return;
        }
        const current = live;
        const next = pacer.next(performance.now(), current.engine.step);
        waitMs = next.waitMs;
        if (next.count === 0) return;
        try {
          await advance(current, next.count);
        } catch (error) {
          // A lost device rejects whatever was pending; the watcher, next on the chain, mends it.
          if ((await lossOf(current.engine)) === null) throw error;
        }
      });
      if (!playing) return;
      // Yields to incoming messages even at full speed.
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  /** @param saved - where to go on; default at the beginning */
  async function open(run: RunSpec, saved?: SavedRun): Promise<void> {
    live?.engine.dispose();
    live = null;
    playing = false;
    become('opening');
    await loadEngine(asked);
    emit({ type: 'loaded' });
    let world: World;
    try {
      world = createWorld(run.world, run.seeds.data);
    } catch (error) {
      fail('world', error);
      return;
    }
    const opened = await openEngine(populationOf(run), [world], asked);
    const { engine } = opened;
    const initial = await engine.checkpoint();
    live = {
      run,
      world,
      engine,
      grid: Math.max(1, Math.ceil(run.training.steps / GRID_POINTS)),
      initial,
      checkpoint: initial,
      recoveries: 0,
    };
    watch(live);
    emit({ type: 'opened', opened: openedView(run, world, opened) });
    await begin(live, saved);
  }

  async function begin(current: Live, saved?: SavedRun): Promise<void> {
    meter.reset();
    recorder.restart(saved);
    lastCheckpoint = performance.now();
    if (saved) {
      await current.engine.restore({ step: saved.step, state: saved.state });
      current.checkpoint = { step: saved.step, state: saved.state };
    }
    if (await evaluate(current, true))
      become(current.engine.step >= current.run.training.steps ? 'finished' : 'paused');
  }

  return {
    listen(next) {
      listener = next;
      return Promise.resolve();
    },
    open(run, options) {
      const mine = ++opening;
      playing = false;
      // Only the newest of several quick openings is carried out.
      return serve(() => {
        if (mine !== opening) return;
        asked = options?.backend;
        return open(run);
      });
    },
    play() {
      return serve(() => {
        if (!live || playing || (status !== 'paused' && status !== 'finished')) return;
        if (live.engine.step >= live.run.training.steps) return;
        playing = true;
        pacer.start(performance.now(), live.engine.step);
        meter.reset();
        meter.add(performance.now(), live.engine.step);
        become('running');
        void loop();
      });
    },
    pause() {
      playing = false;
      return serve(async () => {
        if (!live || status !== 'running') return;
        if (await evaluate(live)) become('paused');
      });
    },
    step(n) {
      return serve(async () => {
        if (!live || playing || status !== 'paused') return;
        let left = Math.min(n, live.run.training.steps - live.engine.step);
        while (left > 0 && status === 'paused') {
          const before = live.engine.step;
          await advance(live, left);
          left -= live.engine.step - before;
        }
        await measuring;
        if (status === 'paused') await evaluate(live);
      });
    },
    reset() {
      playing = false;
      return serve(async () => {
        if (!live) return;
        live.checkpoint = live.initial;
        await live.engine.restore(live.initial);
        await begin(live);
      });
    },
    setSpeed(stepsPerSecond) {
      return serve(() => {
        pacer.setSpeed(performance.now(), live?.engine.step ?? 0, stepsPerSecond);
      });
    },
    update(run) {
      return serve(() => {
        if (!live) return;
        live.run = withImmediate({ ...defaultState(), run: live.run }, { ...defaultState(), run }).run;
        live.engine.setReplicas(populationOf(live.run).replicas);
      });
    },
    async ablate() {
      let answer: Ablation | null = null;
      await serve(async () => {
        if (live) answer = await measureAblation(live.engine);
      });
      return answer;
    },
    async save() {
      const saved = await new Promise<ArrayBuffer>((resolve, reject) => {
        void serve(async () => {
          if (!live) {
            reject(new Error('no run is open'));
            return;
          }
          const { state, step } = await live.engine.checkpoint();
          resolve(
            await encodeRun({
              run: live.run,
              timeline: [],
              step,
              backend: live.engine.info.backend,
              history: recorder.history(),
              state,
            }),
          );
        });
      });
      return saved;
    },
    async load(file) {
      try {
        const saved = await decodeRun(file);
        const size =
          stateLength(populationOf(saved.run), parameterLayout(modelOf(saved.run)).length)
          * populationOf(saved.run).replicas.length;
        if (saved.state.length !== size) return { refused: { reason: 'damaged' } };
        opening++;
        playing = false;
        await serve(() => open(saved.run, saved));
        return { run: saved.run };
      } catch (error) {
        if (error instanceof RunFileError) return { refused: error.refusal };
        throw error;
      }
    },
    setHidden(hidden, keepTraining) {
      // Arrears of the time out of sight are not made up for.
      if (hiddenPause && live) pacer.start(performance.now(), live.engine.step);
      hiddenPause = hidden && !keepTraining;
      return Promise.resolve();
    },
    loseDevice() {
      return Promise.resolve(live?.engine.loseDevice?.() ?? false);
    },
    dispose() {
      playing = false;
      return serve(() => {
        live?.engine.dispose();
        live = null;
      });
    },
  };
}
