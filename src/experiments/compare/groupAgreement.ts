/** Whether the tasks of a group come to use the same experts: agreement of mean utilizations within and across groups. Pure. */
import { groupCorrelations } from '../../metrics/gates.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import type { CompareRun } from './compare.ts';
import { runsOf, type ModelId } from './summary.ts';

export interface GroupAgreement extends ModelId {
  /** Correlation over experts of the mean utilizations of two tasks: of one group, and of different groups. */
  within: Mean;
  across: Mean;
  /** Within minus across, run by run. */
  difference: Mean;
}

/** Agreement of a model's gates. Only where each task has a gate and sees every expert does it say anything. */
export function groupAgreement(
  runs: readonly Pick<CompareRun, 'model' | 'size' | 'utilization' | 'diverged'>[],
  id: ModelId,
): GroupAgreement {
  const found = runsOf(runs, id)
    .filter(({ diverged }) => !diverged)
    .map(({ utilization }) => groupCorrelations(utilization));
  return {
    model: id.model,
    size: id.size,
    within: meanInterval(found.map(({ within }) => within)),
    across: meanInterval(found.map(({ across }) => across)),
    difference: meanInterval(found.map(({ within, across }) => within - across)),
  };
}
