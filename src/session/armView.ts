import type { ReplicaEvaluation } from '../engine/types.ts';
import { auc } from '../metrics/auc.ts';
import { bestMissing, biasFit, biasTarget } from '../metrics/bias.ts';
import { effectiveExperts, utilizationRow } from '../metrics/gates.ts';
import { IS_BINARY, TASK_COUNT } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';
import type { ArmView } from './protocol.ts';

interface Column {
  /** Rows in which the task's label was observed, and the labels there. */
  rows: Uint32Array;
  labels: Float64Array;
}

/** [tasks] What is known of each task in a log: the same for every measurement. */
const columns = new WeakMap<Impressions, Column[]>();
function columnsOf(log: Impressions): Column[] {
  let known = columns.get(log);
  if (!known) {
    known = IS_BINARY.map((_, k) => {
      const rows = Uint32Array.from(Array(log.rows).keys()).filter((row) => log.observed[row * TASK_COUNT + k] !== 0);
      return { rows, labels: Float64Array.from(rows, (row) => log.labels[row * TASK_COUNT + k]) };
    });
    columns.set(log, known);
  }
  return known;
}

/** [tasks] AUC of the binary tasks over observed labels, NaN for the regressions. */
function aucs(log: Impressions, predictions: Float32Array): number[] {
  return columnsOf(log).map(({ rows, labels }, k) => {
    if (!IS_BINARY[k]) return NaN;
    const scores = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) scores[i] = predictions[rows[i] * TASK_COUNT + k];
    return auc(scores, labels);
  });
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

/** What the page shows of one model at one step: without predictions no AUC, without parameters none. */
export function armView(world: World, replica: ReplicaEvaluation): ArmView {
  const { loss, utilization, histogram, entropy, dead, table, full } = replica;
  const experts = utilization.length / TASK_COUNT;
  return {
    loss: Array.from(loss),
    auc: full?.predictions.length ? aucs(world.heldOut, full.predictions) : IS_BINARY.map(() => NaN),
    utilization,
    histogram,
    effectivePerExample: Array.from(entropy, Math.exp),
    effectiveOfMean: Array.from({ length: TASK_COUNT }, (_, k) =>
      effectiveExperts(utilizationRow(utilization, experts, k)),
    ),
    dead,
    bias: biasView(world, table),
    parameters: full?.parameters ?? new Float32Array(0),
  };
}
