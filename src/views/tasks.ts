/** The tasks of the run that is open, and how their predictions are written. */
import { useMemo } from 'react';
import { modelOf, type RunSpec } from '../run/runSpec.ts';
import { isSynthetic, synthetic, tasksOf, type RunTask, type SourceSpec } from '../run/source.ts';
import type { ModelSpec } from '../model/spec.ts';
import type { Gated } from '../model/visible.ts';
import type { Say } from './say.ts';
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

/** A value of a regression in the units of its column, "38 weeks"; as it is where the column has none, or nothing is known of it. */
export function inOwnUnits({ t, numbers }: Say, { log }: Pick<RunTask, 'log'>, value: number): string {
  if (!log) return numbers.fixed(value, 2);
  const own = log.mean + log.deviation * value;
  const text = numbers.plain(own, digitsOf(log.deviation));
  return log.unit && Number.isFinite(own) ? t(`tabular.unit.${log.unit}`, { value: text }) : text;
}

/** A difference of two such values in the same units: "12 weeks". */
export const spreadInOwnUnits = (say: Say, { log }: Pick<RunTask, 'log'>, spread: number): string =>
  inOwnUnits(say, { log: log && { ...log, mean: 0 } }, spread);

/** Decimals that tell values apart whose spread is so large: three digits of it. */
const digitsOf = (deviation: number): number => Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(deviation))));
