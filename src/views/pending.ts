/** What the controls ask for beside what is trained: which settings wait, and what a reset would train. Pure. */
import { FIELDS, sameValue, withField, type Field, type FieldValue } from '../run/fields.ts';
import type { LabState } from '../run/labState.ts';
import type { RunSpec } from '../run/runSpec.ts';
import { LIVE_FIELDS, runWith, valueIn, withChange, type Course } from '../run/timeline.ts';

/** What is trained, as far as the page knows. */
export interface Trained {
  course: Course;
  /** The settings in force for the next step. */
  settings: RunSpec;
  /** Whether the run has ended: then nothing acts on it any more, and every change waits for it to start over. */
  ended: boolean;
}

/** The value that the run has of a field whose control may wait for it to start over; null for one that acts at once. */
export function valueOfRun({ path, applies }: Field, trained: Trained | null): FieldValue | null {
  if (!trained || applies === 'view' || (applies === 'now' && !trained.ended)) return null;
  return valueIn(applies === 'now' ? trained.settings : trained.course.run, path);
}

/** When a change of a field acts: at once, when a paused run goes on, when an ended run starts over, at the next reset, or on the pictures only. */
export function appliesWhen(
  { applies }: Pick<Field, 'applies'>,
  { ended, paused, step }: { ended: boolean; paused: boolean; step: number },
): 'now' | 'goesOn' | 'ended' | 'reset' | 'view' {
  if (applies !== 'now') return applies;
  if (ended) return 'ended';
  return paused && step > 0 ? 'goesOn' : 'now';
}

/** Fields whose control differs from what is trained and that wait for the run to start over. */
export function pendingFields(state: LabState, trained: Trained | null): Field[] {
  if (!trained || trained.course.run === state.run) return [];
  return FIELDS.filter((field) => {
    const value = valueOfRun(field, trained);
    return value !== null && !sameValue(valueIn(state.run, field.path), value);
  });
}

/** The state with every waiting field back at what the run has. */
export function withoutPending(state: LabState, trained: Trained): LabState {
  return pendingFields(state, trained).reduce(
    (next, field) => withField(next, field, valueOfRun(field, trained)!),
    state,
  );
}

/**
 * What would be trained if the run started over now: the present run with every waiting field taken up, its changes while training replayed.
 * Without a run: what the controls show.
 * @param step - where the run is: a change that is on its way to it will act from there
 */
export function planned(state: LabState, trained: Trained | null, step: number): Course {
  if (!trained) return { run: state.run, timeline: state.timeline };
  const { course, settings, ended } = trained;
  // Of the present run only what applies at once: how it began is not what the controls show now.
  const run = LIVE_FIELDS.reduce((next, { path }) => runWith(next, path, valueIn(course.run, path)), state.run);
  const timeline = course.timeline.filter((change) => change.step < run.training.steps);
  return LIVE_FIELDS.filter(({ path }) => !sameValue(valueIn(state.run, path), valueIn(settings, path))).reduce(
    (next: Course, { path }) => withChange(next, ended ? 0 : step, path, valueIn(state.run, path)),
    { run, timeline },
  );
}

/** Whether a start over would repeat all that was changed while the run trained: what waits may take the place of some of it. */
export function repeatsAll(state: LabState, trained: Trained | null, step: number): boolean {
  const { timeline } = planned(state, trained, step);
  return (trained?.course.timeline ?? []).every((change) =>
    timeline.some(
      (other) => other.step === change.step && other.path === change.path && sameValue(other.value, change.value),
    ),
  );
}
