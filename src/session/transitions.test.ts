import { describe, expect, it } from 'vitest';
import { defaultRun } from '../run/runSpec.ts';
import {
  changesDue,
  decide,
  goalOf,
  initialMachine,
  isSteady,
  next,
  statusOf,
  type Fact,
  type Machine,
} from './machine.ts';
import type { Opening, Wish } from './protocol.ts';

// Every wish and every fact by itself, field by field: what of the state it changes, and that it changes nothing else.

const wanted: Opening = { kind: 'open', course: { run: defaultRun(), timeline: [] } };
const changed = (number: number) => ({ number, path: 'run.training.gateDropout', value: 0.2 });
/** A run in the middle of things. */
const busy: Machine = {
  wish: 7,
  opening: { number: 1, wanted },
  reset: 4,
  playing: true,
  goal: 30,
  ahead: 3,
  rush: 15,
  speed: 10,
  hidden: false,
  looked: ['parameters'],
  changes: [changed(5), changed(6)],
  engine: null,
  comparing: false,
  errands: 2,
  disposed: false,
  opened: 1,
  resetDone: 4,
  phase: 'ready',
  step: 20,
  steps: 100,
  measured: 18,
  shown: ['parameters', 'predictions'],
  settling: true,
};
const idle: Machine = {
  ...busy,
  playing: false,
  goal: null,
  ahead: 0,
  rush: 0,
  changes: [],
  errands: 0,
  measured: 20,
  settling: false,
};
const still = { playing: false, goal: null, ahead: 0, rush: 0 };

const wish = (m: Machine, what: Wish, number = 8): Machine => next(m, { wish: what, number });
const fact = (m: Machine, what: Fact): Machine => next(m, what);

it('begins with nothing', () => {
  expect(initialMachine).toEqual({
    wish: 0,
    opening: null,
    reset: 0,
    playing: false,
    goal: null,
    ahead: 0,
    rush: 0,
    speed: 30,
    hidden: false,
    looked: ['predictions', 'parameters'],
    changes: [],
    engine: null,
    comparing: false,
    errands: 0,
    disposed: false,
    opened: 0,
    resetDone: 0,
    phase: 'none',
    step: 0,
    steps: 0,
    measured: -1,
    shown: ['predictions', 'parameters'],
    settling: false,
  });
});

