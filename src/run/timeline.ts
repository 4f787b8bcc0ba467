/**
 * A run is its settings *and* what was changed while it trained. The timeline holds every change that applied at once, with the step from
 * which it acted: replayed, the run comes out the same to the last digit. Pure.
 */
import { FIELDS, fieldOf, getField, sameValue, withField, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import type { RunSpec } from './runSpec.ts';

/** A field that applies at once was changed while the run trained. */
export interface Change {
  /** Steps taken before it acted: the first step trained with it is number `step` (from 0). At least 1. */
  step: number;
  /** A field whose `applies` is `now`. */
  path: string;
  value: FieldValue;
}

/** In the order of their steps; at most one change of a field at a step. */
export type Timeline = readonly Change[];

/** What was trained: the settings at step 0, and every change since. */
export interface Course {
  run: RunSpec;
  timeline: Timeline;
}

/** Made once: hundreds of values are asked for at a time. */
let standard: LabState | undefined;
const stateOf = (run: RunSpec): LabState => ({ ...(standard ??= defaultState()), run });

/** @returns the value of a field in a run */
export const valueIn = (run: RunSpec, path: string): FieldValue => getField(stateOf(run), fieldOf(path));

/** @returns the run with one field changed */
export const runWith = (run: RunSpec, path: string, value: FieldValue): RunSpec =>
  withField(stateOf(run), fieldOf(path), value).run;

/** @returns the settings with which step number `step` (from 0) is trained */
export const settingsAt = ({ run, timeline }: Course, step: number): RunSpec =>
  timeline.filter((change) => change.step <= step).reduce((now, { path, value }) => runWith(now, path, value), run);

/** @returns the changes that a model after `step` steps was trained with: one made there has not acted yet */
export const actedBy = (timeline: Timeline, step: number): Timeline => timeline.filter((change) => change.step < step);

/** @returns the step of the next change after `step`, or Infinity */
export const nextChange = (timeline: Timeline, step: number): number =>
  timeline.reduce((next, change) => (change.step > step ? Math.min(next, change.step) : next), Infinity);

/**
 * The values that a field had in training, each with the step from which it acted; those that never acted by `step` are left out.
 * One entry: it never changed.
 */
export function valuesOf(
  { run, timeline }: Course,
  path: string,
  step = Infinity,
): { from: number; value: FieldValue }[] {
  const values = [{ from: 0, value: valueIn(run, path) }];
  for (const change of actedBy(timeline, step)) {
    if (change.path !== path || sameValue(change.value, values[values.length - 1].value)) continue;
    values.push({ from: change.step, value: change.value });
  }
  return values;
}

/**
 * Takes up a change at a step. The newest wish holds: what the timeline still had in store for this field is dropped; what it has in store
 * for other fields stays.
 */
export function withChange(course: Course, step: number, path: string, value: FieldValue): Course {
  if (fieldOf(path).applies !== 'now') throw new Error(`${path} does not apply at once`);
  const others = course.timeline.filter((change) => change.path !== path || change.step < step);
  if (step <= 0) return { run: runWith(course.run, path, value), timeline: others };
  const before = { ...course, timeline: others };
  if (sameValue(valueIn(settingsAt(before, step), path), value)) return before;
  const timeline = [...others, { step, path, value }].sort((a, b) => a.step - b.step);
  return { run: course.run, timeline };
}

/** {@link withChange} for many changes, one after the other: as long as a link may be, in no time. */
export function withChanges(course: Course, changes: readonly Change[]): Course {
  // By field: what is in force there, step by step. The values of one field say nothing of another.
  const kept = new Map<string, Change[]>();
  const order = new Map<Change, number>();
  for (const change of [...course.timeline, ...changes]) {
    const { step, path, value } = change;
    const before = kept.get(path) ?? [];
    while (before.length > 0 && before[before.length - 1].step >= step) before.pop();
    kept.set(path, before);
    const inForce = before.length > 0 ? before[before.length - 1].value : valueIn(course.run, path);
    if (sameValue(inForce, value)) continue;
    before.push(change);
    order.set(change, order.size);
  }
  const timeline = [...kept.values()].flat();
  return { run: course.run, timeline: timeline.sort((a, b) => a.step - b.step || order.get(a)! - order.get(b)!) };
}

/** Fields that apply at once. */
export const LIVE_FIELDS = FIELDS.filter(({ applies }) => applies === 'now');
