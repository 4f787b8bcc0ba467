/**
 * Lift of an arm over control: ratio of their means, less one. Its spread is that of its influence function (the delta method); an estimate that is
 * a mean of influence functions up to what vanishes has the same asymptotic confidence sequence as a mean (Waudby-Smith et al., arXiv 2103.06476).
 */
import type { Estimate } from './confidenceSequence.ts';
import type { PairMoments } from './moments.ts';

/** What a lift needs of an arm; `variance` is the sample variance of one unit. */
export interface ArmMoments {
  n: number;
  mean: number;
  variance: number;
}

/**
 * Arms on queries of their own. A query is in one of the two by chance; with share π = n_arm/n the influence of one unit is
 * [1(arm)/π · (y − μ_arm) − (1 + θ) · 1(control)/(1 − π) · (y − μ_control)] / μ_control, whose variance is
 * [s²_arm/π + (1 + θ)² s²_control/(1 − π)] / μ²_control. A unit is a query of either arm.
 * @returns lift as a fraction; the deviation is NaN where an arm has fewer than two units
 */
export function independentLift(arm: ArmMoments, control: ArmMoments): Estimate {
  const n = arm.n + control.n;
  const ratio = arm.mean / control.mean;
  const variance = (n / arm.n) * arm.variance + ratio * ratio * (n / control.n) * control.variance;
  return { n, value: ratio - 1, deviation: Math.sqrt(variance) / Math.abs(control.mean) };
}

/**
 * Both arms' lists for the same query: the influence of one query is [(y_arm − μ_arm) − (1 + θ)(y_control − μ_control)] / μ_control, so what the two
 * have in common goes out. A unit is a query.
 * @param pair - first: the arm, second: control
 */
export function pairedLift(pair: PairMoments): Estimate {
  const { first: arm, second: control, covariance } = pair;
  const ratio = arm.mean / control.mean;
  const variance = arm.variance + ratio * ratio * control.variance - 2 * ratio * covariance;
  // Rounding may leave a hair under 0 where both lists are the same.
  return { n: arm.n, value: ratio - 1, deviation: Math.sqrt(Math.max(0, variance)) / Math.abs(control.mean) };
}
