/** What is measured: the large shape of the comparison with peers, and the default model for populations. */
import { createWorld } from '../src/world/world.ts';
import { worldPolarization } from '../src/world/spec.ts';
import type { World } from '../src/world/types.ts';
import { defaultRun, modelOf, replicaOf } from '../src/run/runSpec.ts';
import type { ModelSpec, PopulationSpec, ReplicaSpec } from '../src/model/spec.ts';

/** D = 32, 8 experts of 32 ReLU units on the input, 4 gates, linear towers. */
export const LARGE: ModelSpec = {
  kind: 'mmoe',
  features: 32,
  sharedUnits: 0,
  experts: 8,
  expertUnits: 32,
  towerUnits: 0,
  biasHandling: 'none',
};
export const LEARNING_RATE = 0.01;

/** 4,096 rows of as many features as asked for, all labels observed. */
export const worldOfWidth = (features: number): World => {
  // Of neither kind may there be more than 64.
  const queryFeatures = Math.max(Math.floor((3 * features) / 8), features - 64);
  const itemFeatures = features - queryFeatures;
  return createWorld({ ...worldPolarization(), queryFeatures, itemFeatures, impressions: 4096, heldOut: 512 }, 1);
};

const plain: Omit<ReplicaSpec, 'data' | 'seeds'> = {
  learningRate: LEARNING_RATE,
  gateDropout: 0,
  positionDropout: 0,
  workers: 1,
  l2: 0,
  taskWeights: [1, 1, 1, 1],
  initScale: 1,
  gateInitScale: 1,
  identicalExperts: false,
  tableRate: 1,
  gateRate: 1,
  adversarialWeight: 0,
};

/** One model of the large shape, Adam at a constant rate, no dropout: what every peer can do as well. */
export const largePopulation = (batch: number): PopulationSpec => ({
  model: LARGE,
  training: { steps: 1_000_000, batch, optimizer: 'adam', decayTo: 1, mask: 'example' },
  replicas: [{ ...plain, data: 0, seeds: { init: 1, dropout: 1, batch: 1 } }],
});

let largeWorld: World | undefined;
/** 4,096 rows of 32 features, all labels observed. */
export const worldOfLarge = (): World => (largeWorld ??= worldOfWidth(32));

let defaultWorld: World | undefined;
export const worldOfDefault = (): World => (defaultWorld ??= createWorld(defaultRun().world, 1));

/** R replicas of the default run, each with seeds of its own, half of them with gate dropout, on one log. */
export function defaultPopulation(replicas: number): PopulationSpec {
  const run = defaultRun();
  const { steps, batch, optimizer, decayTo, mask } = run.training;
  return {
    model: modelOf(run),
    training: { steps, batch, optimizer, decayTo, mask },
    replicas: Array.from({ length: replicas }, (_, i) =>
      replicaOf(
        { ...run, seeds: { data: 1, init: i, dropout: i, batch: i } },
        i % 2 === 0 ? 0 : run.training.gateDropout,
      ),
    ),
  };
}

/** Weights for a peer's model: their values do not matter for the time, but must not be degenerate. A small linear congruential sequence. */
export function peerWeights(): (count: number, fanIn: number) => Float32Array<ArrayBuffer> {
  let seed = 1;
  return (count, fanIn) =>
    Float32Array.from({ length: count }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed / 4294967296 - 0.5) * Math.sqrt(24 / fanIn);
    });
}

/** A population and the log that it is trained on, with a name for tables. */
export interface Shape {
  model: string;
  population: PopulationSpec;
  data: World;
}

export const defaultShape = (replicas: number): Shape => ({
  model: `default, R = ${String(replicas)}`,
  population: defaultPopulation(replicas),
  data: worldOfDefault(),
});

export const largeShape = (batch: number): Shape => ({
  model: `large, batch ${String(batch)}`,
  population: largePopulation(batch),
  data: worldOfLarge(),
});
