import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultState } from '../run/labState.ts';
import { defaultRun, type RunSpec } from '../run/runSpec.ts';
import { settingsAt, withChange, type Course } from '../run/timeline.ts';
import type { Frame, Opened, Opening, SessionApi, SessionEvent, SessionNews, Wish } from '../session/protocol.ts';
import { encodedLog } from '../run/testingLog.ts';
import { encodeRun } from '../session/runFile.ts';
import { parameterLayout } from '../model/layout.ts';
import { modelOf, populationOf } from '../run/runSpec.ts';
import { stateLength } from '../engine/types.ts';
import { connect, keepRows, pause, rowsOf, saveRun, useWishes } from './client.ts';
import {
  applyReset,
  forgetChanges,
  goOnAgain,
  isOpeningRun,
  loadRun,
  newSeeds,
  openOwnAgain,
  plannedNow,
  play,
  redo,
  reset,
  returnTo,
  setField,
  showOpeningRun,
  showRun,
  startOverWith,
  step,
  toggle,
  undo,
  undoPending,
} from './control.ts';
import { notify } from './notices.ts';
import { appliesWhen } from './pending.ts';
import { usePlaces } from './place.ts';
import { feed, useLab } from './store.ts';
import { useUndo } from './undo.ts';

/** Writes down what the page wishes and says what the worker would. */
class FakeSession implements SessionApi {
  wishes: Wish[] = [];
  newest = 0;
  /** Number of the newest wish for a run. */
  run = 0;
  course: Course = { run: defaultRun(), timeline: [] };
  private listener: (event: SessionEvent) => void = () => undefined;

  listen(listener: (event: SessionEvent) => void) {
    this.listener = listener;
    return Promise.resolve();
  }
  want(wish: Wish, number: number): Promise<void> {
    this.wishes.push(wish);
    this.newest = number;
    if (wish.kind === 'open') {
      this.run = number;
      this.course = wish.course;
    }
    return Promise.resolve();
  }
  ablate() {
    return Promise.resolve(null);
  }
  /** Hashes of the rows that it was given, in the order of the wishes. */
  given: string[] = [];
  keepRows(hash: string) {
    this.given.push(hash);
    return Promise.resolve();
  }
  save() {
    return Promise.resolve(new ArrayBuffer(8));
  }
  takeOut() {
    return Promise.resolve(null);
  }
  walk() {
    return Promise.resolve(null);
  }
  loseDevice() {
    return Promise.resolve(false);
  }
  dispose() {
    return Promise.resolve();
  }

  /** Kinds of the wishes since the last look. */
  kinds(): string[] {
    return this.wishes.splice(0).map(({ kind }) => kind);
  }
  opened(): Opening[] {
    return this.wishes.filter((wish) => wish.kind === 'open');
  }
  say(news: SessionNews, run = this.run): void {
    this.listener({ ...news, run });
  }
  status(status: Extract<SessionNews, { type: 'status' }>['status'], wish = this.newest): void {
    this.say({ type: 'status', status, wish });
  }
  /** What follows an opening. */
  start(at = 0): void {
    this.status('opening');
    this.say({ type: 'opened', opened: { run: this.course.run } as Opened });
    this.tellCourse(at);
    this.frame(at, true);
    if (this.wishes.at(-1)?.kind !== 'open' || !this.opened().at(-1)?.until) this.status('paused');
  }
  tellCourse(at: number): void {
    this.say({ type: 'course', course: this.course, settings: settingsAt(this.course, at), wish: this.newest });
  }
  /** Takes a change up at a step. */
  change(at: number, path: string, value: number): void {
    this.course = withChange(this.course, at, path, value);
    this.tellCourse(at);
  }
  frame(at: number, restart = false): void {
    const frame: Frame = { step: at, steps: 600, stepsPerSecond: 0, arms: [] };
    this.say({ type: 'frame', frame, points: [], restart });
  }
  train(to: number): void {
    this.status('running');
    this.frame(to);
  }
}

