/** What a treatment has learned of the position bias, where it learns one that can be read. */
import { biasFit } from '../../metrics/bias.ts';
import { createScorer } from '../../engine/score.ts';
import { blockOf, parameterLayout, TABLE_ROWS, tableRow } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { CLICK, DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions, World } from '../../world/types.ts';

export interface LearnedBias {
  /** [device][position 1..9] centred logits. */
  learned: number[][];
  /** Against the true bias. */
  rmse: number;
}

/** Rows over which the effect of the position as an input feature is averaged. */
const EFFECT_ROWS = 150;

/** The mean click logit of a model at every position of every device over the same rows: what its input feature does (Friedman 2001, section 8.2). */
function partialDependence(model: ModelSpec, parameters: Float32Array, rows: Impressions): Float32Array {
  const scorer = createScorer(model, parameters);
  const table = new Float32Array(TABLE_ROWS);
  const count = Math.min(EFFECT_ROWS, rows.rows);
  const outputs = new Float32Array(count * TASK_COUNT);
  for (let device = 0; device < DEVICE_COUNT; device++) {
    const log = { ...rows, rows: count, device: new Uint8Array(count).fill(device) };
    for (let position = 1; position <= POSITIONS; position++) {
      scorer(log, { position, into: outputs });
      for (let row = 0; row < count; row++)
        table[tableRow(device, position)] += outputs[row * TASK_COUNT + CLICK] / count;
    }
  }
  return table;
}

/**
 * @param rows - candidates over which the effect of an input feature is averaged
 * @returns null for treatments that learn no bias: no treatment, and the adversarial loss, which is to forget the position
 */
export function learnedBias(
  model: ModelSpec,
  parameters: Float32Array,
  rows: Impressions,
  { truth }: Pick<World, 'truth'>,
): LearnedBias | null {
  if (model.biasHandling !== 'shallow-tower' && model.biasHandling !== 'input-feature') return null;
  const table =
    model.biasHandling === 'shallow-tower'
      ? blockOf(parameterLayout(model), parameters, 'shallow/table')
      : partialDependence(model, parameters, rows);
  const { learned, rmse } = biasFit(table, truth.bias);
  return { learned, rmse };
}
