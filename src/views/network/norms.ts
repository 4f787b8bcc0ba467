/** Sizes of weights, read straight from a model's flat parameter vector: what the grey lines of the network are as wide as. */
import { blockOf, type BlockName, type ParameterLayout } from '../../model/layout.ts';
import type { ModelSpec } from '../../model/spec.ts';

/** Euclidean norm of `count` numbers from `start`, `stride` apart. */
export function norm(values: ArrayLike<number>, start = 0, count = values.length - start, stride = 1): number {
  let sum = 0;
  for (let i = 0, at = start; i < count; i++, at += stride) sum += values[at] * values[at];
  return Math.sqrt(sum);
}

/** Norm of a whole block; 0 where the model has none. */
export const blockNorm = (layout: ParameterLayout, vector: Float32Array, name: BlockName): number =>
  layout.blocks[name] ? norm(blockOf(layout, vector, name)) : 0;

/** Norm of the `index`-th of `parts` equal parts of a block: an expert's, a gate's, a task's share. */
export function partNorm(
  layout: ParameterLayout,
  vector: Float32Array,
  name: BlockName,
  index: number,
  parts: number,
): number {
  const block = layout.blocks[name];
  if (!block) return 0;
  const size = block.size / parts;
  return norm(vector, block.offset + index * size, size);
}

/** [D] how strongly the shared layer reads each feature: norm of the feature's row of `shared/w`. Empty without a shared layer. */
export function featureNorms(model: ModelSpec, layout: ParameterLayout, vector: Float32Array): Float64Array {
  const block = layout.blocks['shared/w'];
  if (!block) return new Float64Array(0);
  const h = model.sharedUnits;
  return Float64Array.from({ length: model.features }, (_, d) => norm(vector, block.offset + d * h, h));
}

/**
 * [E] how strongly each expert reads what it is fed: Frobenius norm of its weights. Without a shared layer, of its rows of the features
 * from `first` to before `end`, as a root mean square over rows, so that groups of different size compare.
 */
export function expertNorms(
  model: ModelSpec,
  layout: ParameterLayout,
  vector: Float32Array,
  first?: number,
  end?: number,
): Float64Array {
  const block = layout.blocks['experts/w'];
  if (!block) return new Float64Array(0);
  const [, width, units] = block.shape;
  const from = first ?? 0;
  const rows = (end ?? width) - from;
  const scale = first === undefined ? 1 : 1 / Math.sqrt(Math.max(1, rows));
  return Float64Array.from(
    { length: model.experts },
    (_, e) => scale * norm(vector, block.offset + (e * width + from) * units, rows * units),
  );
}

/** Number of parameters in a share of some blocks: `parts` equal parts of each, one of them counted. */
export const countParameters = (layout: ParameterLayout, names: readonly BlockName[], parts = 1): number =>
  names.reduce((sum, name) => sum + (layout.blocks[name]?.size ?? 0) / parts, 0);

/**
 * Lines that show norms: the widest of the layer is `most` pixels wide, the others in proportion, none thinner than a hair.
 * A layer that is all zero is all hairs.
 */
export function lineWidths(norms: ArrayLike<number>, most: number): number[] {
  const HAIR = 0.3;
  let top = 0;
  for (let i = 0; i < norms.length; i++) if (norms[i] > top) top = norms[i];
  return Array.from(norms, (value) =>
    top > 0 && Number.isFinite(value) ? Math.max(HAIR, (most * value) / top) : HAIR,
  );
}
