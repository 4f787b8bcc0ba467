import type { ReplicaEvaluation } from '../engine/types.ts';
import { auc } from '../metrics/auc.ts';
import { bestMissing, biasFit, biasTarget } from '../metrics/bias.ts';
import { effectiveExperts, utilizationRow } from '../metrics/gates.ts';
import { IS_BINARY, TASK_COUNT } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';
import type { ArmView } from './protocol.ts';

/** [tasks] AUC of the binary tasks over observed labels, NaN for the regressions. */
function aucs(log: Impressions, predictions: Float32Array): number[] {
  const column = (values: ArrayLike<number>, k: number): Float64Array =>
    Float64Array.from({ length: log.rows }, (_, row) => values[row * TASK_COUNT + k]);
  return IS_BINARY.map((binary, k) =>
    binary ? auc(column(predictions, k), column(log.labels, k), column(log.observed, k)) : NaN,
  );
}

interface Ideal {
  target: number[][];
  missing: number[];
}

/** What the shallow tower's table ought to be. Costs some milliseconds and never changes in a world. */
const ideals = new WeakMap<World, Ideal>();
function idealOf(world: World): Ideal {
  let ideal = ideals.get(world);
  if (!ideal) {
    const target = biasTarget(world);
    ideal = { target, missing: bestMissing(world, target) };
    ideals.set(world, ideal);
  }
  return ideal;
}

function biasView(world: World, table: ArrayLike<number>): ArmView['bias'] {
  if (table.length === 0 || world.spec.logging === 'none') return undefined;
  const { target, missing } = idealOf(world);
  return biasFit(table, target, missing);
}

/** What the page shows of one model at one step. @param replica - evaluated with `full` */
export function armView(world: World, replica: ReplicaEvaluation): ArmView {
  const { loss, utilization, histogram, entropy, dead, table, full } = replica;
  if (!full) throw new Error('the page needs a full evaluation');
  const experts = utilization.length / TASK_COUNT;
  return {
    loss: Array.from(loss),
    auc: aucs(world.heldOut, full.predictions),
    utilization,
    histogram,
    effectivePerExample: Array.from(entropy, Math.exp),
    effectiveOfMean: Array.from({ length: TASK_COUNT }, (_, k) =>
      effectiveExperts(utilizationRow(utilization, experts, k)),
    ),
    dead,
    bias: biasView(world, table),
    parameters: full.parameters,
  };
}
