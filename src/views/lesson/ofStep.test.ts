import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../run/runSpec.ts';
import { runWith } from '../../run/timeline.ts';
import { answers, isRunOf, veilOf } from './ofStep.ts';

describe('the pictures that show an answer', () => {
  const outcome = { came: { kind: 'number', value: 1 }, right: true, said: [] } as const;

  it('are covered until it has been predicted, and before a class until it is revealed', () => {
    expect(veilOf({}, undefined, false)).toBe('veiled');
    expect(veilOf({}, {}, false)).toBeNull();
    expect(veilOf({}, { outcome }, true)).toBe('veiledStill');
  });
  it('are covered until it has come out, where what was stored would stand there first', () => {
    expect(veilOf({ veiledToEnd: true }, undefined, false)).toBe('veiled');
    expect(veilOf({ veiledToEnd: true }, {}, false)).toBe('veiledStill');
    expect(veilOf({ veiledToEnd: true }, { outcome }, false)).toBeNull();
  });
});

describe('the run of a step', () => {
  const step = { run: defaultRun, controls: ['run.training.gateDropout'] };
  const course = (run = defaultRun()) => ({ run, timeline: [] });

  it('is the one that it names, whatever is set of what it lets its reader change', () => {
    expect(isRunOf(step, course())).toBe(true);
    const dropped = runWith(defaultRun(), 'run.training.gateDropout', 0.5);
    expect(isRunOf(step, course(dropped))).toBe(true);
    expect(isRunOf({ ...step, controls: [] }, course(dropped))).toBe(false);
    expect(isRunOf(step, course(runWith(defaultRun(), 'run.model.experts', 4)))).toBe(false);
  });
  it('may have been changed while it trained only where the step lets it be', () => {
    const change = { step: 100, path: 'run.training.gateDropout', value: 0.3 };
    expect(isRunOf(step, { run: defaultRun(), timeline: [change] })).toBe(true);
    const other = { step: 100, path: 'run.training.learningRate', value: 0.3 };
    expect(isRunOf(step, { run: defaultRun(), timeline: [other] })).toBe(false);
  });
  it('is any where the step names none', () => {
    expect(isRunOf({ controls: [] }, course(runWith(defaultRun(), 'run.model.experts', 4)))).toBe(true);
  });
});

describe('what is kept of an older lesson', () => {
  it('answers a question of its own kind alone', () => {
    const choice = { kind: 'choice', choices: ['a', 'b'] } as const;
    expect(answers(choice, { kind: 'choice', choice: 'b' })).toBe(true);
    expect(answers(choice, { kind: 'choice', choice: 'c' })).toBe(false);
    expect(answers(choice, { kind: 'number', value: 1 })).toBe(false);
    const curve = { kind: 'curve', points: 3, from: -2, to: 0, unit: 'logits' } as const;
    expect(answers(curve, { kind: 'curve', values: [0, 0, 0] })).toBe(true);
    expect(answers(curve, { kind: 'curve', values: [0, 0] })).toBe(false);
  });
});
