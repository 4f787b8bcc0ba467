/** A trained model as a file that other programs open: its parameters by name, and in the metadata all that is needed to predict with them. */
import type { Serving } from '../../model/cures.ts';
import { blockOf, parameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { Input } from '../../tabular/types.ts';
import { encodeSafetensors } from './safetensors.ts';
import type { Tasks } from './tables.ts';

/** Of the names and the metadata. */
const VERSION = '1';

export interface ModelToExport {
  model: ModelSpec;
  /** What of its cures acts when it predicts. */
  serving: Serving;
  /** The flat vector. */
  parameters: Float32Array;
  tasks: Tasks;
  /** [features] */
  inputs: readonly Input[];
  /** Where its data came from and how it was trained, as far as it is known; JSON. */
  source: unknown;
  /** Steps it was trained. */
  step: number;
}

/**
 * @returns a safetensors file: tensors `BLOCKS` with the shapes of {@link parameterLayout}, metadata in JSON
 * @throws Error when there are parameters of another model
 */
export function modelFile({ model, serving, parameters, tasks, inputs, source, step }: ModelToExport) {
  const layout = parameterLayout(model);
  if (parameters.length !== layout.length) throw new Error('these are not the parameters of this model');
  const tensors = layout.list.map(({ name, shape }) => ({ name, shape, values: blockOf(layout, parameters, name) }));
  return encodeSafetensors(tensors, {
    producer: 'MMoE Lab',
    version: VERSION,
    model: JSON.stringify(model),
    serving: JSON.stringify(serving),
    tasks: JSON.stringify(tasks),
    inputs: JSON.stringify(inputs),
    source: JSON.stringify(source),
    step: String(step),
  });
}
