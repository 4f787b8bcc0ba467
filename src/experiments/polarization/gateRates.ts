/** Which gates polarize. */
import { isGatePolarized } from '../../metrics/gates.ts';
import { wilson, type Rate } from '../../metrics/intervals.ts';
import { hasTask, usedRows, type RunSummary } from '../../study/summary.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { diverged } from './polarization.ts';

/** [task] How often the gate of each polarizes (Z5), of the runs that ended well. A task that the data does not have never does. */
export function gateRates(runs: readonly RunSummary[], threshold = 0.01): Rate[] {
  const known = runs.filter((run) => !diverged(run)).map((run) => ({ run, rows: usedRows(run) }));
  return Array.from({ length: TASK_COUNT }, (_, k) =>
    wilson(
      known.filter(({ run, rows }) => hasTask(run, k) && isGatePolarized(rows[k], threshold)).length,
      known.length,
    ),
  );
}
