// What the page says about itself: its version, and the commit that it was built from.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib.mjs';

const id = 'virtual:built';

/** @param {...string} args */
function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return ''; // no git here, or no repository: a copy of the files
  }
}

/** The version of package.json, and the commit of the working tree with its date: empty where there is none, with a + where files of it were changed since. */
export function built() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const commit = git('rev-parse', '--short=10', 'HEAD');
  const isChanged = commit !== '' && git('status', '--porcelain', '--untracked-files=no') !== '';
  return { version, commit: isChanged ? `${commit}+` : commit, date: git('log', '-1', '--format=%cs') };
}

/**
 * A plugin of Vite: the module `virtual:built`, and the licence beside the page.
 * @returns {import('vite').Plugin}
 */
export function builtFrom() {
  return {
    name: 'built-from',
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    load: (asked) => (asked === `\0${id}` ? `export default ${JSON.stringify(built())};` : undefined),
    generateBundle() {
      // What the page itself leads to.
      this.emitFile({
        type: 'asset',
        fileName: 'own-data.md',
        source: readFileSync(join(root, 'docs/own-data.md'), 'utf8'),
      });
      this.emitFile({ type: 'asset', fileName: 'licence.txt', source: readFileSync(join(root, 'LICENSE'), 'utf8') });
    },
  };
}
