// i18next can fetch words by a plugin, copy itself and count what is missing. This page fetches its words itself (src/i18n), as modules: the build leaves these methods out.
import { readFileSync } from 'node:fs';
import { withoutMethods } from './lean-methods.mjs';

const MODULE = /\/i18next\/dist\/esm\/i18next\.js$/;

const UNUSED = {
  Connector: [
    ...['load', 'loadOne', 'loaded', 'noticeDevFallback', 'prepareLoading', 'queueLoad', 'read', 'reload'],
    'saveMissing',
  ],
  I18n: ['cloneInstance', 'dir', 'hydrate', 'loadLanguages', 'toJSON'],
  Logger: ['clone'],
  ResourceStore: ['addResource', 'addResources', 'removeResourceBundle', 'toJSON'],
};

/**
 * A plugin of Vite's build.
 * @returns {import('vite').Plugin}
 */
export function leanI18next() {
  let found = false;
  return {
    name: 'lean-i18next',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!MODULE.test(id)) return null;
      found = true;
      const original = readFileSync(id, 'utf8');
      const { code, missing } = withoutMethods(original, this.parse(original), UNUSED, 'these');
      if (missing.length > 0) this.error(`i18next has no ${missing.join(', ')} any more`);
      return { code, map: null };
    },
    buildEnd(error) {
      if (!found && !error) this.error('i18next is not where this version has it');
    },
  };
}
