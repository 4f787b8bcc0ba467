/**
 * Which units fire (are above 0), seen on a few held-out impressions: enough to tell a layer that works from one that is dying. It runs a few times a
 * second beside the training, so it computes nothing but these layers; `explain` of src/model follows one impression all the way.
 */
import { activate, LAYER_NORM_EPSILON, PLAIN_SERVING, type Activation, type Serving } from '../../model/cures.ts';
import { tableRow, type ParameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** Impressions looked at. */
const ROWS = 54;

/** Outputs of one layer on some impressions, and what they tell. */
export interface Activity {
  rows: number;
  /** [rows × units] */
  outputs: Float64Array;
  /** [units] share of the impressions on which a unit is above 0. */
  share: Float64Array;
}

/** Centres `units` numbers from a place, and scales them to variance 1. */
function normalise(outputs: Float64Array, from: number, units: number): void {
  let mean = 0;
  let square = 0;
  for (let u = from; u < from + units; u++) {
    mean += outputs[u] / units;
    square += outputs[u] ** 2 / units;
  }
  const scale = 1 / Math.sqrt(Math.max(0, square - mean ** 2) + LAYER_NORM_EPSILON);
  for (let u = from; u < from + units; u++) outputs[u] = (outputs[u] - mean) * scale;
}

/** What a layer does with its sums. */
interface Bent {
  activation: Activation;
  layerNorm: boolean;
}

/** act(x·w + b [+ extra]) for every row. @param extra - where in the vector a row's additional bias begins, or −1 */
function layer(
  x: ArrayLike<number>,
  rows: number,
  width: number,
  units: number,
  vector: Float32Array,
  w: number,
  b: number,
  extra: (row: number) => number,
  { activation, layerNorm }: Bent,
): Activity {
  const outputs = new Float64Array(rows * units);
  const share = new Float64Array(units);
  for (let row = 0; row < rows; row++) {
    const from = row * units;
    const more = extra(row);
    for (let u = 0; u < units; u++) outputs[from + u] = vector[b + u] + (more < 0 ? 0 : vector[more + u]);
    for (let i = 0; i < width; i++) {
      const value = x[row * width + i];
      if (value === 0) continue;
      const at = w + i * units;
      for (let u = 0; u < units; u++) outputs[from + u] += value * vector[at + u];
    }
    if (layerNorm) normalise(outputs, from, units);
    for (let u = 0; u < units; u++) {
      if (outputs[from + u] > 0) share[u] += 1 / rows;
      outputs[from + u] = activate(activation, outputs[from + u]);
    }
  }
  return { rows, outputs, share };
}

const none = (): number => -1;

/** The shared layer on the first samples; of no units where a model has none. */
export function sharedActivity(
  model: ModelSpec,
  { blocks }: ParameterLayout,
  vector: Float32Array,
  samples: Impressions,
  { sharedActivation }: Pick<Serving, 'sharedActivation'> = PLAIN_SERVING,
): Activity {
  const rows = Math.min(ROWS, samples.rows);
  const w = blocks['shared/w'];
  const b = blocks['shared/b'];
  if (!w || !b) return { rows, outputs: new Float64Array(0), share: new Float64Array(0) };
  const table = blocks['positionInput/w'];
  const extra = table
    ? (row: number): number => table.offset + tableRow(samples.device[row], samples.position[row]) * model.sharedUnits
    : none;
  const bent = { activation: sharedActivation, layerNorm: false };
  return layer(samples.features, rows, model.features, model.sharedUnits, vector, w.offset, b.offset, extra, bent);
}

/** One expert on the first samples. */
export function expertActivity(
  model: ModelSpec,
  layout: ParameterLayout,
  vector: Float32Array,
  samples: Impressions,
  expert: number,
  serving: Serving = PLAIN_SERVING,
): Activity {
  const shared = sharedActivity(model, layout, vector, samples, serving);
  const direct = model.sharedUnits === 0;
  const w = layout.blocks['experts/w']!;
  const b = layout.blocks['experts/b']!;
  const width = w.shape[1];
  return layer(
    direct ? samples.features : shared.outputs,
    shared.rows,
    width,
    model.expertUnits,
    vector,
    w.offset + expert * width * model.expertUnits,
    b.offset + expert * model.expertUnits,
    none,
    { activation: serving.expertActivation, layerNorm: serving.layerNorm },
  );
}

/** Units that fire at least once. */
export const everActive = ({ share }: Activity): number =>
  share.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