let session: FakeSession;
const control = (): RunSpec => useLab.getState().state.run;
const DROPOUT = 'run.training.gateDropout';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    run();
    return 0;
  });
  useLab.setState({ state: defaultState(), opened: null, course: null, status: 'opening', divergence: null });
  useLab.setState({ failure: null, notices: [] });
  useUndo.setState({ done: [], undone: [] });
  usePlaces.setState({ place: 0, left: new Map(), last: 0 });
  feed.clear();
  session = new FakeSession();
  connect(session, plannedNow());
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
    expect(session.kinds()).toEqual([]);
    vi.advanceTimersByTime(400);
    expect(session.opened().map(({ course }) => course.run.model.experts)).toEqual([7]);
  });

  it('is not lost when play is pressed before it was taken up', () => {
    setField('run.model.experts', 5);
    play();
    expect(session.kinds()).toEqual(['open', 'play']);
    vi.advanceTimersByTime(1000);
    expect(session.kinds()).toEqual([]);
  });

  it('after the first step waits for a reset, and can be taken back', () => {
    session.train(12);
    setField('run.model.experts', 5);
    vi.advanceTimersByTime(1000);
    expect(session.kinds()).toEqual([]);
    undoPending();
    expect(control().model.experts).toBe(8);
    reset();
    expect(session.kinds()).toEqual(['reset']);
  });

  it('that waits is taken up by reset, and by "reset now", which keeps a running run running', () => {
    play();
    session.train(12);
    session.kinds();
    setField('run.model.experts', 5);
    applyReset();
    expect(session.kinds()).toEqual(['open', 'play']);
    session.start();
    session.train(3);
    setField('run.model.experts', 4);
    reset();
    expect(session.kinds()).toEqual(['open']);
  });

  it('that applies at once is sent without a reset, not oftener than needed', () => {
    session.train(12);
    for (const rate of [0.11, 0.12, 0.13, 0.14]) setField(DROPOUT, rate);
    vi.advanceTimersByTime(500);
    expect(session.wishes).toEqual([
      { kind: 'change', path: DROPOUT, value: 0.11 },
      { kind: 'change', path: DROPOUT, value: 0.14 },
    ]);
  });

  it('of a view touches nothing', () => {
    setField('view.device', 'phone');
    setField('run.threshold', 0.02);
    vi.advanceTimersByTime(1000);
    expect(session.wishes).toEqual([]);
    setField('view.speed', 100);
    expect(session.wishes).toEqual([{ kind: 'speed', stepsPerSecond: 100 }]);
  });

  it('that another setting cannot stand changes that one too, and says so', () => {
    setField('run.model.biasHandling', 'adversarial');
    setField('run.model.sharedUnits', 0);
    expect(control().model).toMatchObject({ sharedUnits: 0, biasHandling: 'shallow-tower' });
    setField('run.model.biasHandling', 'input-feature');
    expect(control().model.sharedUnits).toBe(16);
    // What was mended before is no longer so.
    expect(useLab.getState().notices.map(({ key }) => key)).toEqual(['notice.sharedLayerAdded']);
  });

  it('that excludes another one takes its place, and says why', () => {
    useLab.setState({ notices: [] });
    const cures = (): unknown => useLab.getState().state.run.training.cures;
    setField('run.training.cures.switchLoss', 0.05);
    setField('run.training.cures.gateKind', 'sigmoid');
    expect(cures()).toMatchObject({ gateKind: 'sigmoid', switchLoss: 0 });
    expect(useLab.getState().notices).toMatchObject([
      {
        key: 'hint.panel.gaveWay',
        values: {
          reason: 'sigmoid-switch',
          field: 'run.training.cures.switchLoss',
          other: 'run.training.cures.gateKind',
        },
      },
    ]);
    setField('run.training.cures.switchLoss', 0.1);
    expect(cures()).toMatchObject({ gateKind: 'softmax', switchLoss: 0.1 });
  });
});

