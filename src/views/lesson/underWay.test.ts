import { describe, expect, it, vi } from 'vitest';
import { stepOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import { endsAt, goingOn, isUnderWay, standingOf } from './underWay.ts';

// The worker of studies listens to the window.
vi.mock('../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined, useStudies: () => null }));

const named = (id: string) => stepOf(id)!;

describe('what a step waits for', () => {
  it('is a study of its own card, whatever the run on screen does', () => {
    expect(isUnderWay(named('conflict'), 'compare', false)).toBe(true);
    expect(isUnderWay(named('conflict'), 'race', true)).toBe(false);
    expect(isUnderWay(named('conflict'), null, true)).toBe(false);
  });

  it('is a study for every step that asks and has no run of its own', () => {
    const asking = STEPS.filter(({ question, run }) => question && !run);
    expect(asking.length).toBeGreaterThan(3);
    for (const step of asking) expect([step.id, isUnderWay(step, null, true)]).toEqual([step.id, false]);
  });

  it('is the run on screen else', () => {
    expect(isUnderWay(named('gates'), null, true)).toBe(true);
    expect(isUnderWay(named('gates'), 'compare', false)).toBe(false);
  });

  it('is ended by the first step after it that opens another run; a study by none', () => {
    const ends = (id: string): string | null => {
      const at = endsAt(named(id), STEPS);
      return at === null ? null : STEPS[at].id;
    };
    // The step between looks at the same run, or has none of its own.
    expect(['gates', 'bias'].map(ends)).toEqual(['polarization', 'serving']);
    // Its next step trains model B with dropout.
    expect(ends('polarization')).toBe('dropout');
    expect(['conflict', 'chance', 'live'].map(ends)).toEqual([null, null, null]);
  });
});

describe('what is said of going on', () => {
  it.each([
    // The numbers are those of the steps' titles: step 6 is “When a gate polarizes”.
    ['gates', { key: 'goesOnTo', to: 5, ends: 6 }],
    ['polarization', { key: 'stops', to: 6, ends: 7 }],
    ['dropout', { key: 'goesOnTo', to: 8, ends: 9 }],
    ['bias', { key: 'goesOnTo', to: 11, ends: 12 }],
    ['conflict', { key: 'goesOn' }],
    ['loop', { key: 'goesOn' }],
  ])('in %s', (id, said) => {
    expect(goingOn(named(id), STEPS)).toMatchObject(said);
  });
});

describe('how a step stands', () => {
  const given = { answer: { kind: 'choice', choice: 'mmoe' }, lockedAt: 1 } as const;
  const came = { ...given, outcome: { came: given.answer, right: true, said: [] } };

  it.each([
    ['nothing is asked', named('experts'), undefined, false, 'done'],
    ['the question is open', named('conflict'), undefined, false, 'asks'],
    ['nothing has come out', named('conflict'), given, false, 'waits'],
    ['it has come out', named('conflict'), came, false, 'done'],
    ['a class has not been shown it', named('conflict'), came, true, 'waits'],
  ] as const)('%s', (_, step, one, held, standing) => {
    expect(standingOf(step, one, held)).toBe(standing);
  });
});
