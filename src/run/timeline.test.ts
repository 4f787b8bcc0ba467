import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRun } from './runSpec.ts';
import {
  actedBy,
  LIVE_FIELDS,
  nextChange,
  runWith,
  settingsAt,
  valueIn,
  valuesOf,
  withChange,
  withChanges,
  type Course,
} from './timeline.ts';

const GATE = 'run.training.gateDropout';
const RATE = 'run.training.learningRate';
const run = defaultRun(); // gate dropout 0.1, learning rate 0.7
const gate = (step: number, value: number) => ({ step, path: GATE, value });
const rate = (step: number, value: number) => ({ step, path: RATE, value });
const course: Course = { run, timeline: [gate(100, 0.3), rate(100, 0.2), gate(250, 0.5)] };

describe('a run and what was changed in it', () => {
  it('is trained with the changes made up to a step, that step included', () => {
    const at = (step: number) => {
      const { gateDropout, learningRate } = settingsAt(course, step).training;
      return [gateDropout, learningRate];
    };
    expect([0, 99, 100, 249, 250, 900].map(at)).toEqual([
      [0.1, 0.7],
      [0.1, 0.7],
      [0.3, 0.2],
      [0.3, 0.2],
      [0.5, 0.2],
      [0.5, 0.2],
    ]);
    expect(settingsAt({ run, timeline: [] }, 5)).toBe(run);
    expect(valueIn(run, GATE)).toBe(0.1);
    expect(runWith(run, GATE, 0.4)).toEqual({ ...run, training: { ...run.training, gateDropout: 0.4 } });
  });

  it('has not yet acted on a model that stands at the change', () => {
    expect([99, 100, 101, 250, 251].map((step) => actedBy(course.timeline, step).length)).toEqual([0, 0, 2, 2, 3]);
  });

  it('knows the step of the next change', () => {
    expect([0, 99, 100, 249, 250].map((step) => nextChange(course.timeline, step))).toEqual([
      100,
      100,
      250,
      250,
      Infinity,
    ]);
    expect(nextChange([], 0)).toBe(Infinity);
  });

  it('knows what values a field had, and from when', () => {
    const all = [
      { from: 0, value: 0.1 },
      { from: 100, value: 0.3 },
      { from: 250, value: 0.5 },
    ];
    expect(valuesOf(course, GATE)).toEqual(all);
    expect(valuesOf(course, GATE, 250)).toEqual(all.slice(0, 2));
    expect(valuesOf(course, RATE, 101)).toEqual([
      { from: 0, value: 0.7 },
      { from: 100, value: 0.2 },
    ]);
    expect(valuesOf(course, RATE, 100)).toHaveLength(1);
    // The same value again is no change.
    expect(valuesOf({ run, timeline: [gate(5, 0.1), gate(9, 0.2), gate(20, 0.2)] }, GATE)).toEqual([
      { from: 0, value: 0.1 },
      { from: 9, value: 0.2 },
    ]);
  });

  it('takes a change up at its step: later ones of the same field go, all others stay', () => {
    expect(withChange(course, 150, GATE, 0.2).timeline).toEqual([gate(100, 0.3), rate(100, 0.2), gate(150, 0.2)]);
    expect(withChange(course, 100, GATE, 0.2).timeline).toEqual([rate(100, 0.2), gate(100, 0.2)]);
    expect(withChange(course, 50, RATE, 0.4).timeline).toEqual([rate(50, 0.4), gate(100, 0.3), gate(250, 0.5)]);
    expect(withChange(course, 150, GATE, 0.2).run).toBe(run);
  });

  it('takes a change up that changes nothing by dropping what was to come', () => {
    expect(withChange(course, 150, GATE, 0.3)).toEqual({ run, timeline: [gate(100, 0.3), rate(100, 0.2)] });
    expect(withChange(course, 100, GATE, 0.1)).toEqual({ run, timeline: [rate(100, 0.2)] });
  });

  it('begins with what is changed before its first step', () => {
    const changed = withChange(course, 0, GATE, 0.2);
    expect(changed).toEqual({ run: runWith(run, GATE, 0.2), timeline: [rate(100, 0.2)] });
    expect(withChange(course, 1, GATE, 0.2)).toEqual({ run, timeline: [gate(1, 0.2), rate(100, 0.2)] });
  });

  it('refuses what does not apply at once', () => {
    expect(() => withChange(course, 5, 'run.model.experts', 3)).toThrow('run.model.experts does not apply at once');
    expect(LIVE_FIELDS.map(({ key }) => key)).toEqual(['gd', 'pd', 'lr', 'l2', 'tr', 'gr', 'aw', 'tw']);
  });

  it('takes up many changes as it takes up each of them after the other', () => {
    const change = fc.record({
      step: fc.integer({ min: 1, max: 12 }),
      path: fc.constantFrom(GATE, RATE),
      value: fc.constantFrom(0.1, 0.2, 0.7),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const each = changes.reduce((now: Course, { step, path, value }) => withChange(now, step, path, value), {
          run,
          timeline: [],
        });
        expect(withChanges({ run, timeline: [] }, changes)).toEqual(each);
      }),
      { numRuns: 2000 },
    );
  });
});
