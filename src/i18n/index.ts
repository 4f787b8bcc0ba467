/**
 * Languages of the page. The English words of the first page come with it; another language is fetched when it is chosen, and the words of
 * the chapters come with them.
 * In components: `const { t } = useTranslation()`, then `t('charts.gates.title', { expert: 3 })`. Numbers are formatted before they are
 * filled in (views/format.ts), because only the caller knows their unit and precision.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { AREAS, placed, type Area } from './areas.ts';
import { BLANKS_OF_SENTENCES } from './blanks.ts';
import english from './en/first.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Each language's own name for itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', zh: '简体中文' };
const HTML_LANG: Record<Language, string> = { en: 'en', zh: 'zh-Hans' };
const STORED_AS = 'mmoe-lab.lang';

/** The language to begin with: what was chosen before, else the first of the browser's that the page has. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const known = [stored ?? '', ...browser].map((tag) =>
    LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)),
  );
  return known.find((language) => language !== undefined) ?? 'en';
}

const read = (): string | null => {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null; // storage is switched off: the browser's language serves
  }
};

/** Areas of the chapters opened so far: a new language brings them along. */
const opened = new Set<Area>();

/** What has come of each language; `first` are the words of the first page. */
const came: Record<Language, Set<Area | 'first'>> = { en: new Set(['first']), zh: new Set() };

async function fetchArea(area: Area, language: Language): Promise<void> {
  if (came[language].has(area)) return;
  const words = await AREAS[area][language]();
  came[language].add(area);
  i18next.addResourceBundle(language, 'translation', placed(area, words.default), true);
}

async function fetchWords(language: Language, areas: Iterable<Area> = opened): Promise<void> {
  if (!came[language].has('first')) {
    const { default: chinese } = await import('./zh/first.ts');
    came[language].add('first');
    i18next.addResourceBundle(language, 'translation', chinese, true);
  }
  await Promise.all([...areas].map((area) => fetchArea(area, language)));
}

/** Counts choices: what an older one fetched is not shown any more. */
let newest = 0;

/** @returns whether the language is shown, or another was chosen meanwhile; else its files did not come, and everything stays as it was */
async function showNewest(language: Language): Promise<boolean> {
  const mine = ++newest;
  try {
    await fetchWords(language);
  } catch {
    return mine !== newest;
  }
  if (mine !== newest) return true;
  await i18next.changeLanguage(language);
  document.documentElement.lang = HTML_LANG[language];
  return true;
}

/**
 * Sets i18next up in the preferred language. Call once, before the first render.
 * @param asked - the language that the link asks for: it goes before what was chosen, and is not remembered
 * @returns the language that did not come, if so; then the page is in English, which beats no page
 */
export async function startI18n(asked: Language | null = null): Promise<Language | null> {
  await i18next
    .use(initReactI18next)
    .use(BLANKS_OF_SENTENCES)
    .init({
      postProcess: [BLANKS_OF_SENTENCES.name],
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: english } },
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    });
  const preferred = preferredLanguage(asked ?? read(), navigator.languages);
  if (await showNewest(preferred)) return null;
  document.documentElement.lang = HTML_LANG.en;
  return preferred;
}

/** Fetches a chapter's words in the language now shown; await it before the chapter is drawn. */
export async function loadArea(area: Area): Promise<void> {
  opened.add(area);
  await fetchArea(area, currentLanguage());
}

/** The frame's words and an area's in every language, without a change of what is shown; a language whose files do not come is left out. */
export async function wordsInAll(area: Area): Promise<TFunction[]> {
  const came = await Promise.allSettled(LANGUAGES.map((language) => fetchWords(language, ['frame', area])));
  return LANGUAGES.filter((_, i) => came[i].status === 'fulfilled').map((language) => i18next.getFixedT(language));
}

/**
 * Changes the language of the page and remembers it. Nothing else is disturbed: a run goes on.
 * @returns whether it could be shown; if not, it is not remembered either
 */
export async function changeLanguage(language: Language): Promise<boolean> {
  if (!(await showNewest(language))) return false;
  try {
    localStorage.setItem(STORED_AS, currentLanguage());
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
  return true;
}

/** The language now shown. */
export const currentLanguage = (): Language => (i18next.language === 'zh' ? 'zh' : 'en');
