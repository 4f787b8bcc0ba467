import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detail } from '../engine/types.ts';
import { defaultRun } from '../run/runSpec.ts';
import { changesDue, decide, goalOf, initialMachine, isSteady, next, statusOf, type Machine } from './machine.ts';
import type { Wish } from './protocol.ts';

const opening: Wish = { kind: 'open', course: { run: defaultRun(), timeline: [] } };
const change: Wish = { kind: 'change', path: 'run.training.gateDropout', value: 0.2 };

/** A machine that heard these wishes in a row, numbered from `from`. */
const hear = (m: Machine, wishes: Wish[], from = m.wish + 1): Machine =>
  wishes.reduce((state, wish, i) => next(state, { wish, number: from + i }), m);

/** A run of 100 steps, open and measured at `step`. */
const standing = (step = 0): Machine => {
  const opened = next(hear(initialMachine, [opening]), { fact: 'opened', number: 1, step, steps: 100 });
  return next(opened, { fact: 'measured', step });
};

describe('what is decided', () => {
  it('nothing, before anything is wanted', () => {
    expect(decide(initialMachine)).toBe('rest');
    expect(statusOf(initialMachine)).toBe('opening');
  });

  it('an opening goes before everything else, and the newest one counts', () => {
    const m = hear(standing(), [{ kind: 'play' }, { kind: 'reset' }, opening, opening]);
    expect(decide(m)).toBe('open');
    // The older of two has come: it is not what is wanted.
    expect(decide(next(m, { fact: 'opened', number: 4, step: 0, steps: 100 }))).toBe('open');
    const there = next(m, { fact: 'opened', number: 5, step: 0, steps: 100 });
    expect(decide(there)).toBe('measure');
    expect(there.playing).toBe(false);
  });

  it('play, then another run: the other one stays paused; another run, then play: it plays', () => {
    expect(
      statusOf(
        next(next(hear(standing(), [{ kind: 'play' }, opening]), { fact: 'opened', number: 3, step: 0, steps: 100 }), {
          fact: 'measured',
          step: 0,
        }),
      ),
    ).toBe('paused');
    const m = next(
      next(hear(standing(), [opening, { kind: 'play' }]), { fact: 'opened', number: 2, step: 0, steps: 100 }),
      { fact: 'measured', step: 0 },
    );
    expect([statusOf(m), decide(m)]).toEqual(['running', 'train']);
  });

  it('a measurement without what the page looks at is followed by one with it, whatever else is wanted', () => {
    const look = (m: Machine, details: Detail[]) => next(m, { wish: { kind: 'look', details }, number: m.wish + 1 });
    const paused = next(look(standing(7), []), { fact: 'measured', step: 7, details: [] });
    expect(decide(paused)).toBe('rest');
    expect(decide(look(paused, ['parameters']))).toBe('measure');
    const playing = next(paused, { wish: { kind: 'play' }, number: paused.wish + 1 });
    expect(decide(playing)).toBe('train');
    expect(decide(look(playing, ['predictions']))).toBe('measure');
    expect(statusOf(look(playing, ['predictions']))).toBe('running');
    expect(statusOf(look(paused, ['predictions']))).toBe('paused');
  });

  it('a pause is over when its last step is measured', () => {
    let m = next(hear(standing(), [{ kind: 'play' }]), { fact: 'trained', step: 7 });
    m = hear(m, [{ kind: 'pause' }]);
    expect([decide(m), statusOf(m), isSteady(m)]).toEqual(['measure', 'running', false]);
    m = next(m, { fact: 'measured', step: 7 });
    expect([decide(m), statusOf(m), isSteady(m)]).toEqual(['rest', 'paused', true]);
  });

  it('a run that plays to its end is finished when that is measured, and play does nothing more', () => {
    let m = next(hear(standing(), [{ kind: 'play' }]), { fact: 'trained', step: 100 });
    expect([decide(m), statusOf(m)]).toEqual(['measure', 'running']);
    m = next(m, { fact: 'measured', step: 100 });
    expect([decide(m), statusOf(m)]).toEqual(['rest', 'finished']);
    m = hear(m, [{ kind: 'play' }, { kind: 'step', n: 5 }, change]);
    expect([decide(m), statusOf(m), m.changes.length]).toEqual(['rest', 'finished', 0]);
    m = hear(m, [{ kind: 'reset' }, { kind: 'play' }]);
    expect([decide(m), m.playing]).toEqual(['reset', true]);
  });

  it('hidden, playing waits but taking steps does not', () => {
    const hidden: Wish = { kind: 'hidden', hidden: true, keepTraining: false };
    expect(decide(hear(standing(), [{ kind: 'play' }, hidden]))).toBe('rest');
    expect(decide(hear(standing(), [{ kind: 'step', n: 2 }, hidden]))).toBe('train');
    expect(decide(hear(standing(), [{ kind: 'play' }, { ...hidden, keepTraining: true }]))).toBe('train');
  });

  it('steps add up, and a pause forgets those not taken yet', () => {
    const m = hear(standing(10), [
      { kind: 'step', n: 2 },
      { kind: 'step', n: 3 },
    ]);
    expect(goalOf(m)).toBe(15);
    expect(goalOf(hear(m, [{ kind: 'pause' }]))).toBe(10);
    expect(goalOf(hear(standing(99), [{ kind: 'step', n: 10 }]))).toBe(100);
  });

  it('a step asked for while the run is made, or after that before its first measurement, is taken', () => {
    const step: Wish = { kind: 'step', n: 1 };
    const early = next(hear(initialMachine, [opening, step]), { fact: 'opened', number: 1, step: 0, steps: 100 });
    const late = hear(next(hear(initialMachine, [opening]), { fact: 'opened', number: 1, step: 0, steps: 100 }), [
      step,
    ]);
    for (const m of [early, late]) {
      expect(goalOf(m)).toBe(1);
      expect(decide(next(m, { fact: 'measured', step: 0 }))).toBe('train');
    }
  });

  it('while a reset waits, only what was changed before it is due', () => {
    const m = hear(standing(10), [change, { kind: 'reset' }, change]);
    expect(decide(m)).toBe('change');
    expect(changesDue(m).map(({ number }) => number)).toEqual([2]);
    const reset = next(next(m, { fact: 'changed', upTo: 2 }), { fact: 'reset', number: 3 });
    expect([decide(reset), changesDue(reset).map(({ number }) => number)]).toEqual(['change', [4]]);
  });

  it('after a failure nothing, until another run is wanted', () => {
    const failed = next(hear(initialMachine, [opening, { kind: 'play' }]), { fact: 'failed', number: 1 });
    expect([decide(failed), statusOf(failed)]).toEqual(['rest', 'failed']);
    const again = hear(failed, [{ kind: 'play' }, { kind: 'reset' }, { kind: 'step', n: 3 }]);
    expect([decide(again), isSteady(again)]).toEqual(['rest', true]);
    expect(decide(hear(again, [opening]))).toBe('open');
  });

  it('a diverged run rests until a reset', () => {
    const m = next(hear(standing(20), [{ kind: 'play' }]), { fact: 'diverged' });
    expect([decide(m), statusOf(m)]).toEqual(['rest', 'diverged']);
    expect(decide(hear(m, [{ kind: 'play' }, { kind: 'step', n: 1 }, change]))).toBe('rest');
    expect(decide(hear(m, [{ kind: 'reset' }]))).toBe('reset');
  });

  it('to a step asked for with the opening: there, at full speed, then paused', () => {
    let m = next(hear(initialMachine, [{ ...opening, until: 40 }]), { fact: 'opened', number: 1, step: 0, steps: 100 });
    m = next(m, { fact: 'measured', step: 0 });
    expect([decide(m), statusOf(m), goalOf(m)]).toEqual(['train', 'running', 40]);
    m = next(m, { fact: 'trained', step: 40 });
    expect([decide(m), statusOf(m)]).toEqual(['measure', 'running']);
    m = next(m, { fact: 'measured', step: 40 });
    expect([decide(m), statusOf(m)]).toEqual(['rest', 'paused']);
  });
});

