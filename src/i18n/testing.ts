/** For tests: the whole catalogue of a language, every chapter's included. */
import { createInstance, type TFunction } from 'i18next';
import { AREAS, placed, type Area } from './areas.ts';
import { BLANKS_OF_SENTENCES } from './blanks.ts';
import english from './en/first.ts';
import type { Language } from './index.ts';
import chinese from './zh/first.ts';

/** @returns the words of the first page, and after them those of every area */
async function partsOf(language: Language): Promise<object[]> {
  const areas = Object.entries(AREAS) as [Area, (typeof AREAS)[Area]][];
  return [
    language === 'en' ? english : chinese,
    ...(await Promise.all(areas.map(async ([area, load]) => placed(area, (await load[language]()).default)))),
  ];
}

interface Tree {
  readonly [key: string]: string | Tree;
}

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );

/** @returns every sentence of a language by its key */
export async function sentencesOf(language: Language): Promise<Map<string, string>> {
  return new Map((await partsOf(language)).flatMap((part) => flatten(part as Tree)));
}

/** @returns the keys of what is said before anything else has come */
export const firstKeys = (): string[] => flatten(english).map(([key]) => key);

/** @returns the words of a language; a key that it does not have throws */
export async function wordsOf(language: Language): Promise<TFunction> {
  const instance = createInstance();
  const words = await instance.use(BLANKS_OF_SENTENCES).init({
    postProcess: [BLANKS_OF_SENTENCES.name],
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => {
      throw new Error(`no words for ${key}`);
    },
    missingInterpolationHandler: (_text, [all]: RegExpExecArray) => {
      throw new Error(`nothing for ${all}`);
    },
  });
  for (const part of await partsOf(language)) instance.addResourceBundle(language, 'translation', part, true);
  return words;
}
