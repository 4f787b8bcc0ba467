/**
 * The one table of everything that can be set: it draws the controls, reads and writes the link, and checks the command line.
 * A field's words are in the message catalogue under `field.<path>.label`, what it does under `hint.<path>`
 * (choices: `field.<path>.choice.<choice>`).
 */
import { ACTIVATIONS, GATE_KINDS } from '../model/cures.ts';
import { SPEEDS, CHAPTERS, DEVICE_VIEWS, defaultState, type LabState } from './labState.ts';
import { SHARINGS } from '../model/sharing.ts';
import type { RunSpec } from './runSpec.ts';
import { COLUMN_SETS, SOURCES } from './source.ts';

export type FieldGroup = 'world' | 'model' | 'training' | 'cures' | 'seeds' | 'view';
/** Shown after the value; words for each in the catalogue under `unit.<unit>`. */
export type Unit =
  | 'none'
  | 'percent'
  | 'logits'
  | 'times'
  | 'steps'
  | 'impressions'
  | 'units'
  | 'experts'
  | 'workers'
  | 'stepsPerSecond'
  | 'terms'
  | 'features'
  | 'candidates'
  | 'deviations';

interface FieldBase {
  /** Dotted path into {@link LabState}. */
  path: string;
  /** Name in the link; never reuse one for another meaning. */
  key: string;
  group: FieldGroup;
  /** `now`: a running run takes it up at its next step. `reset`: takes effect when the run starts over. `view`: never touches the run. */
  applies: 'now' | 'reset' | 'view';
  /** Not drawn among the controls (it has its own widget, or none yet). */
  hidden?: boolean;
}
export interface NumberField extends FieldBase {
  kind: 'number';
  min: number;
  max: number;
  step: number;
  unit: Unit;
  /** Slider scale. On a log scale a `min` of 0 is its own leftmost notch. */
  scale?: 'linear' | 'log';
}
export interface ChoiceField extends FieldBase {
  kind: 'choice';
  choices: readonly string[];
}
/** A choice among numbers (a speed, an arm). */
export interface NumberChoiceField extends FieldBase {
  kind: 'numberChoice';
  choices: readonly number[];
}
export interface SwitchField extends FieldBase {
  kind: 'switch';
}
/** A fixed number of numbers; nested arrays (bias curves) are flattened row by row. */
export interface NumbersField extends FieldBase {
  kind: 'numbers';
  length: number;
  rows: number;
  min: number;
  max: number;
  step: number;
  unit: Unit;
}
export type Field = NumberField | ChoiceField | NumberChoiceField | SwitchField | NumbersField;

const number = (
  path: string,
  key: string,
  group: FieldGroup,
  applies: 'now' | 'reset',
  min: number,
  max: number,
  step: number,
  unit: Unit,
  more: Partial<NumberField> = {},
): NumberField => ({ kind: 'number', path: `run.${path}`, key, group, applies, min, max, step, unit, ...more });
const choice = (
  path: string,
  key: string,
  group: FieldGroup,
  choices: readonly string[],
  more: Partial<ChoiceField> = {},
): ChoiceField => ({ kind: 'choice', path: `run.${path}`, key, group, applies: 'reset', choices, ...more });
const cure = (
  name: string,
  key: string,
  min: number,
  max: number,
  step: number,
  unit: Unit = 'none',
  scale: NumberField['scale'] = 'log',
): NumberField => number(`training.cures.${name}`, key, 'cures', 'reset', min, max, step, unit, { scale });
const cureSwitch = (name: string, key: string): SwitchField => ({
  kind: 'switch',
  path: `run.training.cures.${name}`,
  key,
  group: 'cures',
  applies: 'reset',
});

