/** Initial parameters of a replica: one flat vector, drawn block by block from the replica's own seed. */
import { RandomStream, STREAM } from '../world/random.ts';
import { BLOCKS, blockOf, type BlockName, type ParameterLayout } from './layout.ts';
import { gateSets, trunkWidth, type ModelSpec, type ReplicaSpec } from './spec.ts';
import { countOf, holds } from './visible.ts';

/**
 * Standard deviation of a block's initial weights; 0 = the block starts at zero.
 *
 * What feeds a ReLU gets variance 2/fan-in (He et al. 2015, equation 10), what feeds a softmax or an output 1/fan-in.
 * The tables indexed by device × position start at zero: "no position bias" is the neutral guess.
 */
function initialDeviation(
  name: BlockName,
  model: ModelSpec,
  replica: Pick<ReplicaSpec, 'initScale' | 'gateInitScale'>,
): number {
  const trunk = trunkWidth(model);
  switch (name) {
    case 'shared/w':
      return replica.initScale * Math.sqrt(2 / model.features);
    case 'experts/w':
      return replica.initScale * Math.sqrt(2 / trunk);
    case 'gates/w':
      return replica.gateInitScale * Math.sqrt(1 / trunk);
    case 'towers/w1':
      return replica.initScale * Math.sqrt(2 / model.expertUnits);
    case 'towers/w':
      return replica.initScale * Math.sqrt(1 / (model.towerUnits > 0 ? model.towerUnits : model.expertUnits));
    case 'adversary/w':
      return replica.initScale * Math.sqrt(1 / model.sharedUnits);
    default:
      return 0;
  }
}

/** What no gate reads starts, and stays, at 0. @param gates - `gates/w` [G,F,E] */
function clearUnseen(model: ModelSpec, gates: Float32Array): void {
  const size = trunkWidth(model) * model.experts;
  gateSets(model).forEach((set, g) => {
    for (let i = 0; i < size; i++) if (!holds(set, i % model.experts)) gates[g * size + i] = 0;
  });
}

/** Before the first batch a gate is taken to use all of its experts alike. @param means - `gates/mean` or `gates/top`, [G,E] */
function fillEven(model: ModelSpec, means: Float32Array): void {
  gateSets(model).forEach((set, g) => {
    for (let e = 0; e < model.experts; e++) means[g * model.experts + e] = holds(set, e) ? 1 / countOf(set) : 0;
  });
}

/**
 * Draws a replica's initial parameters. Every block has its own substream (its index in BLOCKS), so that changing the size of one block
 * leaves the draws of the others alone, and the scales multiply the same draws.
 * @returns [layout.length] float32; padding is 0
 */
export function initialParameters(
  model: ModelSpec,
  replica: Pick<ReplicaSpec, 'seeds' | 'initScale' | 'gateInitScale' | 'identicalExperts'>,
  layout: ParameterLayout,
): Float32Array {
  const parameters = new Float32Array(layout.length);
  for (const { name } of layout.list) {
    if (name === 'gates/mean' || name === 'gates/top') fillEven(model, blockOf(layout, parameters, name));
    const deviation = initialDeviation(name, model, replica);
    if (deviation === 0) continue;
    const block = blockOf(layout, parameters, name);
    const stream = new RandomStream(replica.seeds.init, STREAM.init, BLOCKS.indexOf(name));
    for (let i = 0; i < block.length; i++) block[i] = deviation * stream.normal();
    if (name === 'gates/w') clearUnseen(model, block);
    if (name === 'experts/w' && replica.identicalExperts) {
      const size = block.length / model.experts;
      for (let e = 1; e < model.experts; e++) block.copyWithin(e * size, 0, size);
    }
  }
  return parameters;
}
