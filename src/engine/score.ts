/** Scores rows with a trained model on the processor: for serving, where one model meets candidates that are in no log of an engine. */
import { createWorkspace, shapeOf } from './scalar/shape.ts';
import { forward } from './scalar/forward.ts';
import { servingPass } from './scalar/pass.ts';
import { PLAIN_SERVING, type Serving } from '../model/cures.ts';
import { checkModel, SpecError, type ModelSpec } from '../model/spec.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import { evaluatedPosition, evaluatedSets, maskOfSets } from './evaluate.ts';
import type { EvaluateOptions } from './types.ts';

/** What a scorer reads of a log. */
export type Scored = Pick<Impressions, 'rows' | 'featureCount' | 'features' | 'device' | 'position'>;

export interface ScoreOptions {
  /** Which position the click is predicted for; default `missing`, as at serving (Zhao et al. 2019, section 4.4). */
  position?: EvaluateOptions['position'];
  /** Rows from here, default 0, */
  from?: number;
  /** to before here, default all. */
  to?: number;
  /** [rows × 4] receives the outputs, row by row from its start; default a new array. */
  into?: Float32Array;
}

/** @returns [rows × 4] logits of binary tasks, standardised predictions of regressions: what {@link ReplicaEvaluation} calls predictions */
export type Scorer = (log: Scored, options?: ScoreOptions) => Float32Array;

/**
 * Makes a scorer of one trained model. Its arrays are made once: scoring row after row makes no others.
 * @param parameters - the flat vector of the model; a copy is kept
 * @param serving - what of the replica's cures acts when it predicts (`servingOf`)
 * @returns a function that throws SpecError for rows of another number of features
 * @throws SpecError for a model that there cannot be, or parameters of another one
 */
export function createScorer(
  model: ModelSpec,
  parameters: ArrayLike<number>,
  serving: Serving = PLAIN_SERVING,
): Scorer {
  checkModel(model);
  const shape = shapeOf(model);
  if (parameters.length !== shape.layout.length)
    throw new SpecError(
      `${String(parameters.length)} parameters are not the ${String(shape.layout.length)} of the model`,
    );
  const own = Float64Array.from(parameters);
  const workspace = createWorkspace(shape);
  const pass = servingPass(shape, serving);
  const mask = maskOfSets(evaluatedSets(model), model.experts);
  return (log, { position = 'missing', from = 0, to = log.rows, into } = {}) => {
    if (log.featureCount !== model.features)
      throw new SpecError(
        `rows of ${String(log.featureCount)} features cannot be scored: the model reads ${String(model.features)}`,
      );
    const outputs = into ?? new Float32Array((to - from) * TASK_COUNT);
    for (let row = from, at = 0; row < to; row++, at += TASK_COUNT) {
      const shown = evaluatedPosition(position, log.position[row]);
      forward(shape, own, workspace, log.features, row, log.device[row], shown, mask, 0, pass);
      outputs.set(workspace.output, at);
    }
    return outputs;
  };
}
