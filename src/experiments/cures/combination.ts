/** Cures as they are written, `decay:0.1+lossFree:0.03`, and what they change in a run. */
import { cureConflicts, NO_CURES, type Cures } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { FieldValue } from '../../run/fields.ts';
import type { RunCures } from '../../run/runSpec.ts';
import { CURE_NAMES, infoOf, type CureName, type CureRegime } from './vocabulary.ts';

/** One cure at its strength; null where it is on or off. */
export interface Dose {
  name: CureName;
  strength: number | null;
}

/** Cures that act together; empty = none. */
export type Combination = readonly Dose[];

/** Why cures cannot be tried. Words for people are in the message; a page has its own, by `code`. */
export class CureError extends Error {
  override name = 'CureError';

  constructor(
    readonly code: 'unknown' | 'number' | 'range' | 'no-strength' | 'twice' | 'conflict' | 'none' | 'empty',
    message: string,
    /** The cures that it is about, as they were written. */
    readonly about: readonly string[],
  ) {
    super(message);
  }
}

const quoted = (text: string): string => `"${text}"`;

function strengthOf(name: CureName, text: string | undefined, regime: CureRegime): number | null {
  const { strength } = infoOf(name);
  if (!strength) {
    if (text === undefined) return null;
    throw new CureError('no-strength', `${name} has no strength: it is on or off, so leave ":${text}" out`, [name]);
  }
  if (text === undefined) return strength.usual[regime];
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value))
    throw new CureError('number', `the strength ${quoted(text)} of ${name} is no number`, [name]);
  const { min, max, whole } = strength;
  if (value < min || value > max || (whole && !Number.isInteger(value)))
    throw new CureError(
      'range',
      `the strength of ${name} must be ${whole ? 'a whole number ' : ''}from ${String(min)} to ${String(max)}, not ${text}`,
      [name],
    );
  return value;
}

function doseOf(text: string, regime: CureRegime): Dose {
  const [, written, strength] = /^([^:]*)(?::(.*))?$/s.exec(text)!;
  const name = CURE_NAMES.find((known) => known === written.trim());
  if (name === undefined)
    throw new CureError(
      written.trim() === '' ? 'empty' : 'unknown',
      written.trim() === ''
        ? 'the name of a cure is missing'
        : `there is no cure ${quoted(written.trim())}; there are: ${CURE_NAMES.join(', ')}`,
      [written],
    );
  return { name, strength: strengthOf(name, strength, regime) };
}

/**
 * Reads cures that act together.
 * @param text - names with or without strengths, joined by `+`: `lossFree`, `decay:0.1+lossFree:0.03`
 * @param model - that they are to act on
 * @throws CureError where a name is unknown, a strength is out of its range, or cures contradict one another
 */
export function parseCombination(text: string, regime: CureRegime, model: Pick<ModelSpec, 'expertUnits'>): Combination {
  const doses = text.split('+').map((part) => doseOf(part, regime));
  const names = doses.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new CureError('twice', `${twice} stands twice in ${quoted(text)}`, [twice]);
  if (names.length > 1 && names.includes('none'))
    throw new CureError('none', `none cannot be combined with anything: ${quoted(text)}`, names);
  const combination = doses.filter(({ name }) => name !== 'none');
  checkCombination(combination, model);
  return combination;
}

/** Cures separated by commas; each combination once. @throws CureError */
export function parseCures(text: string, regime: CureRegime, model: Pick<ModelSpec, 'expertUnits'>): Combination[] {
  const all = text.split(',').map((part) => parseCombination(part, regime, model));
  return all.filter((one, i) => all.findIndex((other) => idOf(other) === idOf(one)) === i);
}

/** @returns how cures are written, with every strength: `none`, `swish`, `decay:0.1+lossFree:0.03` */
export const idOf = (combination: Combination): string =>
  combination.length === 0
    ? 'none'
    : combination.map(({ name, strength }) => (strength === null ? name : `${name}:${String(strength)}`)).join('+');

/** Field paths of what a cure sets. */
export type Changes = Readonly<Record<string, FieldValue>>;

