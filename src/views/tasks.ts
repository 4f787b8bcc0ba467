/** The tasks of the run that is open. */
import { useMemo } from 'react';
import { modelOf, type RunSpec } from '../run/runSpec.ts';
import { isSynthetic, synthetic, tasksOf, type RunTask, type SourceSpec } from '../run/source.ts';
import type { ModelSpec } from '../model/spec.ts';
import type { Gated } from '../model/visible.ts';
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

/** The model of a run, with the tasks that a table has. */
export function gatedOf(run: RunSpec): ModelSpec & Gated {
  const model = modelOf(run);
  return isSynthetic(run) ? model : { ...model, present: tasksOf(run).map(({ index }) => index) };
}
