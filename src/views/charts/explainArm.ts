/** What a model of the page says of one impression. Pure. */
import { modelOfArm, servingOfArm, type RunSpec } from '../../run/runSpec.ts';
import { explain, type Explanation, type ImpressionInput } from '../../model/explain.ts';
import { parameterLayout, type ParameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';

interface Structure {
  model: ModelSpec;
  layout: ParameterLayout;
}

/** Structures of both models of a run: each row of a picture asks for them. */
const known = new WeakMap<RunSpec, Map<number, Structure>>();

function structureOf(run: RunSpec, arm: number): Structure {
  const ofRun = known.get(run) ?? new Map<number, Structure>();
  known.set(run, ofRun);
  const found = ofRun.get(arm);
  if (found) return found;
  const model = modelOfArm(run, arm);
  const made = { model, layout: parameterLayout(model) };
  ofRun.set(arm, made);
  return made;
}

/**
 * The impression's way through a model, with its own experts and what of its cures acts when it predicts.
 * @param arm - index of the model
 * @param at - the flat parameter vector of the model, and the step that it is of
 * @returns null where the parameters are not of this run: between two runs a frame of the old one may still be here
 */
export function explainArm(
  run: RunSpec,
  arm: number,
  { parameters, step }: { parameters: Float32Array; step: number },
  input: ImpressionInput,
): Explanation | null {
  const { model, layout } = structureOf(run, arm);
  if (parameters.length !== layout.length) return null;
  return explain(model, parameters, input, layout, servingOfArm(run, arm, step));
}
