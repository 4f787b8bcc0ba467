/** What a study of cures gives: of each trained model, and of each cure together. */
import type { Rate } from '../../metrics/intervals.ts';
import type { McNemar } from '../../metrics/mcnemar.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import type { ExpertMask } from '../../model/visible.ts';
import type { Combination } from './combination.ts';
import type { CureKind } from './vocabulary.ts';

/** One trained model. */
export interface CureRun {
  seed: number;
  /** Which experts each task's gate may use; absent where all may use all. */
  visible?: ExpertMask;
  /** [task][expert] mean held-out gate weight. */
  utilization: number[][];
  /** [task][expert] share of what the experts add to the task's tower, weight times output, held out; rows sum to 1, or are 0 where nothing is added. */
  contributions: number[][];
  /** [task] mean entropy of single examples' gate weights, nats. */
  entropy: number[];
  /** Experts whose output is 0 on every held-out example. */
  deadExperts: number;
  /** [task] held-out cross entropy or squared error. */
  heldOut: number[];
  /** False where a weight or a loss is no longer a number: such a run is counted as diverged, and in nothing else. */
  finite: boolean;
}

/** A run as it is told while a study goes on: of which of its cures. */
export interface MeasuredCure extends CureRun {
  /** Index into the study's arms. */
  arm: number;
}

/** Gates that are polarized without a cure, and what becomes of them with it. */
export interface Healed {
  /** Of the gates polarized without the cure, how many are not with it. */
  gates: Rate;
  /** Gates polarized with the cure of those that are not without it. */
  fallen: Rate;
  /** Of the gates polarized without it: their task's held-out loss with the cure against without, geometric mean with an interval over seeds. */
  loss: Ratio;
  /** The same gates' mean held-out loss (arithmetic), without and with the cure. */
  before: number;
  after: number;
}

/** A cure against none, on the same seeds. */
export interface AgainstNone {
  /** Held-out loss with the cure to that without, geometric mean over the four tasks and the seeds; under 1 is better. Diverged pairs are left out. */
  loss: Ratio;
  /** [task] the same of each task. */
  tasks: Ratio[];
  /** Seeds left out because one of the two runs diverged. */
  left: number;
  /** Z5 without and with the cure, seed by seed; and Z5 of contributions. */
  z5: McNemar;
  contributedZ5: McNemar;
  healed: Healed;
}

/** One cure over its seeds. */
export interface CureSummary {
  /** As it is written, with every strength: `none`, `swish`, `lossFree:0.03`, `decay:0.1+lossFree:0.03`. */
  id: string;
  combination: Combination;
  kind: CureKind;
  /** Of the runs that ended well, as are all rates but `diverged`: of a diverged run's gates nothing is known. */
  z5: Rate;
  z6: Rate;
  m9: Rate;
  /** Z5 of contributions instead of weights. */
  contributedZ5: Rate;
  /** Runs with a dead expert. */
  dead: Rate;
  /** Of all runs. */
  diverged: Rate;
  /** Dead experts a run, mean. */
  deadExperts: number;
  /** exp of the entropy of a gate's mean weights, mean over tasks and runs; and of its contributions. */
  effective: number;
  effectiveContributions: number;
  /** [task] geometric mean of the held-out loss. */
  heldOut: number[];
  /** Multiplications of one prediction more than without the cure. */
  extraMultiplications: number;
  /** Null for none. */
  against: AgainstNone | null;
  /** Seeds of which some gate is polarized without the cure and none with it, at most three: what can be looked at. */
  healedSeeds: number[];
}