describe('a wish', () => {
  it('for another run forgets all that was wanted of the one before', () => {
    const until = { ...wanted, until: 40 };
    const rest = { wish: 8, ...still, changes: [], settling: false };
    expect(wish(busy, wanted)).toEqual({ ...busy, ...rest, opening: { number: 8, wanted } });
    expect(wish({ ...busy, reset: 6 }, until)).toEqual({
      ...busy,
      ...rest,
      opening: { number: 8, wanted: until },
      rush: 40,
    });
  });

  it('to play, to pause, to start over', () => {
    expect(wish(busy, { kind: 'play' })).toEqual({ ...busy, wish: 8, goal: null, ahead: 0, settling: false });
    expect(wish(busy, { kind: 'pause' })).toEqual({ ...busy, ...still, wish: 8 });
    expect(wish({ ...busy, settling: false }, { kind: 'pause' }).settling).toBe(true); // it was running
    expect(wish({ ...idle, settling: true }, { kind: 'pause' }).settling).toBe(true);
    expect(wish(idle, { kind: 'pause' }).settling).toBe(false);
    expect(wish(busy, { kind: 'reset' })).toEqual({ ...busy, ...still, wish: 8, reset: 8, settling: false });
  });

  it('to play a run that has ended does nothing; while another one or its beginning is on its way it counts', () => {
    const play: Wish = { kind: 'play' };
    const end = { ...idle, step: 100, measured: 100 };
    expect(wish(end, play)).toEqual({ ...end, wish: 8 });
    expect(wish({ ...end, step: 99 }, play).playing).toBe(true);
    expect(wish({ ...end, reset: 5 }, play).playing).toBe(true);
    expect(wish({ ...end, opening: { number: 2, wanted } }, play).playing).toBe(true);
    for (const phase of ['failed', 'diverged'] as const) expect(wish({ ...idle, phase }, play).playing).toBe(false);
    expect(wish({ ...initialMachine }, play).playing).toBe(true);
  });

  it('to take steps: from where it goes to, or ahead of a run that is not there', () => {
    const step: Wish = { kind: 'step', n: 5 };
    expect(wish(idle, step)).toEqual({ ...idle, wish: 8, goal: 25 });
    expect(wish({ ...idle, settling: true }, step).settling).toBe(false); // else a step would be told as training
    expect(wish({ ...idle, settling: true, measured: 18 }, step).settling).toBe(true);
    expect(wish({ ...idle, goal: 22 }, step).goal).toBe(27);
    expect(wish({ ...idle, goal: 12 }, step).goal).toBe(25);
    expect(wish({ ...idle, step: 97, measured: 97 }, step).goal).toBe(100);
    expect(wish({ ...idle, opened: 0, ahead: 2 }, step)).toEqual({ ...idle, opened: 0, wish: 8, ahead: 7 });
    expect(wish({ ...idle, reset: 6 }, step)).toMatchObject({ goal: null, ahead: 5 });
    // Not while it plays, rushes to a step, or has ended.
    expect(wish(busy, step)).toEqual({ ...busy, wish: 8 });
    expect(wish({ ...idle, rush: 21 }, step)).toEqual({ ...idle, rush: 21, wish: 8 });
    expect(wish({ ...idle, rush: 20 }, step).goal).toBe(25);
    expect(wish({ ...idle, opened: 0, rush: 40 }, step).ahead).toBe(5);
    expect(wish({ ...idle, step: 100, measured: 100 }, step).goal).toBeNull();
  });

  it('for a speed, for a change, to be hidden', () => {
    expect(wish(busy, { kind: 'speed', stepsPerSecond: 100 })).toEqual({ ...busy, wish: 8, speed: 100 });
    const { path, value } = changed(0);
    expect(wish(busy, { kind: 'change', path, value })).toEqual({
      ...busy,
      wish: 8,
      changes: [changed(5), changed(6), changed(8)],
    });
    expect(wish({ ...idle, step: 100 }, { kind: 'change', path, value }).changes).toEqual([]);
    const hide = (hidden: boolean, keepTraining: boolean) => wish(busy, { kind: 'hidden', hidden, keepTraining });
    expect(hide(true, false)).toEqual({ ...busy, wish: 8, hidden: true });
    expect([hide(true, true), hide(false, false), hide(false, true)].map(({ hidden }) => hidden)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('for another engine: the run goes on with it, or opens with it; a run that is none, or failed, hears nothing', () => {
    const other: Wish = { kind: 'switch', backend: 'wasm' };
    const engine = { number: 8, backend: 'wasm' };
    expect(wish({ ...busy, comparing: true }, other)).toEqual({ ...busy, wish: 8, engine });
    expect(wish({ ...busy, engine: { number: 3, backend: 'cpu' } }, other).engine).toEqual(engine);
    const ahead = { ...busy, opening: { number: 2, wanted: { ...wanted, until: 40 } } };
    expect(wish(ahead, other)).toEqual({
      ...ahead,
      wish: 8,
      opening: { number: 2, wanted: { ...wanted, until: 40, backend: 'wasm' } },
    });
    expect(wish({ ...busy, phase: 'failed' }, other)).toEqual({ ...busy, wish: 8, phase: 'failed' });
    expect(wish(initialMachine, other)).toEqual({ ...initialMachine, wish: 8 });
    // Another run is another question.
    expect(wish({ ...busy, engine: { number: 8, backend: 'wasm' }, comparing: true }, wanted)).toMatchObject({
      engine: null,
      comparing: false,
    });
  });

  it('of a session that is closed is not heard', () => {
    const closed = { ...busy, disposed: true };
    expect(wish(closed, { kind: 'play' })).toBe(closed);
  });
});

describe('a fact', () => {
  it('a run is there: at its step, going where it rushes to, and the steps asked for before on top', () => {
    const opened: Fact = { fact: 'opened', number: 3, step: 12, steps: 60 };
    const there = { opened: 3, phase: 'ready', step: 12, steps: 60, measured: -1, ahead: 0 };
    expect(fact({ ...busy, phase: 'none' }, opened)).toEqual({ ...busy, ...there, goal: 18 });
    expect(fact({ ...busy, rush: 5, ahead: 0 }, opened).goal).toBe(12);
    expect(fact({ ...busy, resetDone: 2 }, { fact: 'reset', number: 4 })).toEqual({
      ...busy,
      step: 0,
      measured: -1,
      ahead: 0,
      goal: 18,
    });
  });

  it('a run could not be made, diverged, was closed', () => {
    expect(fact({ ...busy, reset: 6 }, { fact: 'failed', number: 5 })).toEqual({
      ...busy,
      ...still,
      reset: 6,
      resetDone: 6,
      opened: 5,
      phase: 'failed',
      changes: [],
      settling: false,
    });
    expect(fact(busy, { fact: 'diverged' })).toEqual({
      ...busy,
      ...still,
      phase: 'diverged',
      changes: [],
      settling: false,
    });
    expect(fact(busy, { fact: 'disposed' })).toEqual({ ...busy, ...still, disposed: true });
  });

  it('another engine has taken over, which may not be the one wished for last; it is time to compare', () => {
    const engine = { number: 7, backend: 'wasm' } as const;
    expect(fact({ ...busy, engine }, { fact: 'switched', number: 7 })).toEqual(busy);
    expect(fact({ ...busy, engine }, { fact: 'switched', number: 6 }).engine).toEqual(engine);
    expect(fact(busy, { fact: 'comparing', due: true })).toEqual({ ...busy, comparing: true });
    expect(fact({ ...busy, comparing: true }, { fact: 'comparing', due: false })).toEqual(busy);
  });

  it('it trained, took changes up, was measured, was asked', () => {
    expect(fact(busy, { fact: 'trained', step: 23 })).toEqual({ ...busy, step: 23 });
    expect(fact(busy, { fact: 'changed', upTo: 5 }).changes).toEqual([changed(6)]);
    expect(fact(busy, { fact: 'errands', waiting: 0 })).toEqual({ ...busy, errands: 0 });
    const shown = ['parameters'] as const;
    expect(fact(busy, { fact: 'measured', step: 19, details: shown })).toEqual({ ...busy, measured: 19, shown });
    const all = ['predictions', 'parameters'];
    expect(fact(busy, { fact: 'measured', step: 20 })).toEqual({ ...busy, measured: 20, shown: all, settling: false });
    const end = { ...busy, step: 100 };
    expect(fact(end, { fact: 'measured', step: 99 }).playing).toBe(true);
    expect(fact(end, { fact: 'measured', step: 100 })).toEqual({
      ...end,
      measured: 100,
      shown: all,
      settling: false,
      playing: false,
    });
  });
});

describe('what comes next', () => {
  it('is the first of what is due', () => {
    const both = { engine: { number: 7, backend: 'wasm' }, comparing: true } as const;
    const order: [Partial<Machine>, string][] = [
      [{ disposed: true }, 'close'],
      [{ opening: { number: 9, wanted } }, 'open'],
      [{}, 'change'],
      [{ changes: [], reset: 6 }, 'reset'],
      [{ changes: [] }, 'answer'],
      [{ changes: [], errands: 0, measured: -1, ...both }, 'measure'],
      [{ changes: [], errands: 0, ...both }, 'switch'],
      [{ changes: [], errands: 0, comparing: true }, 'compare'],
      [{ changes: [], errands: 0 }, 'train'],
      [{ changes: [], errands: 0, hidden: true }, 'measure'],
      [{ changes: [], errands: 0, hidden: true, measured: 20 }, 'rest'],
    ];
    for (const [state, action] of order) expect([state, decide({ ...busy, ...state })]).toEqual([state, action]);
    // All that is due at once: the one after the other.
    const all = { ...busy, opening: { number: 9, wanted }, reset: 6, disposed: true };
    expect(decide(all)).toBe('close');
    expect(decide({ ...all, disposed: false })).toBe('open');
    expect(decide({ ...all, disposed: false, opened: 9 })).toBe('change');
    expect(decide({ ...all, disposed: false, opened: 9, changes: [] })).toBe('reset');
  });

  it('of a run that failed or is none: an answer, or rest; of one that diverged a reset too', () => {
    for (const phase of ['none', 'failed'] as const) {
      expect(decide({ ...busy, phase, reset: 6 })).toBe('answer');
      expect(decide({ ...busy, phase, errands: 1 })).toBe('answer');
      expect(decide({ ...busy, phase, errands: 0 })).toBe('rest');
    }
    const diverged: Machine = { ...busy, phase: 'diverged' };
    expect(decide({ ...diverged, reset: 6 })).toBe('reset');
    expect(decide(diverged)).toBe('answer');
    expect(decide({ ...diverged, errands: 0 })).toBe('rest');
  });

  it('goes to the end where it plays, else to its goal, and no further than the end', () => {
    expect(goalOf(busy)).toBe(100);
    expect(goalOf({ ...busy, playing: false })).toBe(30);
    expect(goalOf({ ...busy, playing: false, goal: null })).toBe(20);
    expect(goalOf({ ...busy, playing: false, goal: 130 })).toBe(100);
    expect(decide({ ...idle, goal: 21 })).toBe('train');
    expect(decide({ ...idle, goal: 20 })).toBe('rest');
    expect(decide({ ...idle, goal: 21, hidden: true })).toBe('train');
  });

  it('is steady where there is nothing to do but to go on', () => {
    expect([idle, { ...idle, playing: true }, { ...idle, goal: 25 }, busy].map(isSteady)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isSteady({ ...idle, engine: { number: 7, backend: 'wasm' } })).toBe(false);
    expect(isSteady({ ...idle, comparing: true })).toBe(true);
  });

  it('takes up before a reset what was wished for before it', () => {
    expect(changesDue(busy)).toEqual([changed(5), changed(6)]);
    expect(changesDue({ ...busy, reset: 6 })).toEqual([changed(5)]);
  });
});

it('says how the run is', () => {
  const told: [Partial<Machine>, string][] = [
    [{}, 'paused'],
    [{ opening: null }, 'opening'],
    [{ opened: 0 }, 'opening'],
    [{ measured: -1 }, 'opening'],
    [{ phase: 'failed' }, 'failed'],
    [{ phase: 'diverged', measured: -1 }, 'diverged'],
    [{ playing: true }, 'running'],
    [{ rush: 21 }, 'running'],
    [{ rush: 20 }, 'paused'],
    [{ settling: true }, 'paused'],
    [{ settling: true, measured: 18 }, 'running'],
    [{ measured: 18 }, 'paused'],
    [{ step: 100, measured: 100 }, 'finished'],
    [{ step: 100, measured: 100, playing: true }, 'finished'],
    [{ step: 100, measured: 99, playing: true }, 'running'],
    [{ step: 99, measured: 99 }, 'paused'],
  ];
  for (const [state, status] of told) expect([state, statusOf({ ...idle, ...state })]).toEqual([state, status]);
});
