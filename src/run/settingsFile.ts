/**
 * Settings as a file for people and programs: JSON, every setting by its path with its value, what was changed while the run trained, and what is known
 * of the reader's own table. Reading one is reading a link: each value is held to the same schemas, what cannot be used has its default and is named.
 */
import * as v from 'valibot';
import { FIELDS, getField, textOf, type Field, type FieldValue } from './fields.ts';
import type { LabState } from './labState.ts';
import { BETWEEN_CHANGES, LINK_VERSION, OWN_KEY, TIMELINE_KEY } from './link.ts';
import { decodeState, type Decoded, type LinkProblem } from './readLink.ts';

/** What the file says it is. */
const FORMAT = 'mmoe-lab settings';

/** Settings of a page of the largest table with the longest history are below 100 kB. */
const MOST_LETTERS = 1_000_000;

interface ChangeEntry {
  step: number;
  path: string;
  value: FieldValue;
}

/** @returns the file: JSON, indented */
export function writeSettings(state: LabState): string {
  const { own } = state.run.source;
  return `${JSON.stringify(
    {
      format: FORMAT,
      version: Number(LINK_VERSION),
      settings: Object.fromEntries(FIELDS.map((field) => [field.path, getField(state, field)])),
      changes: state.timeline.map(({ step, path, value }): ChangeEntry => ({ step, path, value })),
      ...(state.run.source.name === 'own' && own && { own }),
    },
    null,
    2,
  )}\n`;
}

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  settings: v.record(v.string(), v.unknown()),
  changes: v.optional(v.array(v.unknown()), []),
  own: v.optional(v.unknown()),
});
const changeSchema = v.object({ step: v.pipe(v.number(), v.integer()), path: v.string(), value: v.unknown() });

const fields = new Map(FIELDS.map((field) => [field.path, field]));

/** A value as a link writes it; undefined where it is not of the field's kind at all. */
function textIn(field: Field, value: unknown): string | undefined {
  const isNumbers = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((item) => typeof item === 'number');
  switch (field.kind) {
    case 'number':
    case 'numberChoice':
      return typeof value === 'number' ? textOf(value) : undefined;
    case 'choice':
      return typeof value === 'string' ? value : undefined;
    case 'switch':
      return typeof value === 'boolean' ? textOf(value) : undefined;
    case 'numbers':
      return isNumbers(value) ? textOf(value) : undefined;
  }
}

/** What was given, as a text. */
const given = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const wrongKind = (field: Field): LinkProblem['reason'] =>
  field.kind === 'number' || field.kind === 'numbers' ? 'not-a-number' : 'not-a-choice';

/** One change as a link writes it; null where it is none. */
function changeIn(entry: unknown): string | null {
  const read = v.safeParse(changeSchema, entry);
  const field = read.success ? fields.get(read.output.path) : undefined;
  const text = field && read.success ? textIn(field, read.output.value) : undefined;
  return field && read.success && text !== undefined ? `${String(read.output.step)}-${field.key}-${text}` : null;
}

/**
 * Reads a file of settings. Never throws.
 * @returns null where it is no such file; else as of a link, with paths for keys in `problems`
 */
export function readSettings(text: string): Decoded | null {
  if (text.length > MOST_LETTERS) return null;
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const file = v.safeParse(fileSchema, json);
  if (!file.success) return null;
  const query = new URLSearchParams({ v: String(file.output.version) });
  const problems: { field?: Field; problem: Omit<LinkProblem, 'fallback'> }[] = [];
  for (const [path, value] of Object.entries(file.output.settings)) {
    const field = fields.get(path);
    const written = field && textIn(field, value);
    if (field && written !== undefined) query.set(field.key, written);
    else if (field)
      problems.push({ field, problem: { key: path, path, given: given(value), reason: wrongKind(field) } });
    else problems.push({ problem: { key: path, given: given(value), reason: 'unknown-key' } });
  }
  if (file.output.own !== undefined) query.set(OWN_KEY, JSON.stringify(file.output.own));
  const changes = file.output.changes.map((entry) => ({ entry, text: changeIn(entry) }));
  const some = changes.flatMap(({ text: change }) => (change === null ? [] : [change]));
  if (some.length > 0) query.set(TIMELINE_KEY, some.join(BETWEEN_CHANGES));
  for (const { entry, text: change } of changes)
    if (change === null) problems.push({ problem: { key: 'changes', given: given(entry), reason: 'not-a-change' } });
  const decoded = decodeState(query.toString());
  return {
    ...decoded,
    problems: [
      ...problems.map(({ field, problem }): LinkProblem => ({
        ...problem,
        ...(field && { fallback: getField(decoded.state, field) }),
      })),
      ...decoded.problems.map((problem) => ({ ...problem, key: problem.path ?? problem.key })),
    ],
  };
}
