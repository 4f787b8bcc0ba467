/** Whether the tasks of a group come to use the same experts: agreement of mean utilizations within and across groups. Pure. */
import { pearson } from '../../metrics/correlation.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { GROUP_OF_TASK, TASK_COUNT } from '../../world/spec.ts';
import type { CompareRun } from './compare.ts';
import type { ModelId } from './summary.ts';

export interface GroupSharing extends ModelId {
  /** Correlation over experts of the mean utilizations of two tasks: of one group, and of different groups. */
  within: Mean;
  across: Mean;
  /** Within minus across, run by run. */
  difference: Mean;
}

/** Mean correlation of the rows of all pairs of tasks of which `counts` says so. */
function agreement(utilization: readonly number[][], counts: (a: number, b: number) => boolean): number {
  let sum = 0;
  let n = 0;
  for (let a = 0; a < TASK_COUNT; a++) {
    for (let b = a + 1; b < TASK_COUNT; b++) {
      if (!counts(a, b)) continue;
      sum += pearson(utilization[a], utilization[b]);
      n++;
    }
  }
  return sum / n;
}

const sameGroup = (a: number, b: number): boolean => GROUP_OF_TASK[a] === GROUP_OF_TASK[b];

/** Agreement of a model's gates. Only where each task has a gate and sees every expert does it say anything. */
export function groupSharing(
  runs: readonly Pick<CompareRun, 'model' | 'size' | 'utilization' | 'diverged'>[],
  { model, size }: ModelId,
): GroupSharing {
  const own = runs.filter((run) => run.model === model && run.size === size && !run.diverged);
  const within = own.map(({ utilization }) => agreement(utilization, sameGroup));
  const across = own.map(({ utilization }) => agreement(utilization, (a, b) => !sameGroup(a, b)));
  return {
    model,
    size,
    within: meanInterval(within),
    across: meanInterval(across),
    difference: meanInterval(within.map((value, i) => value - across[i])),
  };
}
