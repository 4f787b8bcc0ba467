/** Settings that exclude one another: of such two, one gives way. Pure. */
import type { CureConflict } from '../model/cures.ts';
import { fieldOf, getField, withField, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';

/** Why two settings exclude one another: the reasons of the model (`cureConflicts`), and those of a run. */
export type ConflictReason =
  | CureConflict
  /** A bias treatment acts on the shared layer, and there is none. */
  | 'shared-layer'
  /** Gates that are to stay uniform, and what moves them. */
  | 'uniform-balance'
  | 'uniform-noise';

/** A field with one of these values. */
type Side = readonly [path: string, has: (value: FieldValue) => boolean];

const cure = (name: string, has: Side[1] = (value) => Number(value) > 0): Side => [`run.training.cures.${name}`, has];
const is =
  (...values: readonly FieldValue[]): Side[1] =>
  (value) =>
    values.includes(value);
const SIGMOID = cure('gateKind', is('sigmoid'));
const UNIFORM = cure('uniform', is(true));

/** Two that exclude one another. The second gives way where nobody has chosen, in a link. */
const EXCLUSIONS: readonly (readonly [ConflictReason, Side, Side])[] = [
  ['shared-layer', ['run.model.biasHandling', is('input-feature', 'adversarial')], ['run.model.sharedUnits', is(0)]],
  ['sigmoid-switch', SIGMOID, cure('switchLoss')],
  ['sigmoid-z', SIGMOID, cure('zLoss')],
  ['layer-norm-units', ['run.model.expertUnits', is(1)], cure('layerNorm', is(true))],
  ['uniform-balance', UNIFORM, cure('lossFree')],
  ['uniform-noise', UNIFORM, cure('noise')],
];

/** Fields of which one may give way to another. */
export const EXCLUSIVE: ReadonlySet<string> = new Set(EXCLUSIONS.flatMap(([, [a], [b]]) => [a, b]));

const holds = (state: LabState, [path, has]: Side): boolean => has(getField(state, fieldOf(path)));

/** Whether any settings of a state exclude one another. */
export const contradicts = (state: LabState): boolean =>
  EXCLUSIONS.some(([, a, b]) => holds(state, a) && holds(state, b));

/** A setting that gave way: it has its default again. */
export interface GaveWay {
  reason: ConflictReason;
  path: string;
  /** The setting that it excluded, and what it was. */
  other: string;
  was: FieldValue;
}

/**
 * Mends settings that exclude one another.
 * @param kept - the setting that was changed last: it stays, whatever it excludes
 */
export function withoutConflicts(state: LabState, kept?: string): { state: LabState; gaveWay: GaveWay[] } {
  const gaveWay: GaveWay[] = [];
  let mended = state;
  for (const [reason, a, b] of EXCLUSIONS) {
    if (!holds(mended, a) || !holds(mended, b)) continue;
    const [[other], [path]] = b[0] === kept ? [b, a] : [a, b];
    const field = fieldOf(path);
    gaveWay.push({ reason, path, other, was: getField(mended, field) });
    mended = withField(mended, field, getField(defaultState(), field));
  }
  return { state: mended, gaveWay };
}

/** @returns why the field at a path can only be turned so far, or on at all, by turning another one off; null for most */
export function excludedBy(state: LabState, path: string): ConflictReason | null {
  const found = EXCLUSIONS.find(([, a, b]) => (a[0] === path && holds(state, b)) || (b[0] === path && holds(state, a)));
  return found?.[0] ?? null;
}
