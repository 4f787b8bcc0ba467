// Formulas are written in TeX (src/views/terms/formulas.mjs) and reach the browser as MathML, which it typesets and reads out by itself.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import temml from 'temml';
import { root } from './lib.mjs';

const source = join(root, 'src', 'views', 'terms', 'formulas.mjs');
const prefix = 'virtual:formulas/';

/**
 * One formula in MathML, without the classes and inline styles that Temml's own style sheet and scripts would want: what they mend is the look
 * of accents in some fonts, and markup without styles needs nothing of the page's policy.
 * @param {string} tex
 * @throws an error that names the place in the formula
 */
export function mathml(tex) {
  return temml
    .renderToString(tex, { throwOnError: true, strict: true })
    .replaceAll(/ (?:class|style)="[^"]*"/g, '')
    .replaceAll('<mspace></mspace>', '');
}

/**
 * The sets of formulas, as MathML by their names.
 * @returns {Promise<Record<string, Record<string, string>>>}
 */
async function render() {
  const { mtimeMs } = await stat(source);
  /** @type {Record<string, Record<string, { tex: string }>>} */
  const sets = await import(`${pathToFileURL(source).href}?${String(mtimeMs)}`); // Node keeps a module under its address
  return Object.fromEntries(
    Object.entries(sets).map(([set, formulas]) => [
      set,
      Object.fromEntries(Object.entries(formulas).map(([name, { tex }]) => [name, mathml(tex)])),
    ]),
  );
}

/**
 * A plugin of Vite: `virtual:formulas/<set>` is a module whose default export is a set of the formulas by name.
 * @returns {import('vite').Plugin}
 */
export function formulas() {
  return {
    name: 'formulas',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      this.addWatchFile(source);
      const set = (await render())[id.slice(prefix.length + 1)];
      if (!set) this.error(`there are no formulas “${id.slice(1)}”`);
      return `export default ${JSON.stringify(set)};`;
    },
  };
}
