/**
 * What a link says of the page rather than of the run: a step of the lesson, the lecturer's mode, larger pictures, a page inside of another one.
 * None of it changes what is trained. Pure, and without the schemas of values.ts: the page writes these before it has read any.
 */

/** A page inside of another one: a slide, a notebook, a learning platform. */
export interface Embed {
  /** The one picture that is shown, by its stable name; null: the whole chapter. */
  card: string | null;
  /** Whether it has the transport and the settings. */
  controls: boolean;
  /** Whether it trains as soon as it is open. */
  play: boolean;
}

export interface PageView {
  /** The step of the lesson that is open; null: no lesson. */
  lesson: string | null;
  /** The lesson as a lecturer shows it: outcomes held until revealed, votes, notes. */
  present: boolean;
  /** Larger type, thicker lines, more contrast, nothing that needs hovering. */
  projector: boolean;
  /** Null: a page of its own. */
  embed: Embed | null;
}

export const noPageView = (): PageView => ({ lesson: null, present: false, projector: false, embed: null });

/** The keys of a link that speak of the page. */
export const PAGE_KEYS = ['lesson', 'present', 'projector', 'embed', 'card', 'controls', 'play'] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

/** Names of steps and cards: what somebody types, nothing that could be taken for markup or a path. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,47}$/i;
/** `?present` and `?present=1` both ask for it. */
const YES = new Set(['', '1']);

/** A key that could not be used. */
export interface PageProblem {
  key: PageKey;
  given: string;
}

/**
 * Reads what a link says of the page. Never throws: what cannot be used is as if it were not there, and is named.
 * What only an embedded page has is named where the page is none.
 */
export function decodePage(query: URLSearchParams): { page: PageView; problems: PageProblem[] } {
  const problems: PageProblem[] = [];
  const named = (key: 'lesson' | 'card'): string | null => {
    const given = query.get(key);
    if (given === null || NAME.test(given)) return given;
    problems.push({ key, given });
    return null;
  };
  const asked = (key: Exclude<PageKey, 'lesson' | 'card'>, otherwise = false): boolean => {
    const given = query.get(key);
    if (given === null) return otherwise;
    if (!YES.has(given) && given !== '0') problems.push({ key, given });
    else return YES.has(given);
    return otherwise;
  };
  const lesson = named('lesson');
  const [present, projector] = [asked('present'), asked('projector')];
  if (!asked('embed')) {
    for (const key of ['card', 'controls', 'play'] as const) {
      const given = query.get(key);
      if (given !== null) problems.push({ key, given });
    }
    return { page: { lesson, present, projector, embed: null }, problems };
  }
  const embed = { card: named('card'), controls: asked('controls', true), play: asked('play') };
  return { page: { lesson, present, projector, embed }, problems };
}

/** @returns a query string without "?" that {@link decodePage} reads as this; "" where there is nothing to say */
export function encodePage({ lesson, present, projector, embed }: PageView): string {
  const parts: string[] = [];
  if (lesson !== null) parts.push(`lesson=${lesson}`);
  if (present) parts.push('present=1');
  if (projector) parts.push('projector=1');
  if (embed) {
    parts.push('embed=1');
    if (embed.card !== null) parts.push(`card=${embed.card}`);
    if (!embed.controls) parts.push('controls=0');
    if (embed.play) parts.push('play=1');
  }
  return parts.join('&');
}