describe('what changes while it trains', () => {
  it('is part of what is planned: reset is a reset, new seeds replay it', () => {
    session.train(200);
    setField(DROPOUT, 0.5);
    session.change(201, DROPOUT, 0.5);
    const timeline = [{ step: 201, path: DROPOUT, value: 0.5 }];
    expect(plannedNow()).toEqual({ run: defaultRun(), timeline });
    session.kinds();
    newSeeds();
    expect(session.opened()[0].course).toMatchObject({ timeline, run: { training: defaultRun().training } });
    expect(control().training.gateDropout).toBe(0.1);
  });

  it('moves the control when it is replayed, unless the reader has moved it since', () => {
    session.train(200);
    session.change(200, DROPOUT, 0.5);
    expect(control().training.gateDropout).toBe(0.5);
    session.tellCourse(0);
    expect(control().training.gateDropout).toBe(0.1);
    const heard = session.newest;
    setField(DROPOUT, 0.3);
    session.say({ type: 'course', course: session.course, settings: settingsAt(session.course, 300), wish: heard });
    expect(control().training.gateDropout).toBe(0.3);
  });

  it('on its way is not forgotten by who starts over at once', () => {
    session.train(200);
    setField(DROPOUT, 0.5);
    newSeeds();
    expect(session.opened()[0].course.timeline).toEqual([{ step: 200, path: DROPOUT, value: 0.5 }]);
  });

  it('can be forgotten: then the run is what it began with', () => {
    session.train(200);
    session.change(200, DROPOUT, 0.5);
    forgetChanges();
    expect(session.opened()[0].course).toEqual({ run: defaultRun(), timeline: [] });
    undo();
    expect(session.opened()[1]).toMatchObject({ resume: true, course: { timeline: [{ step: 200 }] } });
  });

  it('on a finished run waits for it to start over', () => {
    session.train(600);
    session.status('finished');
    setField(DROPOUT, 0.4);
    vi.advanceTimersByTime(500);
    expect(session.kinds()).toEqual([]);
    expect(plannedNow().run.training.gateDropout).toBe(0.4);
    play();
    expect(session.opened()[0].course).toMatchObject({ run: { training: { gateDropout: 0.4 } }, timeline: [] });
  });

  it('beyond the end of a shortened run is dropped', () => {
    session.train(200);
    session.change(200, DROPOUT, 0.5);
    setField('run.training.steps', 100);
    expect(plannedNow()).toMatchObject({ timeline: [], run: { training: { steps: 100, gateDropout: 0.1 } } });
  });
});

describe('wishes', () => {
  it('reach the session', () => {
    play();
    pause();
    step(10);
    expect(session.wishes).toEqual([{ kind: 'play' }, { kind: 'pause' }, { kind: 'step', n: 10 }]);
  });

  it('play again what has finished', () => {
    session.train(600);
    session.status('finished');
    play();
    expect(session.kinds()).toEqual(['reset', 'play']);
  });

  it('play and pause in turn, whatever the session has said meanwhile', () => {
    toggle();
    toggle();
    toggle();
    expect(session.kinds()).toEqual(['play', 'pause', 'play']);
    session.status('paused', 0); // of before
    toggle();
    expect(session.kinds()).toEqual(['pause']);
    session.status('running'); // its last step is being measured
    toggle();
    expect(session.kinds()).toEqual(['play']);
  });

  it('new seeds are four new ones, and a run that plays goes on playing', () => {
    newSeeds();
    const { seeds } = session.opened().at(-1)!.course.run;
    expect(Object.values(seeds)).not.toEqual(Object.values(defaultRun().seeds));
    expect(session.kinds()).toEqual(['open']);
    play();
    newSeeds();
    expect(session.kinds()).toEqual(['play', 'open', 'play']);
  });

  it('a run trains to the step that a link asks for, and says so until it is there', () => {
    connect(session, plannedNow(), { until: 300 });
    expect(session.opened()[0].until).toBe(300);
    session.start();
    session.status('running');
    expect(useWishes.getState().until).toBe(300);
    toggle();
    expect(session.kinds().at(-1)).toBe('pause');
    session.status('paused');
    expect(useWishes.getState().until).toBe(0);
  });
});

