// Which tests a mutant of a file is shown to: those of its own room that import it, however far, the nearest first.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../lib.mjs';

const SOURCE = /\.(ts|tsx|mjs)$/;
const TEST = /\.test\.(ts|tsx|mjs)$/;

/** @param {string} path - absolute @returns {string} from the root of the repository, with forward slashes */
const nameOf = (path) => relative(root, path).split(sep).join('/');

/** `src/metrics` of `src/metrics/auc.ts`; `scripts` of `scripts/lib.mjs`. @param {string} name */
export const roomOf = (name) =>
  name
    .split('/')
    .slice(0, name.startsWith('src/') ? 2 : 1)
    .join('/');

/** @param {string} path @returns {string[]} names of the source files in it, or of itself */
export function sourcesIn(path) {
  if (!statSync(path).isDirectory()) return SOURCE.test(path) ? [nameOf(path)] : [];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => sourcesIn(join(path, entry)));
}

const isTest = (/** @type {string} */ name) => TEST.test(name);
/** What tests are made of, and declarations: a slip there is not one of the program. @param {string} name */
export const isProgram = (name) => !isTest(name) && !name.endsWith('.d.ts') && !/(^|\/)testing(\/|\.)/.test(name);

/** @param {readonly string[]} names @returns {Map<string, string[]>} per file, the files that import it */
function importers(names) {
  const known = new Set(names);
  /** @type {Map<string, string[]>} */
  const back = new Map();
  for (const name of names) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, name), 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const wanted = nameOf(resolve(root, dirname(name), fileName));
      const found = [wanted, `${wanted}.ts`, `${wanted}.tsx`].find((candidate) => known.has(candidate));
      if (found) back.set(found, [...(back.get(found) ?? []), name]);
    }
  }
  return back;
}

/**
 * @param {{ wide: boolean, skip: readonly string[] }} options - wide: tests of every room; skip: beginnings of the names of tests to leave out
 *   unless the mutated file lies there too
 * @returns {(name: string) => string[]} tests of a file, the one beside it first, then by distance
 */
export function testSelection({ wide, skip }) {
  const back = importers(['src', 'scripts'].flatMap((folder) => sourcesIn(join(root, folder))));
  return (name) => {
    const distance = new Map([[name, 0]]);
    for (const [at, far] of distance)
      for (const next of back.get(at) ?? []) if (!distance.has(next)) distance.set(next, far + 1);
    const beside = name.replace(SOURCE, '.test.');
    const rank = (/** @type {string} */ test) =>
      (test.startsWith(beside) ? -1 : (distance.get(test) ?? 0)) + (roomOf(test) === roomOf(name) ? 0 : 1000);
    return [...distance.keys()]
      .filter((test) => isTest(test) && (wide || roomOf(test) === roomOf(name)))
      .filter((test) => !skip.some((start) => test.startsWith(start) && !name.startsWith(start)))
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  };
}
