import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CompareSpec } from '../../../experiments/compare/spec.ts';
import type { LiveStudySpec } from '../../../experiments/live/live.ts';
import type { LoopSpec } from '../../../experiments/loop/spec.ts';
import type { TreatmentsSpec } from '../../../experiments/position-bias/treatments.ts';
import type { RunsSpec } from '../../../commands/studies.ts';
import { about, MMOE, SHARED } from '../../compare/testing.ts';
import { shownWith } from '../../live/testing.ts';
import { handLoop } from '../../loop/testing.ts';
import type { Hearing } from '../../studyClient.ts';
import type { Answer, LessonStep, Outcome } from '../types.ts';
import { baselines } from './baselines.ts';
import { chance } from './chance.ts';
import { conflict } from './conflict.ts';
import { live } from './live.ts';
import { loop } from './loop.ts';

/** A study that a step began, and what its card hears. */
interface Begun {
  owner: string;
  name: string;
  spec: unknown;
  hearing: Hearing<unknown>;
}
const begun = vi.hoisted(() => [] as Begun[]);
vi.mock('../../studies.ts', () => ({
  startStudy: (owner: string, name: string, spec: unknown, hearing: Hearing<unknown>) => {
    begun.push({ owner, name, spec, hearing });
    hearing.begun?.();
    return true;
  },
  jobOf: () => undefined,
}));

afterEach(() => {
  begun.length = 0;
});

/** Begins the step's study, lets it measure these results and end. @returns what came out before its end, and after it */
function through(
  step: LessonStep,
  answer: Answer,
  results: (spec: never) => unknown[],
): { study: Begun; before: Outcome | null; after: Outcome | null; told: number } {
  const told = vi.fn();
  const stop = step.watches?.(told);
  step.begins?.();
  expect(begun).toHaveLength(1);
  const [study] = begun;
  study.hearing.measured(results(study.spec as never));
  const before = step.outcome?.(answer) ?? null;
  study.hearing.ended?.('finished');
  stop?.();
  return { study, before, after: step.outcome?.(answer) ?? null, told: told.mock.calls.length };
}

const choice = (chosen: string): Answer => ({ kind: 'choice', choice: chosen });

describe('a step that trains a study', () => {
  it('compares eight pairs of a shared bottom and MMoE, and has an outcome when they have ended', () => {
    const { study, before, after, told } = through(conflict, choice('mmoe'), ({ seeds, sizes }: CompareSpec) => {
      expect([seeds, sizes]).toEqual([8, ['small']]);
      const five = [about(SHARED, [0.7, 0.4, 0.7, 0.4]), about(MMOE, [0.8, 0.2, 0.8, 0.2])].flat();
      return five.concat(five.filter(({ seed }) => seed <= 3).map((run) => ({ ...run, seed: run.seed + 5 })));
    });
    expect([study.owner, study.name]).toEqual(['compare', 'compare']);
    expect(before).toBeNull();
    expect(after).toMatchObject({ came: { choice: 'mmoe' }, right: true });
    expect(told).toBeGreaterThan(0);
  });

  it('trains 24 seeds of the regime that polarizes, without and with dropout', () => {
    const row = (polarized: boolean): number[] =>
      polarized ? [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002] : new Array<number>(8).fill(1 / 8);
    const { study, before, after } = through(chance, { kind: 'number', value: 8 }, ({ study: spec }: RunsSpec) => {
      expect([spec.seeds, spec.arms.length, spec.base.training.optimizer]).toEqual([24, 2, 'adam']);
      return spec.arms.flatMap((_, arm) =>
        Array.from({ length: spec.seeds }, (__, i) => ({
          arm,
          step: spec.base.training.steps,
          seed: spec.seedBase + i,
          utilization: [0, 1, 2, 3].map((k) => row(arm === 0 && k === 2 && i < 8)),
          entropy: [2, 2, 2, 2],
          deadExperts: 0,
          heldOut: [1, 1, 1, 1],
        })),
      );
    });
    expect([study.owner, study.name]).toEqual(['race', 'runs']);
    expect(before).toBeNull();
    expect(after).toMatchObject({ came: { value: 8 }, right: true });
    expect(after?.said[0].values).toEqual({ k1: 8, n1: 24, k2: 0, n2: 24 });
  });

  it('trains all treatments on four platforms', () => {
    const { study, before, after } = through(baselines, choice('none'), (spec: TreatmentsSpec) =>
      Array.from({ length: spec.seeds }, (_, seed) => ({
        seed: spec.seedBase + seed,
        step: spec.base.training.steps,
        oracle: 110,
        treatments: Object.fromEntries(
          spec.treatments.map((name, i) => [name, { expectedClicks: 100 + i + (i > 0 ? seed / 100 : 0) }]),
        ),
      })),
    );
    expect([study.owner, study.name]).toEqual(['treatments', 'treatments']);
    expect((study.spec as TreatmentsSpec).seeds).toBe(4);
    expect(before).toBeNull();
    expect(after).toMatchObject({ came: { choice: 'shallowTower' }, right: false });
  });

  it('serves two arms to 20,000 queries', () => {
    const { study, before, after } = through(live, choice('untold'), (spec: LiveStudySpec) => {
      expect([spec.control, spec.arms, spec.queries]).toEqual(['shared-bottom-small', ['mmoe-8'], 20_000]);
      const { points } = shownWith(20_000, [
        [0.01, 0.7],
        [0, 0.7],
        [0.02, 0.7],
        [-0.1, 0.7],
      ]);
      return [{ points, diverged: [] }];
    });
    expect([study.owner, study.name]).toEqual(['live', 'live']);
    expect(before).toBeNull();
    expect(after).toMatchObject({ came: { choice: 'untold' }, right: true });
  });

  it('sends two treatments round the loop five times', () => {
    const { study, before, after } = through(loop, choice('both'), ({ rounds, treatments, boost }: LoopSpec) => {
      expect([rounds, treatments, boost]).toEqual([5, ['none', 'shallow-tower'], 0.7]);
      return [...handLoop([0, 0.1, 0.15, 0.2, 0.2], { seeds: 2 }).runs];
    });
    expect([study.owner, study.name]).toEqual(['loop', 'loop']);
    expect(before).toBeNull();
    expect(after).toMatchObject({ came: { choice: 'none' }, right: false });
  });
});
