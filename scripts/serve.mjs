// Serves a folder of static files on this machine only. Small on purpose: it starts in milliseconds and needs no installed package.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import util from 'node:util'; // whole: an old Node without parseArgs must get as far as our message
import { pathToFileURL } from 'node:url';
import { contentSecurityPolicy } from './csp.mjs';
import { fail, root } from './lib.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file a URL path stands for, or undefined: outside the folder, absent, hidden, or not under `base`.
 * @param {string} folder @param {string} pathname @param {string} base
 */
export function fileFor(folder, pathname, base = '/') {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base)) return undefined;
  const relativePath = path.slice(base.length);
  if (relativePath.includes('\0') || relativePath.split(/[\\/]/).some((part) => part.startsWith('.'))) return undefined;
  const file = resolve(
    folder,
    `./${relativePath}`,
    relativePath === '' || relativePath.endsWith('/') ? 'index.html' : '',
  );
  if (!file.startsWith(resolve(folder) + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/** @param {string} folder @param {string} base @returns {import('node:http').RequestListener} */
function handler(folder, base) {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(folder, new URL(request.url ?? '/', 'http://localhost').pathname, base);
    /** @type {Record<string, string | number>} */
    const headers = {
      'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    if (file === undefined) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    headers['Content-Type'] = types[extname(file)] ?? 'application/octet-stream';
    headers['Content-Length'] = statSync(file).size;
    // Vite puts a hash of the contents into the names under assets/; everything else must be asked for anew, or a rebuild would not show.
    headers['Cache-Control'] = file.startsWith(join(folder, 'assets') + sep)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache';
    response.writeHead(200, headers);
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  };
}

/** A system error's code, such as EADDRINUSE. @param {unknown} error */
export const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : undefined);

/** @param {import('node:http').Server} server @param {number} port @param {string} host */
function listen(server, port, host) {
  return new Promise((done, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => done(undefined));
  });
}

/**
 * Listens on both addresses that "localhost" may mean, so that no other program can own the one the browser tries first.
 * Rejects with code EADDRINUSE when either is taken.
 * @param {{ folder?: string, port: number, base?: string }} options
 */
export async function serve({ folder = join(root, 'dist'), port, base = '/' }) {
  const servers = [createServer(handler(folder, base)), createServer(handler(folder, base))];
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  try {
    await listen(/** @type {import('node:http').Server} */ (servers[0]), port, '127.0.0.1');
    await listen(/** @type {import('node:http').Server} */ (servers[1]), port, '::1').catch(
      (/** @type {unknown} */ error) => {
        if (codeOf(error) === 'EADDRINUSE') throw error; // anything else: this machine has no IPv6
      },
    );
  } catch (error) {
    close();
    throw error;
  }
  return { url: `http://localhost:${port}${base}`, close };
}

/** The first port from `from` on that nobody listens on. @param {number} from */
export async function freePort(from) {
  for (let port = from; port < from + 100; port++) {
    try {
      const { close } = await serve({ port });
      close();
      return port;
    } catch {
      // taken
    }
  }
  return fail(`Ports ${from} to ${from + 99} are all taken.`);
}

/** @param {string} text */
export function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    fail(`"${text}" is not a port: give a whole number from 1 to 65535.`);
  return port;
}

// `node scripts/serve.mjs --port N [--base /sub/]`: what the end-to-end tests start. The folder must have been built.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = util.parseArgs({
    options: { port: { type: 'string', default: '4187' }, base: { type: 'string', default: '/' } },
  });
  const port = parsePort(values.port);
  await serve({ port, base: values.base }).then(
    ({ url }) => console.log(url),
    (/** @type {unknown} */ error) => fail(`Cannot serve on port ${port}: ${codeOf(error) ?? String(error)}`),
  );
}
