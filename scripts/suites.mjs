// Which test files share a process, and which have one of their own. Loading the modules of a suite anew takes longer than most suites run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib.mjs';

/** What replaces modules or timers, or acts on what lives as long as a module does: the page's store, the process, its WebAssembly. */
const touches = /\bvi\.|store'|\bglobalThis\b|\bprocess\.|switchOnRelaxedSimd/;

/** Engines hold devices and are counted by what they leave in memory; scripts start processes. */
const apart = /^(src\/engine|scripts)\//;

/** @param {string} name */
const leavesNothingBehind = (name) => !apart.test(name) && !touches.test(readFileSync(join(root, name), 'utf8'));

const suites = ['src', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.test\.(tsx?|mjs)$/.test(name));

export const sharing = suites.filter(leavesNothingBehind);
export const alone = suites.filter((name) => !leavesNothingBehind(name));

/** Those with a test for `npm run test:long`: the others need not be loaded to find none. */
export const withLongTests = suites.filter((name) => /\btags\b.*'long'/.test(readFileSync(join(root, name), 'utf8')));
