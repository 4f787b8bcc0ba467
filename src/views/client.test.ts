import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultState } from '../run/labState.ts';
import { defaultRun, type RunSpec } from '../run/runSpec.ts';
import type { Frame, Opened, SessionApi, SessionEvent } from '../session/protocol.ts';
import {
  applyReset,
  connect,
  loadRun,
  loadState,
  newSeeds,
  pause,
  play,
  reset,
  setField,
  startOverWith,
  step,
  undoPending,
  useWishes,
} from './client.ts';
import { feed, useLab } from './store.ts';

/** Writes down what the page wishes and says what the worker would. */
class FakeSession implements Partial<SessionApi> {
  wishes: string[] = [];
  opened: RunSpec[] = [];
  updated: RunSpec[] = [];
  say: (event: SessionEvent) => void = () => undefined;

  private done(wish: string): Promise<void> {
    this.wishes.push(wish);
    return Promise.resolve();
  }
  listen(listener: (event: SessionEvent) => void) {
    this.say = listener;
    return Promise.resolve();
  }
  open(run: RunSpec) {
    this.opened.push(run);
    return this.done('open');
  }
  play() {
    return this.done('play');
  }
  pause() {
    return this.done('pause');
  }
  step(n: number) {
    return this.done(`step ${String(n)}`);
  }
  reset() {
    return this.done('reset');
  }
  setSpeed(speed: number) {
    return this.done(`speed ${String(speed)}`);
  }
  update(run: RunSpec) {
    this.updated.push(run);
    return this.done('update');
  }
  save() {
    return Promise.resolve(new ArrayBuffer(8));
  }
  load(): ReturnType<SessionApi['load']> {
    return Promise.resolve({ refused: { reason: 'damaged' } });
  }
  setHidden() {
    return this.done('hidden');
  }

  /** What follows an opening. */
  start(run = this.opened.at(-1)!): void {
    this.say({ type: 'status', status: 'opening' });
    this.say({ type: 'opened', opened: { run } as Opened });
    this.frame(0, true);
    this.say({ type: 'status', status: 'paused' });
  }
  frame(at: number, restart = false): void {
    this.say({
      type: 'frame',
      frame: { step: at, steps: 600, stepsPerSecond: 0, arms: [] } satisfies Frame,
      points: [],
      restart,
    });
  }
  run(to: number): void {
    this.say({ type: 'status', status: 'running' });
    this.frame(to);
  }
}

let session: FakeSession;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    run();
    return 0;
  });
  useLab.setState({
    state: defaultState(),
    opened: null,
    status: 'opening',
    divergence: null,
    failure: null,
    notices: [],
  });
  feed.clear();
  session = new FakeSession();
  connect(session as unknown as SessionApi); // the wishes of other chapters are not made here
  session.start();
  session.wishes = [];
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a change of a setting', () => {
  it('before the first step is taken up by itself, once for a whole drag', () => {
    for (const experts of [5, 6, 7]) setField('run.model.experts', experts);
    expect(session.wishes).toEqual([]);
    vi.advanceTimersByTime(400);
    expect(session.wishes).toEqual(['open']);
    expect(session.opened.at(-1)?.model.experts).toBe(7);
  });

  it('is not lost when play is pressed before it was taken up', () => {
    setField('run.model.experts', 5);
    play();
    expect(session.wishes).toEqual(['open', 'play']);
    vi.advanceTimersByTime(1000);
    expect(session.wishes).toEqual(['open', 'play']);
  });

  it('after the first step waits for a reset, and can be taken back', () => {
    session.run(12);
    setField('run.model.experts', 5);
    vi.advanceTimersByTime(1000);
    expect(session.wishes).toEqual([]);
    undoPending();
    expect(useLab.getState().state.run.model.experts).toBe(8);
    reset();
    expect(session.wishes).toEqual(['reset']);
  });

  it('that waits is taken up by reset, and by "reset now", which keeps a running run running', () => {
    session.run(12);
    setField('run.model.experts', 5);
    applyReset();
    expect(session.wishes).toEqual(['open', 'play']);
    session.start();
    session.run(3);
    session.wishes = [];
    setField('run.model.experts', 4);
    reset();
    expect(session.wishes).toEqual(['open']);
  });

  it('that applies at once is sent without a reset, not oftener than needed', () => {
    session.run(12);
    for (const rate of [0.11, 0.12, 0.13, 0.14]) setField('run.training.gateDropout', rate);
    vi.advanceTimersByTime(500);
    expect(session.wishes).toEqual(['update', 'update']);
    expect(session.updated.at(-1)?.training.gateDropout).toBe(0.14);
  });

  it('of a view touches nothing', () => {
    setField('view.device', 'phone');
    setField('run.threshold', 0.02);
    vi.advanceTimersByTime(1000);
    expect(session.wishes).toEqual([]);
    setField('view.speed', 100);
    expect(session.wishes).toEqual(['speed 100']);
  });

  it('that another setting cannot stand changes that one too, and says so', () => {
    setField('run.model.biasHandling', 'adversarial');
    setField('run.model.sharedUnits', 0);
    expect(useLab.getState().state.run.model).toMatchObject({ sharedUnits: 0, biasHandling: 'shallow-tower' });
    setField('run.model.biasHandling', 'input-feature');
    expect(useLab.getState().state.run.model.sharedUnits).toBe(16);
    expect(useLab.getState().notices.map(({ key }) => key)).toEqual([
      'notice.handlingChanged',
      'notice.sharedLayerAdded',
    ]);
  });
});

