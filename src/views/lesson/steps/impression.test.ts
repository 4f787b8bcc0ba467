import { maxIndex, range } from 'd3';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { explain, impressionAt } from '../../../model/explain.ts';
import { parameterLayout } from '../../../model/layout.ts';
import { defaultRun, modelOf, type RunSpec } from '../../../run/runSpec.ts';
import type { ArmView, Opened } from '../../../session/protocol.ts';
import { firstRows } from '../../../world/rows.ts';
import { TASKS, type Task } from '../../../world/spec.ts';
import { createWorld } from '../../../world/world.ts';
import { useSample } from '../../sample.ts';
import { feed, useLab } from '../../store.ts';
import { impression } from './impression.ts';

const usual = defaultRun();
const run: RunSpec = { ...usual, world: { ...usual.world, impressions: 900, heldOut: 90 } };
const samples = firstRows(createWorld(run.world, run.seeds.data).heldOut, 54);
const { length } = parameterLayout(modelOf(run));
const model = (seed: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(seed + i * i));
const [A, B] = [model(1), model(2)];

/** The expert that a gate leans on for an impression. */
const leans = (parameters: Float32Array, row: number, task: Task = 'like'): number =>
  maxIndex(explain(modelOf(run), parameters, impressionAt(samples, row)).weights[TASKS.indexOf(task)]);

const show = (...models: Float32Array[]): void => {
  const arms = models.map((parameters) => ({ parameters }) as ArmView);
  feed.push({ step: 600, steps: 600, stepsPerSecond: 0, arms }, [], true);
};
const choose = (row: number): void => {
  useSample.setState({ row });
};
const rows = range(54);
const FIRST = 0;
const sameAt = rows.find((row) => row !== FIRST && leans(A, row) === leans(A, FIRST))!;
const otherAt = rows.find((row) => leans(A, row) !== leans(A, FIRST))!;

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  useLab.setState(({ state }) => ({
    state: { ...state, view: { ...state.view, arm: 0 } },
    opened: { run, samples } as Partial<Opened> as Opened,
  }));
  show(A, B);
  choose(FIRST);
  impression.prepares!();
  return impression.watches!(() => undefined);
});

describe('the step that follows an impression', () => {
  it('is done when an impression was found for which the like gate leans on another expert', () => {
    choose(sameAt);
    expect(impression.done!()).toBe(false);
    choose(otherAt);
    expect(impression.done!()).toBe(true);
    // Also when its reader has gone on to look for more; not when the step is opened again.
    choose(FIRST);
    expect(impression.done!()).toBe(true);
    impression.prepares!();
    expect(impression.done!()).toBe(false);
  });

  it('is not done by another gate', () => {
    const row = rows.find(
      (one) => leans(A, one) === leans(A, FIRST) && leans(A, one, 'click') !== leans(A, FIRST, 'click'),
    )!;
    choose(row);
    expect(impression.done!()).toBe(false);
  });

  it('is not done by a model that trains, nor by another model', () => {
    const row = rows.find((one) => leans(A, one) !== leans(B, one))!;
    show(A, B);
    choose(row);
    impression.prepares!();
    choose(row);
    show(B, B);
    expect(impression.done!()).toBe(false);
    show(A, B);
    choose(row);
    useLab.setState(({ state }) => ({ state: { ...state, view: { ...state.view, arm: 1 } } }));
    choose(row);
    expect(impression.done!()).toBe(false);
  });
});