describe('undo and redo', () => {
  it('take back a movement of a control as one, and do it again', () => {
    session.train(12);
    for (const rate of [0.2, 0.3, 0.4]) setField(DROPOUT, rate);
    vi.advanceTimersByTime(2000);
    setField('run.model.experts', 4);
    expect(useUndo.getState().done.map(({ deed }) => deed)).toEqual([
      { field: DROPOUT },
      { field: 'run.model.experts' },
    ]);
    undo();
    expect([control().model.experts, control().training.gateDropout]).toEqual([8, 0.4]);
    session.kinds();
    undo();
    vi.advanceTimersByTime(200);
    expect(session.wishes.at(-1)).toEqual({ kind: 'change', path: DROPOUT, value: 0.1 });
    redo();
    redo();
    expect([control().model.experts, control().training.gateDropout]).toEqual([4, 0.4]);
    redo();
    expect(control().model.experts).toBe(4);
  });

  it('bring a run back that was left for new seeds, a preset or another run: trained', () => {
    const preset = { ...defaultRun(), world: { ...defaultRun().world, sines: 5 } };
    newSeeds();
    session.start();
    const seeded = plannedNow();
    showRun({ did: 'preset' }, preset);
    session.start();
    session.wishes = [];
    undo();
    expect(session.opened()).toMatchObject([{ course: seeded, resume: true }]);
    undo();
    expect(session.opened().at(-1)).toMatchObject({ course: { run: defaultRun() }, resume: true });
    redo();
    redo();
    expect(session.opened().at(-1)).toMatchObject({ course: { run: preset }, resume: true });
  });

  it('a new deed ends what could be done again', () => {
    setField('run.model.experts', 4);
    undo();
    setField('run.model.experts', 6);
    expect(useUndo.getState().undone).toEqual([]);
  });
});

describe('places of the history', () => {
  it('a run that was opened is a new place; new seeds are not', () => {
    newSeeds();
    expect(usePlaces.getState().place).toBe(0);
    const seeded = plannedNow();
    showOpeningRun();
    expect(usePlaces.getState().place).toBe(1);
    expect(usePlaces.getState().left.get(0)).toEqual(seeded);
    expect(isOpeningRun(plannedNow())).toBe(true);
  });

  it('coming back to the run that is there opens nothing', () => {
    returnTo(plannedNow());
    expect(session.kinds()).toEqual([]);
    returnTo({ run: { ...defaultRun(), seeds: { data: 1, init: 1, dropout: 1, batch: 1 } }, timeline: [] });
    expect(session.opened()).toMatchObject([{ resume: true }]);
  });
});

