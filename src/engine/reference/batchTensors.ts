/** From a log and the draws of a step to the tensors that the reference model reads. */
import { tensor3d, tensor4d } from '../tfjs/ops.ts';
import { servingOf } from '../../model/cures.ts';
import { adversarialAt } from '../../model/draws.ts';
import { TABLE_ROWS, tableRow } from '../../model/layout.ts';
import { binaryTasks, gateCount, type PopulationSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import type { BatchDraw } from '../batch.ts';
import { evaluatedPosition, evaluatedSets, maskOfSets } from '../evaluate.ts';
import type { EngineData, EvaluateOptions } from '../types.ts';
import type { Inputs, Targets } from './model.ts';

/** Arrays for so many examples of d features and gates of `weights` weights in all. */
const blank = (examples: number, d: number, weights: number) => ({
  features: new Float32Array(examples * d),
  place: new Float32Array(examples * TABLE_ROWS),
  mask: new Float32Array(examples * weights).fill(1),
  noise: new Float32Array(examples * weights),
  labels: new Float32Array(examples * TASK_COUNT),
  binary: new Float32Array(examples * TASK_COUNT),
  regression: new Float32Array(examples * TASK_COUNT),
  position: new Float32Array(examples * POSITIONS),
});

/**
 * The batch of every replica at `step`, with the weight that each label has in the loss. Fresh arrays each time: a backend may keep
 * the array that it is given.
 */
export function trainingTensors(
  population: PopulationSpec,
  data: readonly EngineData[],
  draw: BatchDraw,
  step: number,
): { inputs: Inputs; targets: Targets } {
  const { model, training, replicas } = population;
  const r = replicas.length;
  const b = training.batch;
  const { features: d, experts: e } = model;
  const g = gateCount(model);
  const { features, place, mask, noise, labels, binary, regression, position } = blank(r * b, d, g * e);
  const isBinary = binaryTasks(model);
  let masked = false;
  let noisy = false;
  replicas.forEach((replica, index) => {
    const log = data[replica.data].train;
    draw.draw(replica, step, log);
    if (draw.masked) {
      masked = true;
      mask.set(draw.mask, index * b * g * e);
    }
    if (draw.noisy) {
      noisy = true;
      noise.set(draw.noise, index * b * g * e);
    }
    for (let j = 0; j < b; j++) {
      const row = draw.rows[j];
      const example = index * b + j;
      features.set(log.features.subarray(row * d, (row + 1) * d), example * d);
      place[example * TABLE_ROWS + tableRow(log.device[row], draw.position[j])] = 1;
      if (draw.position[j] > 0) position[example * POSITIONS + draw.position[j] - 1] = 1 / b;
      for (let k = 0; k < TASK_COUNT; k++) {
        if (log.observed[row * TASK_COUNT + k] === 0) continue;
        const at = (index * TASK_COUNT + k) * b + j;
        labels[at] = log.labels[row * TASK_COUNT + k];
        (isBinary[k] ? binary : regression)[at] = replica.taskWeights[k] / b;
      }
    }
  });
  const lambda = replicas.map((replica) => adversarialAt(replica.adversarialWeight, step, training.steps));
  return {
    inputs: {
      features: tensor3d(features, [r, b, d]),
      place: tensor3d(place, [r, b, TABLE_ROWS]),
      mask: masked ? tensor4d(mask, [r, b, g, e]) : null,
      noise: noisy ? tensor4d(noise, [r, b, g, e]) : null,
      servings: replicas.map((replica) => servingOf(replica, training, step)),
    },
    targets: {
      labels: tensor3d(labels, [r, TASK_COUNT, b]),
      binaryWeights: tensor3d(binary, [r, TASK_COUNT, b]),
      regressionWeights: tensor3d(regression, [r, TASK_COUNT, b]),
      position: tensor3d(position, [r, b, POSITIONS]),
      adversarial: tensor3d(lambda, [r, 1, 1]),
    },
  };
}

/** The whole held-out log of a replica as one batch. @param step - steps done */
export function heldOutTensors(
  population: PopulationSpec,
  r: number,
  log: Impressions,
  options: EvaluateOptions,
  step: number,
): Inputs {
  const { rows, featureCount } = log;
  const { experts } = population.model;
  const place = new Float32Array(rows * TABLE_ROWS);
  for (let row = 0; row < rows; row++) {
    place[row * TABLE_ROWS + tableRow(log.device[row], evaluatedPosition(options.position, log.position[row]))] = 1;
  }
  const sets = evaluatedSets(population.model, options.withoutExpert);
  const kept = maskOfSets(sets, experts);
  return {
    features: tensor3d(log.features.slice(), [1, rows, featureCount]),
    place: tensor3d(place, [1, rows, TABLE_ROWS]),
    mask: kept && tensor4d(Float32Array.from(kept), [1, 1, sets.length, experts]),
    noise: null,
    servings: [servingOf(population.replicas[r], population.training, step)],
  };
}
