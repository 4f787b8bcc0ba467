/** For tests: the whole catalogue of a language, every chapter's included. */
import { createInstance, type TFunction } from 'i18next';
import { AREAS } from './areas.ts';
import { BLANKS_OF_SENTENCES } from './blanks.ts';
import type { Language } from './index.ts';
import { english } from './messages.ts';
import { chinese } from './zh/index.ts';

/** @returns the words of a language; a key that it does not have throws */
export async function wordsOf(language: Language): Promise<TFunction> {
  const areas = await Promise.all(
    Object.entries(AREAS).map(
      async ([area, load]) => [area, ((await load[language]()) as { default: object }).default] as const,
    ),
  );
  const translation = { ...(language === 'en' ? english : chinese), ...Object.fromEntries(areas) };
  return createInstance()
    .use(BLANKS_OF_SENTENCES)
    .init({
      postProcess: [BLANKS_OF_SENTENCES.name],
      lng: language,
      resources: { [language]: { translation } },
      interpolation: { escapeValue: false },
      saveMissing: true,
      missingKeyHandler: (_languages, _namespace, key) => {
        throw new Error(`no words for ${key}`);
      },
      missingInterpolationHandler: (_text, [all]: RegExpExecArray) => {
        throw new Error(`nothing for ${all}`);
      },
    });
}
