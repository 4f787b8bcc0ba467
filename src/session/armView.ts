import type { ReplicaEvaluation } from '../engine/types.ts';
import { auc } from '../metrics/auc.ts';
import { bestMissing, biasFit, biasTarget, learnedBias } from '../metrics/bias.ts';
import { kindsOf } from '../model/spec.ts';
import { effectiveExperts, utilizationRow } from '../metrics/gates.ts';
import { CLICK, DEVICE_COUNT, POSITIONS, TASK_COUNT, type TaskKind } from '../world/spec.ts';
import { isWorld, type DataSet, type Impressions, type World } from '../world/types.ts';
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
    known = Array.from({ length: TASK_COUNT }, (_, k) => {
      const rows = Uint32Array.from(Array(log.rows).keys()).filter((row) => log.observed[row * TASK_COUNT + k] !== 0);
      return { rows, labels: Float64Array.from(rows, (row) => log.labels[row * TASK_COUNT + k]) };
    });
    columns.set(log, known);
  }
  return known;
}

/** [tasks] AUC of the binary tasks over observed labels; NaN for the regressions, and where nothing was observed. */
function aucs(log: Impressions, predictions: Float32Array, kinds: readonly TaskKind[]): number[] {
  return columnsOf(log).map(({ rows, labels }, k) => {
    if (kinds[k] !== 'binary' || rows.length === 0) return NaN;
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

/** [device][position 1..9] whether a label of the task that reads positions was observed there; null where nowhere. */
const places = new WeakMap<Impressions, boolean[][] | null>();
function shownIn(log: Impressions): boolean[][] | null {
  let known = places.get(log);
  if (known === undefined) {
    const shown = Array.from({ length: DEVICE_COUNT }, () => new Array<boolean>(POSITIONS).fill(false));
    log.position.forEach((position, row) => {
      if (position > 0 && log.observed[row * TASK_COUNT + CLICK] !== 0) shown[log.device[row]][position - 1] = true;
    });
    known = shown.flat().includes(true) ? shown : null;
    places.set(log, known);
  }
  return known;
}

function biasView(data: DataSet, table: ArrayLike<number>, kinds: readonly TaskKind[]): ArmView['bias'] {
  if (table.length === 0) return undefined;
  if (!isWorld(data)) {
    // Position logits are added to the first task: to a number that is predicted they would be none.
    const shown = kinds[CLICK] === 'binary' ? shownIn(data.train) : null;
    return shown ? learnedBias(table, shown) : undefined;
  }
  if (data.spec.logging === 'none') return undefined;
  const { target, missing } = idealOf(data);
  return biasFit(table, target, missing);
}

/**
 * What the page shows of one model at one step: without predictions no AUC, without parameters none.
 * @param kinds - [4] of the model's tasks; default those of the platform
 */
export function armView(data: DataSet, replica: ReplicaEvaluation, kinds = kindsOf({})): ArmView {
  const { loss, utilization, histogram, entropy, dead, table, full } = replica;
  const experts = utilization.length / TASK_COUNT;
  return {
    loss: Array.from(loss),
    auc: full?.predictions.length ? aucs(data.heldOut, full.predictions, kinds) : kinds.map(() => NaN),
    utilization,
    histogram,
    effectivePerExample: Array.from(entropy, Math.exp),
    effectiveOfMean: Array.from({ length: TASK_COUNT }, (_, k) =>
      effectiveExperts(utilizationRow(utilization, experts, k)),
    ),
    dead,
    bias: biasView(data, table, kinds),
    parameters: full?.parameters ?? new Float32Array(0),
  };
}
