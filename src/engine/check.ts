/** What every engine checks before it allocates anything. */
import { ACTIVATIONS, cureConflicts, curesOf, GATE_KINDS, needsBalance, type Cures } from '../model/cures.ts';
import {
  checkModel,
  gateCount,
  SpecError,
  type ModelSpec,
  type PopulationSpec,
  type ReplicaSpec,
} from '../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../world/spec.ts';
import type { EngineData, EvaluateOptions } from './types.ts';

function demand(condition: boolean, field: string, wanted: string, value: unknown): void {
  if (!condition) throw new SpecError(`${field} must be ${wanted}, not ${String(value)}`);
}

const whole = (value: number, low: number, high = Infinity): boolean =>
  Number.isInteger(value) && value >= low && value <= high;

/**
 * Checks the numbers of a replica.
 * @param name - how the replica is called in the message
 * @throws SpecError naming the first field that is wrong
 */
function checkReplica(replica: ReplicaSpec, name: string): void {
  for (const key of ['init', 'dropout', 'batch'] as const) {
    demand(
      whole(replica.seeds[key], 0, 4294967295),
      `${name}.seeds.${key}`,
      'an unsigned 32-bit integer',
      replica.seeds[key],
    );
  }
  for (const key of [
    'learningRate',
    'l2',
    'initScale',
    'gateInitScale',
    'tableRate',
    'gateRate',
    'adversarialWeight',
  ] as const) {
    demand(
      Number.isFinite(replica[key]) && replica[key] >= 0,
      `${name}.${key}`,
      'a finite number, at least 0',
      replica[key],
    );
  }
  for (const key of ['gateDropout', 'positionDropout'] as const) {
    demand(replica[key] >= 0 && replica[key] <= 1, `${name}.${key}`, 'a probability', replica[key]);
  }
  demand(whole(replica.workers, 1, 64), `${name}.workers`, 'a whole number from 1 to 64', replica.workers);
  demand(
    replica.taskWeights.length === TASK_COUNT,
    `${name}.taskWeights`,
    `${String(TASK_COUNT)} numbers`,
    replica.taskWeights.length,
  );
  replica.taskWeights.forEach((weight, k) => {
    demand(
      Number.isFinite(weight) && weight >= 0,
      `${name}.taskWeights[${String(k)}]`,
      'a finite number, at least 0',
      weight,
    );
  });
}

/** Bounds of the cures' numbers: least, greatest. */
const CURE_BOUNDS = {
  importance: [0, 100],
  switchLoss: [0, 100],
  entropy: [0, 100],
  zLoss: [0, 100],
  logitL2: [0, 100],
  lossFree: [0, 10],
  temperature: [0.1, 100],
  annealing: [0, 1],
  cap: [0, 100],
  noise: [0, 100],
  clip: [0, 1e6],
  warmUp: [0, 1e6],
  decayTo: [0, 1],
} as const satisfies Partial<Record<keyof Cures, readonly [number, number]>>;

/** @throws SpecError naming what is out of bounds, contradictory, or without the state that it needs */
function checkCures(model: ModelSpec, replica: ReplicaSpec, name: string): void {
  const cures = curesOf(replica);
  for (const key of Object.keys(CURE_BOUNDS) as (keyof typeof CURE_BOUNDS)[]) {
    const [low, high] = CURE_BOUNDS[key];
    const value = cures[key];
    demand(value >= low && value <= high, `${name}.cures.${key}`, `from ${String(low)} to ${String(high)}`, value);
  }
  for (const key of ['sharedActivation', 'expertActivation'] as const)
    demand(ACTIVATIONS.includes(cures[key]), `${name}.cures.${key}`, ACTIVATIONS.join(', '), cures[key]);
  demand(GATE_KINDS.includes(cures.gateKind), `${name}.cures.gateKind`, GATE_KINDS.join(', '), cures.gateKind);
  const [conflict] = cureConflicts(model, cures);
  demand(conflict === undefined, `${name}.cures`, 'free of contradictions', conflict);
  demand(
    model.balance === true || gateCount(model) === 0 || !needsBalance(cures),
    'model.balance',
    `true for the cures of ${name}`,
    model.balance,
  );
}

