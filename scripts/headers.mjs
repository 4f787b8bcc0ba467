// What a server says of the page's files beside their contents: how long they may be kept, and what the page may do. Our own server sends it, and the
// build writes it down for others: `_headers` in dist (Cloudflare Pages, Netlify), and a configuration of nginx for the Dockerfile.
import { pathToFileURL } from 'node:url';
import { contentSecurityPolicy } from './csp.mjs';

/** Sent with every answer. Any page may show this one inside of it: that is how it is embedded in slides and courses. */
export const ALWAYS = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors *`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Vite puts a hash of the contents into the names under assets/; everything else must be asked for anew, or a newer version would not show. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK = 'no-cache';

/** @param {string} path - below the folder of the page, with / between names */
export const cacheControl = (path) => (path.startsWith('assets/') ? FOR_EVER : ASK);

/** The file `_headers`. Where two rules are for one file both hold, so no file has two that speak of the same. */
export const headersFile = () =>
  [
    '/*',
    ...Object.entries(ALWAYS).map(([name, value]) => `  ${name}: ${value}`),
    '/assets/*',
    `  Cache-Control: ${FOR_EVER}`,
    ...['/', '/index.html', '/sw.js', '/theme.js', '/manifest.webmanifest'].flatMap((path) => [
      path,
      `  Cache-Control: ${ASK}`,
    ]),
    '',
  ].join('\n');

/**
 * A configuration of nginx, for /etc/nginx/conf.d/default.conf. A `location` with headers of its own has none of its server's: so they stand in both.
 * How long an answer may be kept is said of files only: a file that is missing in the middle of a deployment would be missing for a year.
 */
export function nginxConf() {
  const line = (/** @type {string} */ name, /** @type {string} */ value) => `    add_header ${name} "${value}"`;
  const lines = (/** @type {string} */ cache) =>
    [
      ...Object.entries(ALWAYS).map(([name, value]) => `${line(name, value)} always;`),
      `${line('Cache-Control', cache)};`,
    ].join('\n');
  return `server {
  listen 8080;
  root /usr/share/nginx/html;
  charset utf-8;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json application/wasm application/octet-stream image/svg+xml;
  types {
    text/html html;
    text/css css;
    text/javascript js;
    application/json json map;
    application/manifest+json webmanifest;
    application/wasm wasm;
    image/svg+xml svg;
    image/png png;
    text/plain txt md;
    text/csv csv;
  }
  location /assets/ {
${lines(FOR_EVER)}
  }
  location / {
${lines(ASK)}
  }
}
`;
}

/**
 * A plugin of Vite's build: `_headers` beside the page.
 * @returns {import('vite').Plugin}
 */
export const headersBeside = () => ({
  name: 'headers',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
  },
});

// `node scripts/headers.mjs > nginx.conf`: what the Dockerfile does.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(nginxConf());
