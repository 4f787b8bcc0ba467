// The page without a network: a service worker that keeps all of its files after the first visit (vite-plugin-pwa, Workbox). It is registered by
// src/views/offline.ts, long after the first frame; a newer version waits until the reader takes it up.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VitePWA } from 'vite-plugin-pwa';
import { root } from './lib.mjs';

/** How the names of built files look where another file speaks of them. */
const NAMED = /[\w.-]+\.(?:js|css|wasm|bin|svg|png|json|md|txt|csv|webmanifest)\b/g;
/** What may name other files. */
const SPEAKS = /\.(?:html|js|css|webmanifest)$/;

/**
 * What the page can ask for, told by what its files name: the page of the command line has files of its own, which no visitor needs.
 * @param {readonly string[]} files - names below the folder @param {(file: string) => string} read @param {string} [from]
 * @returns {Set<string>}
 */
export function reachable(files, read, from = 'index.html') {
  const byName = new Map(files.map((file) => [file.replace(/.*\//, ''), file]));
  const found = new Set([from]);
  for (const file of found) {
    if (!SPEAKS.test(file)) continue;
    for (const [name] of read(file).matchAll(NAMED)) {
      const other = byName.get(name.replace(/.*\//, ''));
      if (other !== undefined && other !== 'lab.html') found.add(other);
    }
  }
  return found;
}

/** Files that a reader is led to, and that no script names. */
const BESIDE = ['example-log.csv', 'licence.txt', 'licences.md', 'own-data.md', 'manifest.webmanifest', 'theme.js'];

/**
 * Leaves out of the list of files to be kept what the page never asks for. The page itself is named by its contents: a host that is in the middle of a
 * deployment, or whose caches are, may still send the old one, which asks for files that the newer version does not have. Then the newer version
 * is not taken yet.
 * @type {import('workbox-build').ManifestTransform}
 */
function onlyOfThePage(entries) {
  const folder = join(root, 'dist');
  const found = reachable(
    entries.map(({ url }) => url),
    (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''),
  );
  const wanted = entries.filter(({ url }) => found.has(url) || BESIDE.includes(url));
  return { manifest: wanted.map((entry) => (entry.url === 'index.html' ? named(entry, folder) : entry)) };
}

/** @param {import('workbox-build').ManifestEntry & { size: number }} entry @param {string} folder */
function named(entry, folder) {
  const hash = createHash('sha384')
    .update(readFileSync(join(folder, entry.url)))
    .digest('base64');
  return { ...entry, integrity: `sha384-${hash}` };
}

export const offline = () =>
  VitePWA({
    registerType: 'prompt',
    injectRegister: false, // by the page itself, when it has nothing else to do
    manifest: false, // public/manifest.webmanifest
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,bin,svg,png,csv,md,txt,webmanifest}'],
      globIgnores: ['lab.html', 'sw.js', 'social.png'],
      manifestTransforms: [onlyOfThePage],
      maximumFileSizeToCacheInBytes: 2 ** 22,
      dontCacheBustURLsMatching: /^assets\//, // their names have a hash of what is in them
      // Links carry the run in their query: it is the same page. And no other address is: lab.html and what does not exist are asked for as ever.
      ignoreURLParametersMatching: [/./],
      navigateFallback: null,
      cleanupOutdatedCaches: true,
      clientsClaim: true, // the first visit, too, has its chapters from there
      inlineWorkboxRuntime: true,
      sourcemap: false,
    },
  });
