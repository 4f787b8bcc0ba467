/**
 * Census-Income, the data on which MMoE was first shown (Ma et al. 2018, section 5.2): four tasks on real rows, by models that share everything, what
 * their gates choose, and nothing. There all architectures come out alike.
 */
import type { ReplicaEvaluation } from '../../engine/types.ts';
import { auc } from '../../metrics/auc.ts';
import { aucError, explainedError } from '../../metrics/heldOutError.ts';
import { squaredErrors } from '../../metrics/losses.ts';
import { censusRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { tasksOf, type ColumnSet, type RunTask } from '../../run/source.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';
import { ofParts, trainStudy, type StudyContext } from '../../study/train.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** `single-task`: one model a task, each as wide as the shared-bottom one. */
export const CENSUS_MODELS = ['shared-bottom', 'mmoe', 'single-task'] as const;
export type CensusModel = (typeof CENSUS_MODELS)[number];

export interface CensusStudyOptions {
  inputs: number;
  columns: ColumnSet;
  models: readonly CensusModel[];
  seeds: number;
  seedBase: number;
}

/** One trained model, or of single-task models the four of a seed, on the 5,000 held-out rows. Keys are names of tasks. */
export interface CensusStudyRun {
  seed: number;
  model: CensusModel;
  /** Of binary tasks. */
  auc: Record<string, number>;
  /** Of regressions: 1 − squared error / variance of the held-out labels. */
  r2: Record<string, number>;
  /** Standard error of each, as far as 5,000 held-out rows tell. */
  error: Record<string, number>;
}

/** An arm of the study: a model, or one of the four that answer a task each. */
interface Arm extends StudyArm {
  model: CensusModel;
  /** Tasks that it answers. */
  tasks: readonly RunTask[];
}

/** All arms. One expert as wide as all of the MMoE's together gives shared-bottom models what the experts are given. */
function armsOf(base: RunSpec, models: readonly CensusModel[]): Arm[] {
  const tasks = tasksOf(base);
  const { experts, expertUnits } = base.model;
  const bottom: StudyArm['changes'] = {
    'run.model.kind': 'shared-bottom',
    'run.model.expertUnits': Math.min(64, experts * expertUnits),
  };
  return models.flatMap((model): Arm[] => {
    if (model === 'mmoe') return [{ label: model, model, tasks, changes: {} }];
    if (model === 'shared-bottom') return [{ label: model, model, tasks, changes: bottom }];
    return tasks.map((task) => ({
      label: `${model} ${task.log?.name ?? task.task}`,
      model,
      tasks: [task],
      changes: {
        ...bottom,
        'run.training.taskWeights': Array.from({ length: TASK_COUNT }, (_, k) => (k === task.index ? 1 : 0)),
      },
    }));
  });
}

/** The study that the options ask for. */
export function censusStudy(options: CensusStudyOptions): StudySpec & { arms: readonly Arm[] } {
  const { inputs, columns, models, seeds, seedBase } = options;
  const base = censusRun({ inputs, columns });
  return { base, seeds, seedBase, arms: armsOf(base, models) };
}

const column = (of: ArrayLike<number>, k: number, rows: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => of[row * TASK_COUNT + k]);

/** Writes what a model answers of its tasks into its run. */
function measure(
  run: CensusStudyRun,
  tasks: readonly RunTask[],
  { full }: ReplicaEvaluation,
  heldOut: Impressions,
): void {
  const { rows, labels, observed } = heldOut;
  for (const { index, kind, log, task } of tasks) {
    const name = log?.name ?? task;
    const answers = [full!.predictions, labels, observed].map((of) => column(of, index, rows));
    const [predicted, truth, include] = answers;
    if (kind === 'binary') run.auc[name] = auc(predicted, truth, include);
    else run.r2[name] = squaredErrors(predicted, truth, include).explained;
    run.error[name] = (kind === 'binary' ? aucError : explainedError)(predicted, truth, include);
  }
}

/**
 * Trains every model on every seed, all on the same 20,000 rows: seeds set initial weights and the order of the rows.
 * @returns the runs, model by model and seed by seed
 * @throws MissingRowsError where the sample cannot be had; DOMException AbortError when stopped; errors of the engine
 */
export async function runCensus(options: CensusStudyOptions, context: StudyContext): Promise<CensusStudyRun[]> {
  const study = censusStudy(options);
  const found = new Map<string, CensusStudyRun>();
  await trainStudy(study, {
    ...context,
    wholeSeeds: true,
    measure: async (parts, last) => {
      if (!last) return;
      const evaluations = await ofParts(parts, ({ engine }) => engine.evaluate({ full: ['predictions'] }));
      for (const [p, { members }] of parts.entries()) {
        for (const [i, { arm, seed, rows }] of members.entries()) {
          const { model, tasks } = study.arms[arm];
          const key = `${model} ${String(seed)}`;
          const run = found.get(key) ?? { seed, model, auc: {}, r2: {}, error: {} };
          found.set(key, run);
          measure(run, tasks, evaluations[p].replicas[i], rows.heldOut);
        }
      }
    },
  });
  return options.models.flatMap((model) => [...found.values()].filter((run) => run.model === model));
}