describe('events', () => {
  it('of an older run or an older wish are not heard', () => {
    newSeeds();
    const old = session.run - 1;
    session.say(
      { type: 'frame', frame: { step: 77, steps: 600, stepsPerSecond: 0, arms: [] }, points: [], restart: false },
      old,
    );
    session.say({ type: 'diverged', step: 77, cause: 'l2' }, old);
    expect(feed.frame?.step).toBe(0);
    expect(useLab.getState().divergence).toBeNull();
    session.start();
    play();
    session.status('paused', session.newest - 1);
    expect(useWishes.getState().playing).toBe(true);
  });

  it('a new run appears together with its first frame', () => {
    newSeeds();
    const before = useLab.getState().opened;
    session.say({ type: 'opened', opened: { run: session.course.run } as Opened });
    session.tellCourse(0);
    expect(useLab.getState().opened).toBe(before);
    session.frame(0, true);
    expect(useLab.getState().opened).not.toBe(before);
    expect(useLab.getState().course).toEqual(session.course);
  });

  it('what a run that is opened waits for is told as it comes, and not of an older run', () => {
    newSeeds();
    const old = session.run - 1;
    const phases = (['world', 'compiling', 'measuring'] as const).map((phase) => {
      session.say({ type: 'phase', phase });
      return useLab.getState().phase;
    });
    expect(phases).toEqual(['world', 'compiling', 'measuring']);
    session.say({ type: 'phase', phase: 'world' }, old);
    expect(useLab.getState().phase).toBe('measuring');
  });

  it('a divergence stays until the run starts over', () => {
    session.train(12);
    session.say({ type: 'diverged', step: 13, cause: 'learningRate' });
    session.status('diverged');
    expect(useLab.getState()).toMatchObject({ status: 'diverged', divergence: { step: 13, cause: 'learningRate' } });
    startOverWith('run.training.learningRate', 0.1);
    expect(session.opened().at(-1)?.course.run.training.learningRate).toBe(0.1);
    expect(session.kinds().slice(-2)).toEqual(['open', 'play']);
    session.start();
    expect(useLab.getState().divergence).toBeNull();
  });

  it('a failure is kept with its message, and reset tries again', () => {
    session.say({ type: 'failed', code: 'world', message: 'no' });
    session.status('failed');
    expect(useLab.getState()).toMatchObject({ status: 'failed', failure: { code: 'world', message: 'no' } });
    reset();
    expect(session.kinds()).toEqual(['open']);
  });

  it('a session that breaks off fails the lab instead of hanging', async () => {
    session.want = () => Promise.reject(new Error('worker gone'));
    play();
    await vi.waitFor(() => {
      expect(useLab.getState()).toMatchObject({
        status: 'failed',
        failure: { code: 'worker', message: 'worker gone' },
      });
    });
  });

  it('notices of a run go with it', () => {
    session.say({ type: 'notice', code: 'deviceLost', values: { step: 3, backend: 'webgpu' } });
    expect(useLab.getState().notices).toHaveLength(1);
    newSeeds();
    expect(useLab.getState().notices).toHaveLength(0);
  });
});

describe('a run on an own file', () => {
  it('is trained to where the link wanted it once its rows have come', () => {
    const { run } = onOwnRows();
    connect(session, { run, timeline: [] }, { until: 700 });
    useLab.setState(({ state }) => ({ state: { ...state, run } }));
    session.say({ type: 'failed', code: 'own', message: 'no rows' });
    session.status('failed');
    session.kinds();
    openOwnAgain(run.source.own);
    expect(session.opened()).toMatchObject([{ until: 700, course: { run } }]);
    // And only there.
    session.kinds();
    newSeeds();
    session.say({ type: 'failed', code: 'own', message: 'no rows' });
    openOwnAgain(run.source.own);
    expect(session.opened().at(-1)).not.toHaveProperty('until');
  });
});

