/** Small data and populations that the engines' tests share: every option of a model and of its training, pairwise covered. */
import { KINDS, modelOptions } from './options.ts';
import { maskOf } from '../../model/visible.ts';
import {
  binaryTasks,
  type ModelSpec,
  type OptimizerKind,
  type PopulationSpec,
  type ReplicaSpec,
} from '../../model/spec.ts';
import { RandomStream, STREAM } from '../../world/random.ts';
import { DEVICE_COUNT, POSITIONS, TASK_COUNT, type TaskKind } from '../../world/spec.ts';
import type { WorldLog } from '../../world/types.ts';
import type { EngineData } from '../types.ts';

/** Which labels a log has: all, a random half (clicks too), or no like at all. */
export type Observed = 'all' | 'half' | 'no-like';

/** A log of random rows: labels carry no signal, some positions are missing, and what was not observed is NaN, which no engine may read. */
export function randomLog(
  seed: number,
  rows: number,
  features: number,
  observed: Observed = 'all',
  kinds?: readonly TaskKind[],
): WorldLog {
  const binary = binaryTasks({ kinds });
  const draw = new RandomStream(seed, STREAM.simulation, 77);
  const log: WorldLog = {
    rows,
    featureCount: features,
    features: Float32Array.from({ length: rows * features }, () => draw.normal()),
    device: Uint8Array.from({ length: rows }, () => draw.below(DEVICE_COUNT)),
    position: Uint8Array.from({ length: rows }, () => draw.below(POSITIONS + 1)),
    labels: Float32Array.from({ length: rows * TASK_COUNT }, (_, i) =>
      binary[i % TASK_COUNT] ? draw.below(2) : draw.normal(),
    ),
    observed: Uint8Array.from({ length: rows * TASK_COUNT }, () => (observed === 'half' ? draw.below(2) : 1)),
    query: new Uint32Array(rows),
    utility: new Float32Array(0),
    clickLogit: new Float32Array(0),
    clickProbability: new Float32Array(0),
  };
  for (let i = 0; i < rows * TASK_COUNT; i++) {
    if (observed === 'no-like' && i % TASK_COUNT === 2) log.observed[i] = 0;
    if (log.observed[i] === 0) log.labels[i] = NaN;
  }
  return log;
}

/** Training and held-out rows are few and not multiples of anything. */
export const randomData = (
  seed: number,
  features: number,
  observed: Observed = 'all',
  kinds?: readonly TaskKind[],
): EngineData => ({
  train: randomLog(seed, 61, features, observed, kinds),
  heldOut: randomLog(seed + 1000, 23, features, observed, kinds),
});

export const REPLICA: ReplicaSpec = {
  data: 0,
  seeds: { init: 11, dropout: 12, batch: 13 },
  learningRate: 0.05,
  gateDropout: 0,
  positionDropout: 0.2,
  workers: 1,
  l2: 0,
  taskWeights: [1, 0.5, 2, 0.7],
  initScale: 1,
  gateInitScale: 1,
  identicalExperts: false,
  tableRate: 1,
  gateRate: 1,
  adversarialWeight: 0.6,
};

export const MODEL: ModelSpec = {
  kind: 'mmoe',
  features: 4,
  sharedUnits: 5,
  experts: 3,
  expertUnits: 3,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};

/** A set of experts for every task, one of a single expert, no two alike. */
export const SOME_VISIBLE = maskOf([[0, 1], [1], [0, 2], [0, 1, 2]]);

/** A population of the small model; every part can be overridden. */
export function smallPopulation(
  options: {
    model?: Partial<ModelSpec>;
    training?: Partial<PopulationSpec['training']>;
    replicas?: Partial<ReplicaSpec>[];
  } = {},
): PopulationSpec {
  return {
    model: { ...MODEL, ...options.model },
    training: { steps: 80, batch: 7, optimizer: 'adagrad', decayTo: 0.1, mask: 'example', ...options.training },
    replicas: (options.replicas ?? [{}]).map((replica) => ({ ...REPLICA, ...replica })),
  };
}

