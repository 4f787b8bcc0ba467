/** Which settings of a model do nothing beside its others: a control says so instead of showing a number that is not the model's. */
import { LEAST_EXPERTS, type Sharing } from '../model/sharing.ts';
import type { RunSpec } from './runSpec.ts';

/** Why a setting does nothing. */
export type IdleReason =
  /** A shared bottom always has one expert. */
  | 'oneExpert'
  /** A shared bottom has no gates. */
  | 'noGates'
  /** All tasks share the one gate: it may use every expert. */
  | 'oneGate'
  /** There are too few experts to divide them like that. */
  | 'fewExperts'
  /** The model without cures has its experts divided like that already. */
  | 'sameExperts'
  /** There is no shallow tower. */
  | 'noTower'
  /** There is no adversary. */
  | 'noAdversary'
  /** The model does not read the position. */
  | 'noPosition'
  /** There is no shared layer. */
  | 'noSharedLayer'
  /** The temperature is 1 from the beginning. */
  | 'noTemperature'
  /** One worker computes its gradient with the newest parameters. */
  | 'notStale'
  /** The gates are fixed uniform: nothing moves or shapes their weights. */
  | 'uniformGates'
  /** Gates start from zero in any case. */
  | 'zeroGates'
  /** The impressions come from a table: the platform makes none. */
  | 'table'
  /** It says how the sample is read, and the impressions are others. */
  | 'notSample';

/** Of a table, the most rows that are drawn stand in the world's two numbers of impressions. */
const OF_THE_PLATFORM = /^run\.world\.(?!(impressions|heldOut)$)/;
const OF_THE_SAMPLE = ['run.source.inputs', 'run.source.columns'];
const OF_EXPERTS = [
  'run.model.experts',
  'run.model.sharing',
  'run.model.identicalExperts',
  'run.training.cures.sharing',
];
const OF_GATES = [
  'run.model.gateInitScale',
  'run.training.gateDropout',
  'run.training.mask',
  'run.training.gateRate',
  'run.threshold',
  ...[
    'lossFree',
    'importance',
    'switchLoss',
    'entropy',
    'zLoss',
    'logitL2',
    'temperature',
    'annealing',
    'cap',
    'noise',
    'gateKind',
    'gateRate',
    'zeroGates',
    'uniform',
  ].map((name) => `run.training.cures.${name}`),
];
/** What shapes the weights of gates that are not fixed uniform. Where gradients are clipped, their length still counts. */
const SHAPES_GATES = [
  'importance',
  'switchLoss',
  'entropy',
  'zLoss',
  'logitL2',
  'temperature',
  'annealing',
  'cap',
  'gateKind',
].map((name) => `run.training.cures.${name}`);

/** Why the field at a path does nothing for the data of a run, whatever is trained on them; null where it does something. */
export function otherData({ source }: Pick<RunSpec, 'source'>, path: string): 'table' | 'notSample' | null {
  if (source.name !== 'synthetic' && OF_THE_PLATFORM.test(path)) return 'table';
  return source.name !== 'census' && OF_THE_SAMPLE.includes(path) ? 'notSample' : null;
}

/** Why a way of sharing experts does nothing. @param own - that of the model without cures; undefined of that itself */
function idleSharing({ kind, experts }: RunSpec['model'], sharing: Sharing, own?: Sharing): IdleReason | null {
  if (kind === 'omoe') return 'oneGate';
  if (experts < LEAST_EXPERTS[sharing]) return 'fewExperts';
  return sharing !== 'all' && sharing === own ? 'sameExperts' : null;
}

/** Why the field at a path does nothing in this run; null where it does something. */
export function idleReason(
  { source, model, training }: Pick<RunSpec, 'source' | 'model' | 'training'>,
  path: string,
): IdleReason | null {
  const other = otherData({ source }, path);
  if (other) return other;
  const { kind, biasHandling } = model;
  if (kind === 'shared-bottom' && OF_EXPERTS.includes(path)) return 'oneExpert';
  if (kind === 'shared-bottom' && OF_GATES.includes(path)) return 'noGates';
  const { cures, workers } = training;
  if (cures.uniform && cures.clip === 0 && SHAPES_GATES.includes(path)) return 'uniformGates';
  switch (path) {
    case 'run.model.sharing':
      return idleSharing(model, model.sharing);
    case 'run.training.cures.sharing':
      return idleSharing(model, cures.sharing, model.sharing);
    case 'run.training.tableRate':
      return biasHandling === 'shallow-tower' ? null : 'noTower';
    case 'run.training.adversarialWeight':
      return biasHandling === 'adversarial' ? null : 'noAdversary';
    case 'run.training.positionDropout':
      return biasHandling === 'none' ? 'noPosition' : null;
    case 'run.training.cures.sharedActivation':
      return model.sharedUnits === 0 ? 'noSharedLayer' : null;
    case 'run.training.cures.annealing':
      return cures.temperature === 1 ? 'noTemperature' : null;
    case 'run.training.cures.gateRate':
      return cures.uniform ? 'uniformGates' : null;
    case 'run.training.cures.zeroGates':
      return cures.uniform ? 'uniformGates' : model.gateInitScale === 0 ? 'zeroGates' : null;
    case 'run.training.cures.stalenessAware':
      return workers === 1 ? 'notStale' : null;
    default:
      return null;
  }
}