describe('rows of an own file', () => {
  it('are given to a session once, and again to one that takes its place: nobody is asked for the file', () => {
    const { run, rows } = onOwnRows('b');
    const { hash } = run.source.own;
    showRun({ did: 'ownFile' }, run);
    expect(session.given).toEqual([]);
    keepRows(hash, rows);
    showRun({ did: 'ownFile' }, run);
    newSeeds();
    expect(session.given).toEqual([hash]);
    const next = new FakeSession();
    connect(next, { run, timeline: [] }, { until: 77 });
    expect([next.given, next.opened()]).toMatchObject([[hash], [{ until: 77, course: { run } }]]);
  });

  it('are given again when undo comes back to a run on another file', () => {
    const [one, two] = [onOwnRows('c'), onOwnRows('d')];
    for (const { run, rows } of [one, two]) {
      keepRows(run.source.own.hash, rows);
      showRun({ did: 'ownFile' }, run);
    }
    undo();
    const [c, d] = [one, two].map(({ run }) => run.source.own.hash);
    expect(session.given).toEqual([c, d, c]);
  });

  it('are given once more after they have come with a saved run, which may have been overtaken before they were taken in', () => {
    const saved = onOwnRows('e');
    const { run, timeline } = saved;
    showRun({ did: 'ownFile' }, run);
    connect(session, { run, timeline }, { saved });
    expect(session.given).toEqual([]);
    newSeeds();
    newSeeds();
    expect(session.given).toEqual([run.source.own.hash]);
  });

  it('stay where the run is on them, however many files have come before', () => {
    const runs = ['5', '6', '7', '8'].map(onOwnRows);
    for (const { run, rows } of runs.slice(0, 3)) keepRows(run.source.own.hash, rows);
    showRun({ did: 'ownFile' }, runs[0].run);
    keepRows(runs[3].run.source.own.hash, runs[3].rows);
    expect(runs.map(({ run }) => rowsOf(run.source.own.hash) !== undefined)).toEqual([true, false, true, true]);
  });

  it('stay for the last three files', () => {
    for (const digit of ['1', '2', '3', '4']) keepRows(digit, encodedLog());
    expect(['1', '2', '3', '4'].map((digit) => rowsOf(digit) !== undefined)).toEqual([false, true, true, true]);
  });
});

describe('a run that failed', () => {
  it('goes on where it was, and goes on running, from what was kept of it', () => {
    play();
    session.train(120);
    const { course } = session;
    session.say({ type: 'failed', code: 'run', message: 'out of memory' });
    session.status('failed');
    expect(useWishes.getState()).toMatchObject({ playing: false, until: 0 });
    session.kinds();
    const saved = { ...savedRun(), ...course, step: 100 };
    goOnAgain(saved);
    expect(session.wishes).toMatchObject([
      { kind: 'open', course, until: 120, saved: { step: 100 } },
      { kind: 'play' },
    ]);
  });

  it('lets nobody wait for what its worker was asked before it was gone', async () => {
    session.save = () => new Promise(() => undefined);
    const file = saveRun();
    session.want = () => Promise.reject(new Error('it is gone'));
    play();
    await expect(file).rejects.toThrow('it is gone');
    expect(useLab.getState().failure).toMatchObject({ code: 'worker' });
  });

  it('goes on to where a link wanted it, if it had not come there', () => {
    connect(session, session.course, { until: 300 });
    session.start();
    session.train(40);
    session.say({ type: 'failed', code: 'run', message: 'out of memory' });
    session.status('failed');
    session.kinds();
    goOnAgain(undefined);
    expect(session.wishes).toMatchObject([{ kind: 'open', until: 300 }]);
  });
});

describe('a saved run', () => {
  it('that is refused changes nothing but says why', async () => {
    const before = useLab.getState().state;
    await loadRun(new ArrayBuffer(3));
    expect(useLab.getState().state).toBe(before);
    expect(useLab.getState().notices.map(({ key }) => key)).toEqual(['errors.file.foreign']);
    expect(session.kinds()).toEqual([]);
  });

  it('is opened with its settings and what was changed while it trained', async () => {
    const file = await encodeRun(savedRun());
    await loadRun(file);
    const [{ course, saved }] = session.opened();
    const { run, timeline } = savedRun();
    expect(course).toEqual({ run, timeline });
    expect(saved?.step).toBe(0);
    expect(control().seeds.data).toBe(5);
  });

  it('whose rows are the reader’s own, and neither in it nor here, asks for them and leaves the present run alone', async () => {
    const { rows: _, ...without } = onOwnRows();
    const file = await encodeRun(without);
    const before = useLab.getState().state;
    await loadRun(file);
    expect(useLab.getState().state).toBe(before);
    expect(useLab.getState().notices.map(({ key, values }) => [key, values])).toEqual([
      ['errors.file.noRows', { file: 'shop.csv' }],
    ]);
    expect(session.kinds()).toEqual([]);
    keepRows(without.run.source.own.hash, encodedLog(1000, 500));
    await loadRun(file);
    expect(session.opened()[0].saved?.step).toBe(0);
  });
});