const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant<Wish>(opening),
  fc.constant<Wish>({ ...opening, until: 30 }),
  fc.constant<Wish>({ kind: 'play' }),
  fc.constant<Wish>({ kind: 'pause' }),
  fc.constant<Wish>({ kind: 'reset' }),
  fc.constant<Wish>({ kind: 'switch', backend: 'wasm' }),
  fc.constant<Wish>(change),
  fc.integer({ min: 1, max: 40 }).map((n): Wish => ({ kind: 'step', n })),
  fc.boolean().map((hidden): Wish => ({ kind: 'hidden', hidden, keepTraining: false })),
);

/** Does what is decided, as an engine without surprises would. */
function perform(m: Machine): Machine {
  switch (decide(m)) {
    case 'open':
      return next(m, { fact: 'opened', number: m.opening!.number, step: 0, steps: 100 });
    case 'reset':
      return next(m, { fact: 'reset', number: m.reset });
    case 'change':
      return next(m, { fact: 'changed', upTo: changesDue(m).at(-1)!.number });
    case 'train':
      return next(m, { fact: 'trained', step: Math.min(goalOf(m), m.step + 7) });
    case 'measure':
      return next(m, { fact: 'measured', step: m.step });
    case 'switch':
      return next(m, { fact: 'switched', number: m.engine!.number });
    case 'compare':
      return next(m, { fact: 'comparing', due: false });
    default:
      return m;
  }
}

it('whatever is wished for, in whatever order: it comes to rest, and says what it does', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyWish, fc.nat(4)), { maxLength: 40 }), (wishes) => {
      let m = initialMachine;
      for (const [wish, turns] of wishes) {
        m = next(hear(m, [wish]), { fact: 'comparing', due: true });
        for (let i = 0; i < turns; i++) m = perform(m);
        if (decide(m) === 'train' && m.playing) expect(statusOf(m)).toBe('running');
      }
      m = hear(m, [{ kind: 'hidden', hidden: false, keepTraining: false }]);
      for (let i = 0; i < 60 && decide(m) !== 'rest'; i++) m = perform(m);
      expect(decide(m)).toBe('rest');
      if (!m.opening) return;
      expect(m.measured).toBe(m.step);
      expect(statusOf(m)).toBe(m.step >= m.steps ? 'finished' : 'paused');
    }),
    { numRuns: 500 },
  );
});