export const FIELDS: readonly Field[] = [
  choice('source.name', 'src', 'world', SOURCES),
  choice('source.columns', 'cs', 'world', COLUMN_SETS),
  number('source.inputs', 'in', 'world', 'reset', 8, 128, 1, 'features'),
  number('world.impressions', 'n', 'world', 'reset', 900, 81_000, 9, 'impressions', { scale: 'log' }),
  number('world.sines', 'm', 'world', 'reset', 0, 6, 1, 'terms'),
  number('world.cosineWithin', 'cw', 'world', 'reset', 0, 1, 0.05, 'none'),
  number('world.cosineAcross', 'ca', 'world', 'reset', -1, 1, 0.05, 'none'),
  number('world.randomness', 'nu', 'world', 'reset', 0, 1, 0.05, 'none'),
  number('world.misalignment', 'mis', 'world', 'reset', 0, 1, 0.05, 'none'),
  number('world.biasStrength', 'bs', 'world', 'reset', 0, 2, 0.1, 'times'),
  choice('world.clickModel', 'cm', 'world', ['additive', 'examination']),
  choice('world.labels', 'lab', 'world', ['all', 'clicked']),
  choice('world.logging', 'log', 'world', ['ranked', 'quantile', 'none']),
  number('world.simplerSatisfaction', 'ms', 'world', 'reset', 0, 6, 1, 'terms'),
  choice('world.sharedPhases', 'ph', 'world', ['group', 'all']),
  number('world.heldOut', 'nh', 'world', 'reset', 450, 9_000, 9, 'impressions', { scale: 'log' }),
  number('world.candidates', 'c', 'world', 'reset', 9, 60, 1, 'candidates'),
  number('world.queryFeatures', 'dq', 'world', 'reset', 0, 16, 1, 'features'),
  number('world.itemFeatures', 'di', 'world', 'reset', 1, 32, 1, 'features'),
  number('world.clickGain', 'cg', 'world', 'reset', 0, 5, 0.1, 'logits'),
  number('world.clickOffset', 'co', 'world', 'reset', -4, 2, 0.1, 'logits'),
  number('world.likeGain', 'lg', 'world', 'reset', 0, 5, 0.1, 'logits'),
  number('world.regressionNoise', 'rn', 'world', 'reset', 0, 2, 0.05, 'deviations'),
  {
    kind: 'numbers',
    path: 'run.world.biasCurves',
    key: 'bc',
    group: 'world',
    applies: 'reset',
    length: 27,
    rows: 3,
    min: -4,
    max: 0,
    step: 0.1,
    unit: 'logits',
    hidden: true,
  },

  choice('model.kind', 'k', 'model', ['mmoe', 'omoe', 'shared-bottom']),
  number('model.experts', 'e', 'model', 'reset', 2, 16, 1, 'experts'),
  choice('model.sharing', 'es', 'model', SHARINGS),
  number('model.expertUnits', 'u', 'model', 'reset', 1, 64, 1, 'units'),
  number('model.sharedUnits', 'h', 'model', 'reset', 0, 32, 1, 'units'),
  number('model.towerUnits', 't', 'model', 'reset', 0, 16, 1, 'units'),
  choice('model.biasHandling', 'bh', 'model', ['none', 'input-feature', 'adversarial', 'shallow-tower']),
  number('model.initScale', 'is', 'model', 'reset', 0.1, 3, 0.1, 'times'),
  number('model.gateInitScale', 'gs', 'model', 'reset', 0, 4, 0.1, 'times'),
  { kind: 'switch', path: 'run.model.identicalExperts', key: 'ie', group: 'model', applies: 'reset' },

  number('training.gateDropout', 'gd', 'training', 'now', 0, 0.5, 0.01, 'percent'),
  number('training.positionDropout', 'pd', 'training', 'now', 0, 0.5, 0.01, 'percent'),
  number('training.learningRate', 'lr', 'training', 'now', 0.0001, 10, 0.0001, 'none', { scale: 'log' }),
  choice('training.optimizer', 'o', 'training', ['sgd', 'adagrad', 'adam']),
  number('training.workers', 'w', 'training', 'reset', 1, 16, 1, 'workers'),
  number('training.batch', 'b', 'training', 'reset', 8, 256, 8, 'impressions'),
  number('training.steps', 's', 'training', 'reset', 50, 5_000, 50, 'steps', { scale: 'log' }),
  number('training.l2', 'l2', 'training', 'now', 0, 0.1, 0.0001, 'none', { scale: 'log' }),
  number('training.decayTo', 'dt', 'training', 'reset', 0, 1, 0.05, 'times'),
  choice('training.mask', 'mk', 'training', ['example', 'batch']),
  number('training.tableRate', 'tr', 'training', 'now', 0, 10, 0.5, 'times'),
  number('training.gateRate', 'gr', 'training', 'now', 0, 10, 0.5, 'times'),
  number('training.adversarialWeight', 'aw', 'training', 'now', 0, 2, 0.05, 'none'),
  {
    kind: 'numbers',
    path: 'run.training.taskWeights',
    key: 'tw',
    group: 'training',
    applies: 'now',
    length: 4,
    rows: 1,
    min: 0,
    max: 5,
    step: 0.1,
    unit: 'times',
  },
  number('threshold', 'z', 'training', 'now', 0.001, 0.1, 0.001, 'percent', { applies: 'view' }),

  cure('lossFree', 'lf', 0, 1, 0.0001),
  cure('importance', 'im', 0, 10, 0.0001),
  cure('switchLoss', 'sl', 0, 10, 0.0001),
  cure('entropy', 'en', 0, 10, 0.0001),
  cure('zLoss', 'zl', 0, 10, 0.0001),
  cure('logitL2', 'll', 0, 10, 0.0001),
  cure('temperature', 'te', 0.1, 10, 0.1),
  cure('annealing', 'an', 0, 1, 0.05, 'percent', 'linear'),
  cure('cap', 'cp', 0, 20, 0.1, 'logits'),
  cure('noise', 'ns', 0, 5, 0.1, 'logits', 'linear'),
  choice('training.cures.gateKind', 'gk', 'cures', GATE_KINDS),
  cure('gateRate', 'gf', 0.001, 10, 0.001, 'times'),
  cureSwitch('zeroGates', 'gz'),
  cureSwitch('uniform', 'un'),
  choice('training.cures.expertActivation', 'ea', 'cures', ACTIVATIONS),
  choice('training.cures.sharedActivation', 'sa', 'cures', ACTIVATIONS),
  cureSwitch('layerNorm', 'ln'),
  choice('training.cures.sharing', 'ec', 'cures', SHARINGS),
  cure('rate', 'cr', 0.01, 2, 0.01, 'times'),
  cure('decayTo', 'cd', 0, 1, 0.05, 'times', 'linear'),
  cure('warmUp', 'wu', 0, 5_000, 10, 'steps'),
  cure('clip', 'cl', 0, 100, 0.01),
  cureSwitch('stalenessAware', 'st'),

  number('seeds.data', 'sd', 'seeds', 'reset', 0, 4_294_967_295, 1, 'none'),
  number('seeds.init', 'si', 'seeds', 'reset', 0, 4_294_967_295, 1, 'none'),
  number('seeds.dropout', 'sg', 'seeds', 'reset', 0, 4_294_967_295, 1, 'none'),
  number('seeds.batch', 'sb', 'seeds', 'reset', 0, 4_294_967_295, 1, 'none'),

  { kind: 'choice', path: 'view.chapter', key: 'ch', group: 'view', applies: 'view', choices: CHAPTERS, hidden: true },
  {
    kind: 'numberChoice',
    path: 'view.speed',
    key: 'sp',
    group: 'view',
    applies: 'view',
    choices: SPEEDS,
    hidden: true,
  },
  { kind: 'numberChoice', path: 'view.arm', key: 'a', group: 'view', applies: 'view', choices: [0, 1], hidden: true },
  {
    kind: 'choice',
    path: 'view.device',
    key: 'dv',
    group: 'view',
    applies: 'view',
    choices: DEVICE_VIEWS,
    hidden: true,
  },
];