function onOwnRows(digit = 'a') {
  const rows = encodedLog(1000, 500);
  const saved = savedRun();
  const own = { hash: digit.repeat(64), name: 'shop.csv', shape: rows.shape };
  const run = { ...saved.run, source: { ...saved.run.source, name: 'own' as const, own } };
  const length = stateLength(populationOf(run), parameterLayout(modelOf(run)).length);
  return { ...saved, run, state: new Float32Array(2 * length), rows };
}

function savedRun() {
  const run = { ...defaultRun(), seeds: { data: 5, init: 5, dropout: 5, batch: 5 } };
  const timeline = [{ step: 3, path: DROPOUT, value: 0.3 }];
  const length = stateLength(populationOf(run), parameterLayout(modelOf(run)).length);
  const state = new Float32Array(2 * length);
  return { run, timeline, step: 0, backend: 'cpu' as const, history: [], state };
}

describe('notices', () => {
  const keys = (): string[] => useLab.getState().notices.map(({ key }) => key);
  beforeEach(() => {
    for (const scope of ['run', 'link', 'file', 'study'] as const) notify('info', `notice.${scope}`, {}, scope);
  });

  it('go with what they speak of, and not before', async () => {
    setField(DROPOUT, 0.3);
    step(1);
    play();
    pause();
    expect(keys()).toEqual(['notice.run', 'notice.link', 'notice.file', 'notice.study']);
    reset();
    expect(keys()).toEqual(['notice.link', 'notice.file', 'notice.study']);
    await loadRun(new ArrayBuffer(8));
    expect(keys()).toEqual(['notice.link', 'notice.study', 'errors.file.foreign']);
    newSeeds();
    expect(keys()).toEqual(['notice.study']);
  });

  it('speak of the newest mending only, and survive the start over that it leads to', () => {
    useLab.setState({ notices: [] });
    setField('run.model.biasHandling', 'adversarial');
    setField('run.model.sharedUnits', 0);
    expect(keys()).toEqual(['notice.handlingChanged']);
    vi.advanceTimersByTime(1000);
    expect(keys()).toEqual(['notice.handlingChanged']);
    setField('run.model.biasHandling', 'adversarial');
    expect(keys()).toEqual(['notice.sharedLayerAdded']);
    setField('run.model.biasHandling', 'shallow-tower');
    expect(keys()).toEqual([]);
  });
});

describe('when a control acts', () => {
  it.each([
    ['now', { ended: false, paused: false, step: 30 }, 'now'],
    ['now', { ended: false, paused: true, step: 0 }, 'now'],
    ['now', { ended: false, paused: true, step: 30 }, 'goesOn'],
    ['now', { ended: true, paused: false, step: 600 }, 'ended'],
    ['reset', { ended: true, paused: true, step: 600 }, 'reset'],
    ['view', { ended: true, paused: true, step: 600 }, 'view'],
  ] as const)('%s, %j: %s', (applies, run, when) => {
    expect(appliesWhen({ applies }, run)).toBe(when);
  });
});

it('another chapter is told to the session at once, where its pictures need something else of a frame', () => {
  const looks = () => session.wishes.splice(0).map((wish) => (wish.kind === 'look' ? wish.details : wish.kind));
  setField('view.chapter', 'gates');
  expect(looks()).toEqual([['parameters']]);
  setField('view.chapter', 'about');
  setField('view.chapter', 'glossary');
  expect(looks()).toEqual([[]]);
  setField('view.chapter', 'train');
  setField('view.arm', 1);
  expect(looks()).toEqual([['predictions', 'parameters']]);
});