const CURE_FIELD = 'run.training.cures.';
const cure = (field: keyof RunCures, value: FieldValue): Changes => ({ [CURE_FIELD + field]: value });

/** @param s - its strength, 0 for cures that are on or off */
function changesOfDose(name: CureName, s: number): Changes {
  switch (name) {
    case 'none':
      return {};
    case 'dropout':
      return { 'run.training.gateDropout': s };
    case 'gateRate':
      return cure('gateRate', s);
    case 'zeroGates':
      return cure('zeroGates', true);
    case 'cgc':
      return cure('sharing', 'tasks');
    case 'temperature':
      return { ...cure('temperature', s), ...cure('annealing', 0) };
    case 'annealing':
      return { ...cure('temperature', s), ...cure('annealing', 0.5) };
    case 'switch':
      return cure('switchLoss', s);
    case 'decay':
      return cure('decayTo', s);
    case 'sigmoid':
      return cure('gateKind', 'sigmoid');
    case 'staleness':
      return cure('stalenessAware', true);
    case 'uniform':
      return cure('uniform', true);
    case 'leaky':
      return cure('expertActivation', 'leaky');
    case 'swishExperts':
      return cure('expertActivation', 'swish');
    case 'swish':
      return { ...cure('sharedActivation', 'swish'), ...cure('expertActivation', 'swish') };
    case 'layerNorm':
      return { ...cure('layerNorm', true), ...cure('expertActivation', 'swish') };
    default:
      return cure(name, s);
  }
}

/** @returns what cures set, by field path */
export const changesOf = (combination: Combination): Changes =>
  Object.assign({}, ...combination.map(({ name, strength }) => changesOfDose(name, strength ?? 0))) as Changes;

/** Two cures of a combination that set the same thing to different values. */
function clash(combination: Combination): [CureName, CureName] | undefined {
  const set = new Map<string, { by: CureName; to: FieldValue }>();
  for (const { name, strength } of combination)
    for (const [path, to] of Object.entries(changesOfDose(name, strength ?? 0))) {
      const before = set.get(path);
      if (before && before.to !== to) return [before.by, name];
      set.set(path, { by: name, to });
    }
  return undefined;
}

const CONFLICTS = {
  'sigmoid-switch': {
    about: ['sigmoid', 'switch'],
    why: 'the Switch loss counts the largest softmax weight; sigmoid gates have none',
  },
  'sigmoid-z': { about: ['sigmoid', 'zLoss'], why: 'the z-loss is of the softmax’s sum; sigmoid gates have none' },
  'layer-norm-units': { about: ['layerNorm'], why: 'layer norm needs experts of at least 2 units' },
} as const;

/** Cures of gates that are never trained. */
const ON_ANY_GATE: readonly CureName[] = ['uniform', 'zeroGates'];

/**
 * @param model - that they are to act on
 * @throws CureError where cures contradict one another, or the model
 */
export function checkCombination(combination: Combination, model: Pick<ModelSpec, 'expertUnits'>): void {
  const clashing = clash(combination);
  if (clashing)
    throw new CureError('conflict', `${clashing.join(' and ')} exclude one another: both set the same thing`, clashing);
  const names = combination.map(({ name }) => name);
  const gated = names.find((name) => infoOf(name).kind === 'gate' && !ON_ANY_GATE.includes(name));
  if (gated !== undefined && names.includes('uniform'))
    throw new CureError('conflict', `uniform and ${gated} exclude one another: uniform gates are never trained`, [
      'uniform',
      gated,
    ]);
  const [found] = cureConflicts(model, { ...NO_CURES, ...replicaCures(changesOf(combination)) });
  if (found === undefined) return;
  const { about, why } = CONFLICTS[found];
  throw new CureError('conflict', about.length > 1 ? `${about.join(' and ')} exclude one another: ${why}` : why, about);
}

/** What of the changes are cures of a replica. */
const replicaCures = (changes: Changes): Partial<Cures> =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([path, value]) => {
      const field = path.startsWith(CURE_FIELD) ? path.slice(CURE_FIELD.length) : '';
      return field in NO_CURES ? [[field, value]] : [];
    }),
  );
