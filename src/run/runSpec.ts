/** One run as the page sees it: a world, a model, how it is trained, and the seeds. Serializable; the whole of it fits in a link. */
import { NO_CURES, needsBalance, servingOf, type Cures, type Serving } from '../model/cures.ts';
import { sharedMask, type Sharing } from '../model/sharing.ts';
import { worldW1, type WorldSpec } from '../world/spec.ts';
import { featuresOf, kindsOfRun, presentTasks, synthetic, type SourceSpec } from './source.ts';
import type {
  BiasHandling,
  MaskKind,
  ModelKind,
  ModelSpec,
  OptimizerKind,
  PopulationSpec,
  ReplicaSpec,
} from '../model/spec.ts';

/** What keeps the gates of a run's model B from collapsing, or the run from needing it, beside gate dropout. */
export interface RunCures extends Cures {
  /** Factor of the learning rate. */
  rate: number;
  /** A further factor of the gates' learning rate. */
  gateRate: number;
  /** Gates start uniform. */
  zeroGates: boolean;
  /** Gates start uniform and are not trained: every expert weighs the same for ever. */
  uniform: boolean;
  /** Which experts each task's gate may use; `all`: those that the run's own model may. Acts as `model.sharing` does. */
  sharing: Sharing;
}

/** A run as it is without any. */
export const NO_RUN_CURES: RunCures = {
  ...NO_CURES,
  rate: 1,
  gateRate: 1,
  zeroGates: false,
  uniform: false,
  sharing: 'all',
};

export interface RunSpec {
  /** Where the impressions come from. */
  source: SourceSpec;
  /**
   * The synthetic platform. Of a run on a table only `impressions` and `heldOut` count: at most so many of its rows are trained on, and measured on.
   */
  world: WorldSpec;
  model: {
    kind: ModelKind;
    sharedUnits: number;
    experts: number;
    /** Which experts each task's gate may use; acts on `mmoe` alone, and where there are experts enough. */
    sharing: Sharing;
    expertUnits: number;
    towerUnits: number;
    biasHandling: BiasHandling;
    initScale: number;
    gateInitScale: number;
    identicalExperts: boolean;
  };
  training: {
    steps: number;
    batch: number;
    optimizer: OptimizerKind;
    learningRate: number;
    decayTo: number;
    l2: number;
    workers: number;
    gateDropout: number;
    mask: MaskKind;
    positionDropout: number;
    tableRate: number;
    gateRate: number;
    adversarialWeight: number;
    /** Loss factors of click, watch time, like, rating. */
    taskWeights: number[];
    cures: RunCures;
  };
  /** Four named seeds: reset keeps all four. */
  seeds: { data: number; init: number; dropout: number; batch: number };
  /** An expert counts as unused below this mean utilization. */
  threshold: number;
}

/**
 * The setting that the app opens with: it shows polarization and bias recovery in one run. Its seed was chosen: without gate dropout the
 * gates of watch time and like polarize, with it none does, and the learned bias comes within 0.12 logits of the truth. How often is in
 * `stored/defaultRates.ts`, and the page says so.
 */
export function defaultRun(): RunSpec {
  return {
    source: synthetic(),
    world: { ...worldW1(), sines: 2, randomness: 0.5, labels: 'all', heldOut: 1_800 },
    model: {
      kind: 'mmoe',
      sharedUnits: 16,
      experts: 8,
      sharing: 'all',
      expertUnits: 8,
      towerUnits: 0,
      biasHandling: 'shallow-tower',
      initScale: 1,
      gateInitScale: 1,
      identicalExperts: false,
    },
    training: {
      steps: 600,
      batch: 32,
      optimizer: 'adagrad',
      learningRate: 0.7,
      decayTo: 0,
      l2: 1e-3,
      workers: 4,
      gateDropout: 0.1,
      mask: 'example',
      positionDropout: 0.1,
      tableRate: 1,
      gateRate: 1,
      adversarialWeight: 0.3,
      taskWeights: [1, 1, 1, 1],
      cures: { ...NO_RUN_CURES },
    },
    seeds: { data: 16, init: 16, dropout: 16, batch: 16 },
    threshold: 0.01,
  };
}

