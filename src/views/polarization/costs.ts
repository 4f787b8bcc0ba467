/** What polarization and dropout cost, in held-out loss, paired within data sets. Pure. */
import { isGatePolarized } from '../../metrics/gates.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import type { PolarizationRun } from '../../experiments/polarization.ts';
import { TASK_COUNT } from '../../world/spec.ts';

/** Change of a loss as a share of it (geometric mean of the ratios of pairs), with its 95% interval. */
export interface Cost { n: number; change: number; low: number; high: number }

function costOf(logRatios: readonly number[]): Cost {
  const { n, mean, low, high } = meanInterval(logRatios.filter(Number.isFinite));
  return { n, change: Math.expm1(mean), low: Math.expm1(low), high: Math.expm1(high) };
}

export interface TaskCosts {
  /** The gate polarized in one arm and not in the other, same data set: polarized / not. */
  polarized: Cost;
  /** The gate polarized in neither: with dropout / without. What dropout costs by itself. */
  dropout: Cost;
}

/**
 * @param without - runs of the arm without dropout; @param withDropout - with it, on the same seeds
 * @returns per task; a pair in which one run diverged counts nowhere
 */
export function taskCosts(without: readonly PolarizationRun[], withDropout: readonly PolarizationRun[], threshold: number): TaskCosts[] {
  const bySeed = new Map(withDropout.map((run) => [run.seed, run]));
  const pairs = without.flatMap((run) => {
    const twin = bySeed.get(run.seed);
    return twin ? [{ run, twin }] : [];
  });
  return Array.from({ length: TASK_COUNT }, (_, k) => {
    const polarized: number[] = [];
    const dropout: number[] = [];
    for (const { run, twin } of pairs) {
      const [a, b] = [isGatePolarized(run.utilization[k], threshold), isGatePolarized(twin.utilization[k], threshold)];
      const ratio = Math.log(twin.heldOut[k] / run.heldOut[k]);
      if (!a && !b) dropout.push(ratio);
      else if (a !== b) polarized.push(a ? -ratio : ratio);
    }
    return { polarized: costOf(polarized), dropout: costOf(dropout) };
  });
}