/**
 * Checks a population against the data it is to be trained on.
 * @throws SpecError naming the first field that is wrong
 */
export function checkPopulation(population: PopulationSpec, data: readonly EngineData[]): void {
  const { model, training, replicas } = population;
  checkModel(model);
  demand(whole(training.steps, 1), 'training.steps', 'a positive whole number', training.steps);
  demand(whole(training.batch, 1), 'training.batch', 'a positive whole number', training.batch);
  demand(
    Number.isFinite(training.decayTo) && training.decayTo >= 0,
    'training.decayTo',
    'a finite number, at least 0',
    training.decayTo,
  );
  demand(replicas.length > 0, 'replicas', 'a non-empty list', 'empty');
  replicas.forEach((replica, r) => {
    const name = `replicas[${String(r)}]`;
    checkReplica(replica, name);
    checkCures(model, replica, name);
    demand(replica.visible === undefined, `${name}.visible`, 'that of the model: an engine has one', replica.visible);
    demand(
      whole(replica.data, 0, data.length - 1),
      `${name}.data`,
      `an index below ${String(data.length)}`,
      replica.data,
    );
  });
  data.forEach(({ train, heldOut }, i) => {
    demand(train.rows > 0 && heldOut.rows > 0, `data[${String(i)}]`, 'a log with rows', 'empty');
    for (const log of [train, heldOut]) {
      demand(
        log.featureCount === model.features,
        `data[${String(i)}].featureCount`,
        String(model.features),
        log.featureCount,
      );
    }
  });
}

/**
 * The replicas of a running population with new rates. What was fixed at creation stays: data and workers must be what they were, because other
 * ones would ask for another population; seeds, masks and what only the beginning reads are taken from `before`, whatever `after` says.
 * @throws SpecError naming the first field that is wrong
 */
export function newReplicas(before: readonly ReplicaSpec[], after: readonly ReplicaSpec[]): ReplicaSpec[] {
  demand(after.length === before.length, 'replicas', `${String(before.length)} of them`, after.length);
  return after.map((replica, r) => {
    const name = `replicas[${String(r)}]`;
    const { data, workers, seeds, initScale, gateInitScale, identicalExperts, cures, visible } = before[r];
    checkReplica(replica, name);
    demand(replica.data === data, `${name}.data`, `${String(data)}, as at creation,`, replica.data);
    demand(replica.workers === workers, `${name}.workers`, `${String(workers)}, as at creation,`, replica.workers);
    const changed = { ...replica, seeds, initScale, gateInitScale, identicalExperts };
    delete changed.cures;
    delete changed.visible;
    return { ...changed, ...(cures && { cures }), ...(visible && { visible }) };
  });
}

/**
 * Checks a number of steps.
 * @throws SpecError when it is not a whole number, at least 0
 */
export function checkCount(name: string, count: number): void {
  demand(whole(count, 0), name, 'a whole number of steps, at least 0', count);
}

/**
 * Checks the options of an evaluation.
 * @throws SpecError when a replica, position or expert does not exist, or when the only expert is asked to be left out
 */
export function checkEvaluate(population: PopulationSpec, options: EvaluateOptions): void {
  for (const replica of options.replicas ?? []) {
    demand(
      whole(replica, 0, population.replicas.length - 1),
      'evaluate.replicas',
      `indices below ${String(population.replicas.length)}`,
      replica,
    );
  }
  if (typeof options.position === 'number') {
    demand(
      whole(options.position, 1, POSITIONS),
      'evaluate.position',
      `from 1 to ${String(POSITIONS)}`,
      options.position,
    );
  }
  if (options.withoutExpert !== undefined) {
    const { experts } = population.model;
    demand(experts > 1, 'evaluate.withoutExpert', 'left out for a model with one expert', options.withoutExpert);
    demand(
      whole(options.withoutExpert, 0, experts - 1),
      'evaluate.withoutExpert',
      `an index below ${String(experts)}`,
      options.withoutExpert,
    );
  }
}
