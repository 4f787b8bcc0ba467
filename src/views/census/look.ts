/** What the stored runs on Census-Income say. Pure. */
import type { CensusRun, StoredCensus } from '../../experiments/census/stored.ts';
import { CENSUS_MODELS, type CensusModel } from '../../experiments/census/census.ts';
import { censusRun, regimeRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { synthetic, tasksOf, type ColumnSet, type RunTask } from '../../run/source.ts';
import { Z95 } from '../../metrics/intervals.ts';

/** Held-out rows with an income over $50,000, of 5,000: of so few an AUC is no surer than its interval says. */
export const HELD_OUT_POSITIVES = 320;

/** The study of a set of columns. */
export const studyOf = (studies: readonly StoredCensus[], columns: ColumnSet): StoredCensus | undefined =>
  studies.find((study) => study.columns === columns);

/** The four tasks, by the names of their columns. */
export const censusTasks = (): (RunTask & { name: string })[] =>
  tasksOf({ source: { ...synthetic(), name: 'census' } }).map((task) => ({
    ...task,
    name: task.log?.name ?? task.task,
  }));

/** A model in one task. */
export interface Measured {
  model: CensusModel;
  runs: { seed: number; value: number }[];
  /** Over the seeds. */
  mean: number;
  /** Half of the 95% interval that the held-out rows leave. */
  half: number;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How the models of a study do in a task, in the order of CENSUS_MODELS; those without a run are left out. */
export function inTask(runs: readonly CensusRun[], name: string): Measured[] {
  return CENSUS_MODELS.flatMap((model) => {
    const own = runs.filter((run) => run.model === model);
    if (own.length === 0) return [];
    return [
      {
        model,
        runs: own.map(({ seed, metric }) => ({ seed, value: metric[name] })),
        mean: meanOf(own.map(({ metric }) => metric[name])),
        half: Z95 * meanOf(own.map(({ error }) => error[name])),
      },
    ];
  });
}

/** How far apart the models are in a task, and how far the held-out rows leave each open. */
export interface Apart {
  best: Measured;
  worst: Measured;
  /** Between their means. */
  spread: number;
  half: number;
  /** More than is left open. */
  told: boolean;
}

/** @param models - at least one */
export function apart(models: readonly Measured[]): Apart {
  const [best] = models.toSorted((a, b) => b.mean - a.mean);
  const [worst] = models.toSorted((a, b) => a.mean - b.mean);
  const half = Math.max(...models.map((one) => one.half));
  const spread = best.mean - worst.mean;
  return { best, worst, spread, half, told: spread > half };
}

/** What card (a) opens: all rows eight times over, by one architecture. */
export function architectureRun(model: 'mmoe' | 'shared-bottom'): RunSpec {
  const run = withDropout(censusRun(synthetic()));
  if (model === 'mmoe') return run;
  const { experts, expertUnits } = run.model;
  return { ...run, model: { ...run.model, kind: model, expertUnits: experts * expertUnits } };
}

/** The same without the columns that tell who is married. */
export const withoutFamily = (): RunSpec => withDropout(censusRun({ ...synthetic(), columns: 'noFamily' }));

/** One run of the race, as it polarizes. */
export const polarizingRun = (): RunSpec => withDropout(regimeRun('adam', { ...synthetic(), name: 'census' }));

/** Of model B, as on the platform. */
const DROPOUT = 0.1;
const withDropout = (run: RunSpec): RunSpec => ({ ...run, training: { ...run.training, gateDropout: DROPOUT } });
