/** The tasks of the run that is open. */
import { useMemo } from 'react';
import { modelOfArm, type RunSpec } from '../run/runSpec.ts';
import { isSynthetic, synthetic, tasksOf, type RunTask, type SourceSpec } from '../run/source.ts';
import type { ModelSpec } from '../model/spec.ts';
import type { Gated, Paired } from '../model/visible.ts';
import { useLab } from './store.ts';

/** Those of the synthetic platform. */
export const PLATFORM_TASKS: readonly RunTask[] = tasksOf({ source: synthetic() });

/** Where the impressions of the run that is open come from; before one is open, of the one that is asked for. */
export const useSource = (): SourceSpec => useLab((lab) => lab.opened?.run.source ?? lab.state.run.source);

/** One to four, in their order. */
export function useTasks(): readonly RunTask[] {
  const source = useSource();
  return useMemo(() => tasksOf({ source }), [source]);
}

/** A model of a run, with the tasks that a table has. @param arm - its index; where it does not matter, A */
export function gatedOf(run: RunSpec, arm = 0): ModelSpec & Gated {
  const model = modelOfArm(run, arm);
  return isSynthetic(run) ? model : { ...model, present: tasksOf(run).map(({ index }) => index) };
}

/** Both models of a run. */
export function pairedOf(run: RunSpec): ModelSpec & Gated & Paired {
  const [a, b] = [gatedOf(run, 0), gatedOf(run, 1)];
  return JSON.stringify(a.visible) === JSON.stringify(b.visible) ? a : { ...a, visibleOf: [a.visible, b.visible] };
}
