/** What the models on the page were trained with, as React state: changes when a change has acted, not with every frame. */
import { useMemo, useSyncExternalStore } from 'react';
import type { FieldValue } from '../run/fields.ts';
import { actedBy, valuesOf, type Course } from '../run/timeline.ts';
import { useSay } from './say.ts';
import { feed, useLab } from './store.ts';
import { apartOf, armLabel, armNames, armWords, nothingApart, type Apart, type Stretch } from './trained.ts';

const subscribe = (changed: () => void): (() => void) => feed.subscribe(changed);

/**
 * The course that made the model on the page: of its changes only those that have acted on that model.
 * @param at - an earlier step that is shown instead of the newest
 */
function useCourse(at?: number | null): Course {
  const whole = useLab((lab) => lab.course);
  // Before anything is open the controls are all there is.
  const run = useLab((lab) => lab.course?.run ?? lab.state.run);
  const acted = useSyncExternalStore(
    subscribe,
    () => actedBy(whole?.timeline ?? [], at ?? feed.frame?.step ?? 0).length,
  );
  return useMemo(() => ({ run, timeline: whole?.timeline.slice(0, acted) ?? [] }), [run, whole, acted]);
}

/** What model B was trained with up to the step shown, and A was not. */
export function useApart(at?: number | null): Apart {
  const course = useCourse(at);
  return useMemo(() => apartOf(course), [course]);
}

/** The values that any field had up to the newest step. */
export function useTrainedWith<V extends FieldValue>(path: string): Stretch<V>[] {
  const course = useCourse();
  return useMemo(() => valuesOf(course, path) as Stretch<V>[], [course, path]);
}

/** Names of the two lockstep models, in their order: what each was trained with. */
export function useArmNames(at?: number | null): [string, string] {
  const say = useSay();
  const course = useCourse(at);
  return useMemo(() => armNames(say, course.run.model.kind, apartOf(course)), [say, course]);
}

/** The same, short. */
export function useArmLabels(at?: number | null): [string, string] {
  const say = useSay();
  const apart = useApart(at);
  return useMemo(() => [armLabel(say, apart, 0), armLabel(say, apart, 1)], [say, apart]);
}

/** What tells the two models apart, without their letters: for a switch whose choices have them as marks. */
export function useArmWords(at?: number | null): [string, string] {
  const say = useSay();
  const apart = useApart(at);
  return useMemo(() => [armWords(say, apart, 0, true), armWords(say, apart, 1, true)], [say, apart]);
}

/** Whether the two lockstep models are one and the same up to the newest step: then there is nothing to choose between. */
export function useSameModels(): boolean {
  const course = useCourse();
  return useMemo(() => nothingApart(apartOf(course)), [course]);
}