describe('wishes', () => {
  it('reach the session', () => {
    play();
    pause();
    step(10);
    expect(session.wishes).toEqual(['play', 'pause', 'step 10']);
  });

  it('play again what has finished', () => {
    session.run(600);
    session.say({ type: 'status', status: 'finished' });
    play();
    expect(session.wishes).toEqual(['reset', 'play']);
  });

  it('new seeds are four new ones', () => {
    newSeeds();
    const { seeds } = session.opened.at(-1)!;
    expect(Object.values(seeds)).not.toEqual(Object.values(defaultRun().seeds));
    expect(session.wishes).toEqual(['open']);
  });

  it('a link opens its run, unless only what applies at once differs', () => {
    const state = defaultState();
    loadState({ ...state, run: { ...state.run, training: { ...state.run.training, gateDropout: 0.3 } } });
    expect(session.wishes).toEqual(['update']);
    loadState({ ...state, run: { ...state.run, seeds: { ...state.run.seeds, data: 99 } } });
    expect(session.wishes).toEqual(['update', 'open']);
  });
});

describe('events', () => {
  it('a new run appears together with its first frame', () => {
    const before = useLab.getState().opened;
    session.say({ type: 'opened', opened: { run: defaultRun() } as Opened });
    expect(useLab.getState().opened).toBe(before);
    session.frame(0, true);
    expect(useLab.getState().opened).not.toBe(before);
  });

  it('a divergence stays until the run starts over', () => {
    session.run(12);
    session.say({ type: 'diverged', step: 13, cause: 'learningRate' });
    session.say({ type: 'status', status: 'diverged' });
    expect(useLab.getState()).toMatchObject({ status: 'diverged', divergence: { step: 13, cause: 'learningRate' } });
    startOverWith('run.training.learningRate', 0.1);
    expect(session.opened.at(-1)?.training.learningRate).toBe(0.1);
    expect(session.wishes.slice(-2)).toEqual(['open', 'play']);
    session.start();
    expect(useLab.getState().divergence).toBeNull();
  });

  it('a failure is kept with its message, and reset tries again', () => {
    session.say({ type: 'failed', code: 'world', message: 'no' });
    session.say({ type: 'status', status: 'failed' });
    expect(useLab.getState()).toMatchObject({ status: 'failed', failure: { code: 'world', message: 'no' } });
    reset();
    expect(session.wishes).toEqual(['open']);
  });

  it('a session that breaks off fails the lab instead of hanging', async () => {
    session.play = () => Promise.reject(new Error('worker gone'));
    play();
    await vi.waitFor(() => {
      expect(useLab.getState()).toMatchObject({
        status: 'failed',
        failure: { code: 'worker', message: 'worker gone' },
      });
    });
  });

  it('the run counts as begun from its first step on', () => {
    expect(useWishes.getState().moved).toBe(false);
    session.frame(1);
    expect(useWishes.getState().moved).toBe(true);
    session.frame(0, true);
    expect(useWishes.getState().moved).toBe(false);
  });
});

describe('a saved run', () => {
  it('that is refused changes nothing but says why', async () => {
    const before = useLab.getState().state;
    await loadRun(new ArrayBuffer(3));
    expect(useLab.getState().state).toBe(before);
    expect(useLab.getState().notices.map(({ key }) => key)).toEqual(['errors.file.damaged']);
  });

  it('brings its settings along, with nothing waiting for a reset', async () => {
    const run = { ...defaultRun(), seeds: { data: 5, init: 5, dropout: 5, batch: 5 } };
    session.load = () => Promise.resolve({ run });
    await loadRun(new ArrayBuffer(3));
    expect(useLab.getState().state.run).toBe(run);
    expect(useWishes.getState().asked).toBe(run);
  });
});