/** A population and its data, with what is special about it in its name. */
export interface Variant {
  name: string;
  /** The chosen option of every factor, for the test that all pairs occur. */
  choice: Record<string, string>;
  population: PopulationSpec;
  data: EngineData[];
}

export const RATES: Record<OptimizerKind, number> = { sgd: 0.05, adagrad: 0.1, adam: 0.004 };

/**
 * Every structure (kind × shared layer × towers × bias handling) with the options of training spread over them so that every pair of
 * options occurs (a test checks it). Two replicas each, which differ in all that replicas may differ in.
 */
export function variants(): Variant[] {
  return modelOptions().map((choice, i) => {
    const { kind, shared, tower, bias, mask, observed, l2, optimizer, workers, visible, kinds } = choice;
    const model: ModelSpec = {
      ...MODEL,
      kind,
      biasHandling: bias,
      sharedUnits: shared === 'shared' ? MODEL.sharedUnits : 0,
      towerUnits: tower === 'hidden' ? 2 : 0,
      experts: kind === 'shared-bottom' ? 1 : 3,
      ...(visible === 'some' && { visible: SOME_VISIBLE }),
      ...(kinds !== 'own' && { kinds: KINDS[kinds] }),
    };
    const factor = l2 === 'l2' ? 0.01 : 0;
    const base: Partial<ReplicaSpec> = {
      learningRate: RATES[optimizer],
      gateDropout: mask === 'none' ? 0 : 0.4,
      l2: factor,
      workers: workers === 'async' ? 3 : 1,
      seeds: { init: 100 + i, dropout: 200 + i, batch: 300 + i },
    };
    const population = smallPopulation({
      model,
      training: { optimizer, mask: mask === 'none' ? 'example' : mask },
      replicas: [
        base,
        {
          ...base,
          data: 1,
          seeds: { init: 400 + i, dropout: 500 + i, batch: 600 + i },
          learningRate: RATES[optimizer] / 2,
          l2: factor / 2,
          gateDropout: mask === 'none' ? 0 : 0.7,
          positionDropout: 0.5,
          taskWeights: [0.3, 1, 0, 2],
          initScale: 0.8,
          gateInitScale: 2,
          tableRate: 3,
          gateRate: 0.5,
          adversarialWeight: 0.2,
          workers: 1,
        },
      ],
    });
    return {
      name: Object.values(choice).join(', '),
      choice,
      population,
      data: [700, 800].map((seed) => randomData(seed + i, model.features, observed, model.kinds)),
    };
  });
}

/** More inputs than a shared layer or an expert may have units, with and without a shared layer; one of the tasks is not there. */
export function wideVariants(): Variant[] {
  const absent = { taskWeights: [1, 0.5, 0, 0.7] };
  return [
    { features: 65, sharedUnits: 0, experts: 2, expertUnits: 2, kind: 'omoe' as const },
    { features: 128, sharedUnits: 2, experts: 2, kinds: KINDS.swapped },
  ].map((model, i) => ({
    name: `${String(model.features)} inputs, ${String(model.sharedUnits)} shared units`,
    choice: {},
    population: smallPopulation({
      model,
      training: { optimizer: 'adam' },
      replicas: [0, 1].map((r) => ({ ...absent, data: r, learningRate: RATES.adam, gateDropout: 0.4, workers: 1 + r })),
    }),
    data: [50, 60].map((seed) => randomData(seed + i, model.features, 'no-like', model.kinds)),
  }));
}

/**
 * Adds noise to every number of a checkpoint's state. At the start tables and biases are 0, which is where ReLU's kink lies: the gradient has
 * two values there, and finite differences their mean.
 */
export function offTheKinks(state: Float32Array): Float32Array {
  const noise = new RandomStream(9, STREAM.simulation);
  return state.map((value) => value + 0.2 * noise.normal());
}
