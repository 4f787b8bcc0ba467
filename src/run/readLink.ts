/**
 * Reads links. Whatever a link says is looked at before it is used, by the schemas of values.ts; what cannot be used falls back to its default and
 * is named. Apart from writing them (link.ts), which the worker does too: it never reads one, and does without the schemas.
 */
import * as v from 'valibot';
import { withoutConflicts } from './conflicts.ts';
import { fieldOf, FIELDS, getField, SEPARATOR, textOf, withField, type Field, type FieldValue } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import { askedFor, AT_KEY, AUTO, BACKEND_KEY, BETWEEN_CHANGES, LINK_VERSION, OWN_KEY, TIMELINE_KEY } from './link.ts';
import { readOwn } from './ownLog.ts';
import { LONGEST_LINK } from './packedLink.ts';
import { decodePage, PAGE_KEYS, type PageView } from './pageView.ts';
import { synthetic } from './source.ts';
import { withChanges, type Change } from './timeline.ts';
import { because, valueSchema, type ValueReason } from './values.ts';

/** Keys that are no field's. */
const OTHER_KEYS: ReadonlySet<string> = new Set(['v', BACKEND_KEY, TIMELINE_KEY, AT_KEY, OWN_KEY, ...PAGE_KEYS]);

export type LinkReason =
  | ValueReason
  | 'unknown-key'
  | 'twice'
  | 'version'
  | 'backend'
  | 'conflict'
  | 'not-a-change'
  | 'not-a-step'
  | 'no-file'
  | 'page'
  | 'card'
  | 'packed'
  | 'too-long';

/** Something in a link that could not be used. */
export interface LinkProblem {
  key: string;
  /** The field's path; absent for unknown keys and the version. */
  path?: string;
  given: string;
  reason: LinkReason;
  /** What the field has now instead; absent where no field is meant. */
  fallback?: FieldValue;
  /** The path of the field that it excluded. */
  other?: string;
  /** What could have been said instead. */
  names?: string;
}

/** Only what `textOf` writes, or what a person would type: no hexadecimal, no blanks, no "Infinity". */
const numberText = v.pipe(
  v.string(),
  v.regex(/^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i, because('not-a-number')),
  v.transform(Number),
);

/** What the text of a field stands for, before its value is looked at. */
function textSchema(field: Field): v.GenericSchema<string, unknown> {
  switch (field.kind) {
    case 'number':
      return numberText;
    case 'choice':
      return v.string();
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
        v.array(numberText),
      );
  }
}

const schemaOf = (field: Field): v.GenericSchema<string, FieldValue> => v.pipe(textSchema(field), valueSchema(field));

const schemas = new Map(FIELDS.map((field) => [field.key, { field, schema: schemaOf(field) }]));

/** What a link asks for. */
export interface Decoded {
  state: LabState;
  /** The step to train to at once; 0 = none. */
  at: number;
  problems: LinkProblem[];
  /** How the page is shown. */
  page: PageView;
}

/** A step that a run of this length can come to; it may not begin there. */
const stepText = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(1), v.maxValue(most));

/** One change of the timeline, or null if it is none. */
function decodeChange(text: string, steps: number): Change | null {
  const match = /^(\d+)-([a-z0-9]+)-(.*)$/i.exec(text);
  const known = match && schemas.get(match[2]);
  if (!known || known.field.applies !== 'now') return null;
  const step = v.safeParse(stepText(steps), match[1]);
  const value = v.safeParse(known.schema, match[3]);
  return step.success && value.success ? { step: step.output, path: known.field.path, value: value.output } : null;
}

function decodeTimeline(given: string, state: LabState): { state: LabState; problems: LinkProblem[] } {
  const { steps } = state.run.training;
  const changes: Change[] = [];
  const problems: LinkProblem[] = [];
  for (const text of given.split(BETWEEN_CHANGES)) {
    const change = decodeChange(text, steps);
    if (change) changes.push(change);
    else problems.push({ key: TIMELINE_KEY, given: text, reason: 'not-a-change' });
  }
  const { timeline } = withChanges({ run: state.run, timeline: [] }, changes);
  return { state: { ...state, timeline }, problems };
}

