/**
 * The state of the page as a link and back. One table, FIELDS, says what is valid; a link holds only what differs from the defaults, so
 * that it stays short and keeps its meaning for everything it does not name. Pure: knows URLSearchParams, but no page.
 */
import * as v from 'valibot';
import { FIELDS, getField, withField, type Field, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';

/** Written as `v=1`; raise it when a key changes its meaning. */
export const LINK_VERSION = '1';
/** Keys that links may carry without being part of the state: `backend` asks for an engine, for tests and reports. */
const FOREIGN_KEYS = new Set(['v', 'backend']);
/** Stands between the numbers of one field: survives URL encoding as it is. */
const SEPARATOR = '_';

export type LinkReason =
  | 'unknown-key'
  | 'not-a-number'
  | 'not-whole'
  | 'out-of-range'
  | 'not-a-choice'
  | 'wrong-length'
  | 'version'
  | 'conflict';

/** Something in a link that could not be used. */
export interface LinkProblem {
  key: string;
  /** The field's path; absent for unknown keys and the version. */
  path?: string;
  given: string;
  reason: LinkReason;
  /** What the field has now instead; absent where no field is meant. */
  fallback?: FieldValue;
}

/** Whether a field takes whole numbers only: half an expert is no model. */
export const isWhole = (field: { step: number }): boolean => Number.isInteger(field.step);

/** Names the reason in a schema; the compiler knows that it is one. */
const because = (reason: LinkReason): LinkReason => reason;

function numberSchema(field: { min: number; max: number; step: number }) {
  return v.pipe(
    v.string(),
    v.regex(/^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i, because('not-a-number')),
    v.transform((text) => Number(text) + 0), // + 0: no negative zero
    v.check((value) => !isWhole(field) || Number.isInteger(value), because('not-whole')),
    v.minValue(field.min, because('out-of-range')),
    v.maxValue(field.max, because('out-of-range')),
  );
}

function schemaOf(field: Field): v.GenericSchema<string, FieldValue> {
  switch (field.kind) {
    case 'number':
      return numberSchema(field);
    case 'choice':
      return v.picklist(field.choices, because('not-a-choice'));
    case 'switch':
      return v.pipe(
        v.picklist(['0', '1'], because('not-a-choice')),
        v.transform((text) => text === '1'),
      );
    case 'numberChoice':
      return v.pipe(v.picklist(field.choices.map(String), because('not-a-choice')), v.transform(Number));
    case 'numbers':
      return v.pipe(
        v.string(),
        v.transform((text) => text.split(SEPARATOR)),
        v.length(field.length, because('wrong-length')),
        v.array(numberSchema(field)),
      );
  }
}

const schemas = new Map(FIELDS.map((field) => [field.key, { field, schema: schemaOf(field) }]));

const textOf = (value: FieldValue): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : Array.isArray(value) ? value.join(SEPARATOR) : String(value);

/** Whether two values of a field are the same. */
export const sameValue = (a: FieldValue, b: FieldValue): boolean => textOf(a) === textOf(b);

/** A bias treatment that acts on the shared layer needs one. */
export function lacksSharedLayer(state: LabState): boolean {
  const { sharedUnits, biasHandling } = state.run.model;
  return sharedUnits === 0 && (biasHandling === 'input-feature' || biasHandling === 'adversarial');
}

/** @returns a query string without "?", with the version and every value that differs from its default; "" for the defaults */
export function encodeState(state: LabState): string {
  const standard = defaultState();
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    const value = getField(state, field);
    if (!sameValue(value, getField(standard, field))) query.set(field.key, textOf(value));
  }
  return query.size > 0 ? `v=${LINK_VERSION}&${query.toString()}` : '';
}

/**
 * Reads a link. Whatever cannot be used falls back to its default and is named in `problems`; everything else is kept. Never throws.
 * @param search a query string, with or without "?"
 */
export function decodeState(search: string): { state: LabState; problems: LinkProblem[] } {
  let state = defaultState();
  const problems: LinkProblem[] = [];
  const query = new URLSearchParams(search);
  const version = query.get('v');
  if (version !== null && version !== LINK_VERSION) problems.push({ key: 'v', given: version, reason: 'version' });
  for (const key of new Set(query.keys())) {
    if (FOREIGN_KEYS.has(key)) continue;
    const given = query.get(key) ?? '';
    const known = schemas.get(key);
    if (!known) {
      problems.push({ key, given, reason: 'unknown-key' });
      continue;
    }
    const { field, schema } = known;
    const result = v.safeParse(schema, given);
    if (result.success) state = withField(state, field, result.output);
    else
      problems.push({
        key,
        path: field.path,
        given,
        reason: result.issues[0].message as LinkReason,
        fallback: getField(state, field),
      });
  }
  if (lacksSharedLayer(state)) {
    const { field } = schemas.get('h')!;
    const fallback = getField(defaultState(), field);
    problems.push({ key: field.key, path: field.path, given: '0', reason: 'conflict', fallback });
    state = withField(state, field, fallback);
  }
  return { state, problems };
}
