/** A trained model of a study in the form in which it goes out: to the page, to files. */
import { utilizationRow } from '../metrics/gates.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { StudyRun } from './study.ts';

/** One trained model of the study, as it goes out: raw values, from which every rate can be computed again. */
export interface RunSummary {
  seed: number;
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
export function summarize({ seed, evaluation }: StudyRun): RunSummary {
  const experts = evaluation.utilization.length / TASK_COUNT;
  return {
    seed,
    utilization: Array.from({ length: TASK_COUNT }, (_, k) =>
      Array.from(utilizationRow(evaluation.utilization, experts, k)),
    ),
    entropy: Array.from(evaluation.entropy),
    deadExperts: evaluation.dead.reduce((sum, dead) => sum + dead, 0),
    heldOut: Array.from(evaluation.loss),
  };
}