export type FieldValue = number | string | boolean | number[];

/** Stands between the numbers of one field: survives URL encoding as it is. */
export const SEPARATOR = '_';

/** A value as a link writes it. */
export const textOf = (value: FieldValue): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : Array.isArray(value) ? value.join(SEPARATOR) : String(value);

/** Whether two values of a field are the same. */
export const sameValue = (a: FieldValue, b: FieldValue): boolean => textOf(a) === textOf(b);

const fieldsByPath = new Map(FIELDS.map((field) => [field.path, field]));

/** @returns the field of a dotted path; @throws if there is none (a programming error) */
export function fieldOf(path: string): Field {
  const field = fieldsByPath.get(path);
  if (!field) throw new Error(`no field ${path}`);
  return field;
}

type Tree = Record<string, unknown>;

/** The field's value in a state; `numbers` fields come flattened. */
export function getField(state: LabState, field: Field): FieldValue {
  let value: unknown = state;
  // A run of an older file may lack it, or the group that it is in.
  for (const part of field.path.split('.')) value = (value as Tree | undefined)?.[part];
  return field.kind === 'numbers'
    ? ((value as number[] | number[][] | undefined)?.flat() as number[])
    : (value as FieldValue);
}

/** A new state with one field changed; everything else is shared with the old one. */
export function withField(state: LabState, field: Field, value: FieldValue): LabState {
  const unflat =
    field.kind === 'numbers' && field.rows > 1
      ? Array.from({ length: field.rows }, (_, row) =>
          (value as number[]).slice((row * field.length) / field.rows, ((row + 1) * field.length) / field.rows),
        )
      : value;
  const set = (node: Tree, [head, ...rest]: string[]): Tree => ({
    ...node,
    [head]: rest.length > 0 ? set(node[head] as Tree, rest) : unflat,
  });
  return set(state as unknown as Tree, field.path.split('.')) as unknown as LabState;
}

/** A run of an older file as it is meant today: a setting that did not exist when it was made has its usual value, as in a link that does not name it. */
export function completeRun(run: RunSpec): RunSpec {
  const usual = defaultState();
  const missing = (state: LabState, field: Field): boolean =>
    (getField(state, field) as FieldValue | undefined) === undefined;
  return FIELDS.reduce(
    (state, field) => (missing(state, field) ? withField(state, field, getField(usual, field)) : state),
    { ...usual, run },
  ).run;
}

/** @returns `before` with those fields of `wanted` that apply at once */
export function withImmediate(before: LabState, wanted: LabState): LabState {
  return FIELDS.filter(({ applies }) => applies === 'now').reduce(
    (state, field) => withField(state, field, getField(wanted, field)),
    before,
  );
}