/** Which experts each task may use in a run's own model, or in the one with its cures. */
function visibleIn({ model: { kind, sharing, experts }, training: { cures } }: RunSpec, cured: boolean) {
  if (kind !== 'mmoe') return undefined;
  return (cured ? sharedMask(cures.sharing, experts) : undefined) ?? sharedMask(sharing, experts);
}

/** @returns the structure of a run's model with all of its cures; where they balance the gates, the model without them has what that needs, too */
export function modelOf(run: RunSpec): ModelSpec {
  const { kind, sharedUnits, experts, expertUnits, towerUnits, biasHandling } = run.model;
  const visible = visibleIn(run, true);
  const kinds = kindsOfRun(run);
  return {
    kind,
    sharedUnits,
    expertUnits,
    towerUnits,
    biasHandling,
    features: featuresOf(run),
    experts: kind === 'shared-bottom' ? 1 : experts,
    ...(visible && { visible }),
    ...(kinds && { kinds }),
    ...(kind !== 'shared-bottom' && needsBalance(run.training.cures) && { balance: true }),
  };
}

/** @param arm - its index in {@link populationOf}; @returns the structure of a model of the page: of equal sizes, but each of its own mask */
export function modelOfArm(run: RunSpec, arm: number): ModelSpec {
  const { visible: cured, ...model } = modelOf(run);
  const visible = arm === 0 ? visibleIn(run, false) : cured;
  return { ...model, ...(visible && { visible }) };
}

/** @returns what a replica is told of its cures: what differs from none, and nothing at all where nothing does */
function replicaCures({
  rate: _,
  gateRate: __,
  zeroGates: ___,
  uniform: ____,
  sharing: _____,
  ...cures
}: RunCures): Pick<ReplicaSpec, 'cures'> {
  const named = Object.entries(cures).filter(([name, value]) => value !== NO_CURES[name as keyof Cures]);
  return named.length > 0 ? { cures: Object.fromEntries(named) } : {};
}

/** @returns the run as a replica, with all of its cures */
export function replicaOf(run: RunSpec, gateDropout: number, data = 0): ReplicaSpec {
  const { learningRate, positionDropout, workers, l2, taskWeights, tableRate, gateRate, adversarialWeight, cures } =
    run.training;
  const { initScale, gateInitScale, identicalExperts } = run.model;
  const present = presentTasks(run);
  return {
    data,
    seeds: { init: run.seeds.init, dropout: run.seeds.dropout, batch: run.seeds.batch },
    learningRate: learningRate * cures.rate,
    gateDropout,
    positionDropout,
    workers,
    l2,
    taskWeights: taskWeights.map((weight, k) => weight * present[k]),
    initScale,
    gateInitScale: cures.uniform || cures.zeroGates ? 0 : gateInitScale,
    identicalExperts,
    tableRate,
    gateRate: cures.uniform ? 0 : gateRate * cures.gateRate,
    adversarialWeight,
    ...replicaCures(cures),
  };
}

/** A run without any cures. */
export const withoutCures = (run: RunSpec): RunSpec => ({ ...run, training: { ...run.training, cures: NO_RUN_CURES } });

/** The two lockstep arms of the page: index 0 without gate dropout and without cures, index 1 with both; equal in everything else. */
export function populationOf(run: RunSpec): PopulationSpec {
  const { steps, batch, optimizer, decayTo, mask } = run.training;
  const model = modelOfArm(run, 0);
  const { visible } = modelOf(run);
  const other = JSON.stringify(visible) !== JSON.stringify(model.visible);
  return {
    model,
    training: { steps, batch, optimizer, decayTo, mask },
    replicas: [
      replicaOf(withoutCures(run), 0),
      { ...replicaOf(run, run.training.gateDropout), ...(other && { visible }) },
    ],
  };
}

/** How a model of the page predicts: what of its cures acts then. @param arm - its index in {@link populationOf}; @param step - steps done */
export const servingOfArm = (run: RunSpec, arm: number, step: number): Serving =>
  servingOf(arm === 0 ? {} : replicaCures(run.training.cures), run.training, step);
