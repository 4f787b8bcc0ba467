/**
 * The state of the page as a link; reading one is readLink.ts. One table, FIELDS, says what is valid; a link holds only what differs from the
 * defaults, so that it stays short and keeps its meaning for everything it does not name. Pure: knows URLSearchParams, but no page.
 */
import type { AskedBackend } from '../engine/types.ts';
import { FIELDS, fieldOf, getField, sameValue, textOf } from './fields.ts';
import { defaultState, type LabState } from './labState.ts';
import type { Change, Course } from './timeline.ts';

/** Written as `v=1`; raise it when a key changes its meaning. */
export const LINK_VERSION = '1';
/** Changes while training: `tl=200-gd-0.5*350-lr-0.01`, step, key and value of each. */
export const TIMELINE_KEY = 'tl';
export const BETWEEN_CHANGES = '*';
/** The step to train to when the link is opened. */
export const AT_KEY = 'at';

/** A whole link, packed: its value is a query string, deflated, in base64 with the letters of links. See packedLink.ts. */
export const PACKED_KEY = 'zip';
/** Whether a link has to be unpacked before it is read. */
export const isPacked = (search: string): boolean => new URLSearchParams(search).has(PACKED_KEY);

/** What is known of the reader's own file, without its rows: JSON. */
export const OWN_KEY = 'own';

/** Asks for an engine, for tests and reports: no part of the state. */
export const BACKEND_KEY = 'backend';
/** Asks for nothing, as a link without the key does: the page finds out itself. */
export const AUTO = 'auto';
/** What a link may ask for. */
export const BACKENDS = ['webgpu', 'wasm', 'wasm-plain', 'cpu', 'reference'] as const satisfies readonly AskedBackend[];

/** The engine of that name, if there is one. */
export const askedFor = (text: string | null): AskedBackend | undefined => BACKENDS.find((backend) => backend === text);

/** The engine that a link asks for, if it asks for one that there is. */
export const backendOf = (search: string): AskedBackend | undefined =>
  askedFor(new URLSearchParams(search).get(BACKEND_KEY));

const encodeChange = ({ step, path, value }: Change): string => `${step}-${fieldOf(path).key}-${textOf(value)}`;

/**
 * @param at - the step to train to when the link is opened; default none
 * @returns a query string without "?", with the version and every value that differs from its default; "" for the defaults
 */
export function encodeState(state: LabState, at = 0): string {
  const standard = defaultState();
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    const value = getField(state, field);
    if (!sameValue(value, getField(standard, field))) query.set(field.key, textOf(value));
  }
  const { own } = state.run.source;
  if (state.run.source.name === 'own' && own) query.set(OWN_KEY, JSON.stringify(own));
  if (state.timeline.length > 0) query.set(TIMELINE_KEY, state.timeline.map(encodeChange).join(BETWEEN_CHANGES));
  if (at > 0) query.set(AT_KEY, String(at));
  return query.size > 0 ? `v=${LINK_VERSION}&${query.toString()}` : '';
}

/** A run as a text: equal for two runs exactly when they train alike from beginning to end. */
export const courseKey = ({ run, timeline }: Course): string => encodeState({ ...defaultState(), run, timeline });
