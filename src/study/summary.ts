/** A trained model of a study in the form in which it goes out: to the page, to files. */
import { usedRow, utilizationRows } from '../metrics/gates.ts';
import type { ExpertMask } from '../model/visible.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { StudyRun } from './study.ts';

/** One trained model of the study, as it goes out: raw values, from which every rate can be computed again. */
export interface RunSummary {
  seed: number;
  /** Which experts each task's gate may use; absent where all may use all. */
  visible?: ExpertMask;
  /** Places of the tasks that some held-out row has a label of, where they are fewer than four; of the others nothing is known, and losses are NaN. */
  present?: readonly number[];
  /** [task][expert] mean held-out gate weight. */
  utilization: number[][];
  /** [task] mean entropy of single examples' gate weights, nats. */
  entropy: number[];
  /** Experts none of whose units is ever active. */
  deadExperts: number;
  /** [task] held-out cross entropy or squared error. */
  heldOut: number[];
}

/** A study's run in the form in which it goes out. */
export function summarize({ seed, visible, present, evaluation }: StudyRun): RunSummary {
  const experts = evaluation.utilization.length / TASK_COUNT;
  return {
    seed,
    ...(visible && { visible }),
    ...(present && { present }),
    utilization: utilizationRows(evaluation.utilization, experts),
    entropy: Array.from(evaluation.entropy),
    deadExperts: evaluation.dead.reduce((sum, dead) => sum + dead, 0),
    heldOut: Array.from(evaluation.loss),
  };
}

/** Whether a task of a run could be measured. */
export const hasTask = ({ present }: Pick<RunSummary, 'present'>, k: number): boolean =>
  present === undefined || present.includes(k);

/** [task] A run's mean weights of the experts that each gate may use: what is counted of a gate is counted among these. */
export function usedRows({ utilization, visible }: Pick<RunSummary, 'utilization' | 'visible'>): Float64Array[] {
  const model = { experts: utilization[0].length, visible };
  const flat = Float64Array.from(utilization.flat());
  return utilization.map((_, k) => usedRow(flat, model, k));
}