/** The values of each key, in the order in which the keys first come. */
function byKey(query: URLSearchParams): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [key, value] of query) {
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

/** Reads the keys that are fields'; a key that comes twice holds what it said first. */
function decodeFields(query: URLSearchParams): { state: LabState; problems: LinkProblem[] } {
  let state = defaultState();
  const problems: LinkProblem[] = [];
  for (const [key, [given, ...more]] of byKey(query)) {
    if (OTHER_KEYS.has(key)) continue;
    const known = schemas.get(key);
    if (!known) {
      problems.push({ key, given, reason: 'unknown-key' });
      continue;
    }
    const { field, schema } = known;
    const result = v.safeParse(schema, given);
    if (result.success) state = withField(state, field, result.output);
    const problem = { key, path: field.path, fallback: getField(state, field) };
    if (!result.success) problems.push({ ...problem, given, reason: result.issues[0].message as LinkReason });
    const other = more.find((text) => text !== given);
    if (other !== undefined) problems.push({ ...problem, given: other, reason: 'twice' });
  }
  return { state, problems };
}

/** What stands in the keys that no field owns. */
function otherProblems(query: URLSearchParams): LinkProblem[] {
  const problems: LinkProblem[] = [];
  const version = query.get('v');
  if (version !== null && version !== LINK_VERSION) problems.push({ key: 'v', given: version, reason: 'version' });
  const backend = query.get(BACKEND_KEY);
  if (backend !== null && backend !== AUTO && askedFor(backend) === undefined)
    problems.push({ key: BACKEND_KEY, given: backend, reason: 'backend' });
  for (const key of OTHER_KEYS) {
    const [given, ...more] = query.getAll(key);
    const other = more.find((text) => text !== given);
    if (other !== undefined) problems.push({ key, given: other, reason: 'twice' });
  }
  return problems;
}

/** What the link says of the reader's own file; without it there is no such source. */
function decodeOwn(given: string | null, state: LabState): { state: LabState; problems: LinkProblem[] } {
  if (state.run.source.name !== 'own') return { state, problems: [] };
  const own = given === null ? null : readOwn(given);
  const source = own ? { ...state.run.source, own } : synthetic();
  const path = 'run.source.name';
  const problem: LinkProblem = { key: 'src', path, given: 'own', reason: 'no-file', fallback: source.name };
  return { state: { ...state, run: { ...state.run, source } }, problems: own ? [] : [problem] };
}

/**
 * Reads a link. Whatever cannot be used falls back to its default and is named in `problems`; everything else is kept. Never throws. One that is
 * packed has to be unpacked before: see packedLink.ts.
 * @param search a query string, with or without "?"
 */
export function decodeState(search: string): Decoded {
  const whole = search.length <= LONGEST_LINK;
  // Not in the middle of a value: what is cut off would mean something else.
  const query = new URLSearchParams(whole ? search : search.slice(0, search.lastIndexOf('&', LONGEST_LINK) + 1));
  const fields = decodeFields(query);
  const own = decodeOwn(query.get(OWN_KEY), fields.state);
  const { state: mended, gaveWay } = withoutConflicts(own.state);
  let state = mended;
  const { page, problems: ofThePage } = decodePage(query);
  const problems = [
    ...(whole ? [] : [{ key: '', given: String(search.length), reason: 'too-long' as const }]),
    ...otherProblems(query),
    ...ofThePage.map((problem): LinkProblem => ({ ...problem, reason: 'page' })),
    ...fields.problems,
    ...own.problems,
    ...gaveWay.map(({ path, other, was }): LinkProblem => {
      const field = fieldOf(path);
      return { key: field.key, path, given: textOf(was), reason: 'conflict', fallback: getField(state, field), other };
    }),
  ];
  // Both need to know how long the run is.
  const timeline = query.get(TIMELINE_KEY);
  if (timeline !== null) {
    const decoded = decodeTimeline(timeline, state);
    state = decoded.state;
    problems.push(...decoded.problems);
  }
  const { at, problem } = decodeAt(query.get(AT_KEY), state);
  if (problem) problems.push(problem);
  return { state, at, problems, page };
}

function decodeAt(given: string | null, state: LabState): { at: number; problem?: LinkProblem } {
  if (given === null) return { at: 0 };
  const result = v.safeParse(stepText(state.run.training.steps), given);
  return result.success ? { at: result.output } : { at: 0, problem: { key: AT_KEY, given, reason: 'not-a-step' } };
}
