/** The run in which a gate collapses, for the steps about polarization and dropout. */
import { regimeRun } from '../../../run/regimes.ts';
import type { RunSpec } from '../../../run/runSpec.ts';

/**
 * Of the seeds 1 to 12 of the regime that polarizes most reliably the one whose run shows it best: one gate leaves six of eight experts unused
 * without dropout, one more than a polarized gate has to, and no gate is polarized with it. docs/lesson.md has all twelve.
 */
const SEED = 5;

/** @param gateDropout - of model B */
export function collapseRun(gateDropout: number): RunSpec {
  const run = regimeRun('adam');
  return {
    ...run,
    training: { ...run.training, gateDropout },
    seeds: { data: SEED, init: SEED, dropout: SEED, batch: SEED },
  };
}
