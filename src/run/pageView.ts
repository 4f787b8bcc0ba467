/**
 * What a link says of the page rather than of the run: a step of the lesson, the lecturer's mode, larger pictures, a page inside of another one.
 * None of it changes what is trained. Pure, and without the schemas of values.ts: the page writes these before it has read any.
 */

/** A page inside of another one: a slide, a notebook, a learning platform. */
export interface Embed {
  /** The one picture that is shown, by its stable name; null: the whole chapter. */
  card: string | null;
  /** Whether it has the buttons that start, pause and reset. */
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
  /** What this page is to be in, whatever the reader has chosen for others; null: the reader's choice. */
  lang: AskedLanguage | null;
  theme: AskedTheme | null;
}

/** What a page can be asked to be in. */
const LANGUAGES_ASKED = ['en', 'zh'] as const;
export type AskedLanguage = (typeof LANGUAGES_ASKED)[number];
const THEMES_ASKED = ['light', 'dark'] as const;
export type AskedTheme = (typeof THEMES_ASKED)[number];

export const noPageView = (): PageView => ({
  lesson: null,
  present: false,
  projector: false,
  embed: null,
  lang: null,
  theme: null,
});

/** The keys of a link that speak of the page. */
export const PAGE_KEYS = [
  'lesson',
  'present',
  'projector',
  'embed',
  'card',
  'controls',
  'play',
  'lang',
  'theme',
] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

/** Names of steps and cards: what somebody types, nothing that could be taken for markup or a path. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,47}$/i;
/** `?present` and `?present=1` both ask for it. */
const YES = new Set(['', '1']);

/** What only an embedded page has. */
const OF_EMBEDS = ['card', 'controls', 'play'] as const satisfies readonly PageKey[];

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
  /** The value of a key where it is one that can be used. */
  const read = (key: PageKey, isUsable: (given: string) => boolean): string | null => {
    const given = query.get(key);
    if (given === null || isUsable(given)) return given;
    problems.push({ key, given });
    return null;
  };
  const named = (key: PageKey): string | null => read(key, (given) => NAME.test(given));
  const oneOf = <Choice extends string>(key: PageKey, choices: readonly Choice[]): Choice | null => {
    const given = read(key, (text) => choices.some((choice) => choice === text));
    return choices.find((choice) => choice === given) ?? null;
  };
  const asked = (key: PageKey, otherwise = false): boolean => {
    const given = read(key, (text) => YES.has(text) || text === '0');
    return given === null ? otherwise : YES.has(given);
  };
  const page = {
    lesson: named('lesson'),
    present: asked('present'),
    projector: asked('projector'),
    lang: oneOf('lang', LANGUAGES_ASKED),
    theme: oneOf('theme', THEMES_ASKED),
  };
  const embedded = asked('embed');
  const embed = embedded ? { card: named('card'), controls: asked('controls', true), play: asked('play') } : null;
  if (!embedded) for (const key of OF_EMBEDS) read(key, () => false);
  return { page: { ...page, embed }, problems };
}

/** @returns a query string without "?" that {@link decodePage} reads as this; "" where there is nothing to say */
export function encodePage({ lesson, present, projector, embed, lang, theme }: PageView): string {
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
  if (lang !== null) parts.push(`lang=${lang}`);
  if (theme !== null) parts.push(`theme=${theme}`);
  return parts.join('&');
}
