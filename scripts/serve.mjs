// Serves a folder of static files on this machine only. Small on purpose: it starts in milliseconds and needs no installed package.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import util from 'node:util'; // whole: an old Node without parseArgs must get as far as our message
import { pathToFileURL } from 'node:url';
import { ALWAYS, cacheControl } from './headers.mjs';
import { fail, root } from './lib.mjs';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8', // to be read, not downloaded
};

/** Longest path that is looked up; no file system takes a longer one. */
const LONGEST_PATH = 4096;
/** What a file system says of a path that leads to no file that could be read: nothing is wrong with the server. */
const ABSENT = new Set([
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'EACCES',
  'EPERM',
  'ELOOP',
  'EINVAL',
  'ENXIO',
  'EILSEQ',
  'ERR_INVALID_ARG_VALUE',
]);

/** An answer other than a file, by its HTTP status. */
class Refusal extends Error {
  /** @param {400 | 404 | 405 | 503} status */
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/**
 * The path that the target of a request names, decoded. A target is a path or, as for a proxy, a whole address.
 * @param {string} target @throws Refusal when it is neither
 */
export function pathOf(target) {
  const path = target.replace(/^https?:\/\/([\w.-]+|\[[\da-f:.]+\])(:\d*)?(?=\/)/i, '').replace(/[?#].*$/s, '');
  if (!path.startsWith('/') || path.length > LONGEST_PATH) throw new Refusal(400);
  try {
    const decoded = decodeURIComponent(path);
    if (!decoded.includes('\0')) return decoded;
  } catch {
    // no percent encoding
  }
  throw new Refusal(400);
}

/**
 * Where the file that a decoded path stands for would lie; undefined: outside the folder, hidden, or not under `base`. Looks at no disk.
 * @param {string} folder @param {string} path @param {string} base
 */
export function fileFor(folder, path, base = '/') {
  if (!path.startsWith(base)) return undefined;
  const names = path.slice(base.length).split(/[\\/]/);
  // Only the last name may be empty: a folder, whose page is meant.
  if (names.some((name, i) => name.startsWith('.') || (name === '' && i < names.length - 1))) return undefined;
  const file = resolve(folder, ...names, names.at(-1) === '' ? 'index.html' : '');
  return file.startsWith(resolve(folder) + sep) ? file : undefined;
}

/**
 * Opens first and asks the open file what it is: one that is replaced or removed meanwhile cannot surprise.
 * @param {string} file @param {typeof open} openFile @throws Refusal when there is none to read
 */
async function openPlainFile(file, openFile) {
  /** @type {import('node:fs/promises').FileHandle | undefined} */
  let handle;
  try {
    // Not blocking: a pipe that nobody writes into would hold the request for ever. Windows knows no such flag.
    handle = await openFile(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = await handle.stat();
    if (stat.isFile()) return { handle, size: stat.size };
  } catch (error) {
    await handle?.close();
    throw new Refusal(ABSENT.has(codeOf(error) ?? '') ? 404 : 503);
  }
  await handle.close();
  throw new Refusal(404);
}

/** @type {Record<number, string>} */
const words = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  500: 'The server made a mistake',
  503: 'The file cannot be read just now',
};

/**
 * @param {Site} site @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response
 * @throws Refusal before anything of the answer is sent
 */
async function answer({ folder, base, openFile }, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405);
  const file = fileFor(folder, pathOf(request.url ?? ''), base);
  if (file === undefined) throw new Refusal(404);
  const { handle, size } = await openPlainFile(file, openFile);
  response.writeHead(200, {
    ...ALWAYS,
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': cacheControl(relative(folder, file).split(sep).join('/')),
  });
  if (request.method === 'HEAD' || size === 0) {
    await handle.close();
    response.end();
    return;
  }
  const stream = handle.createReadStream({ start: 0, end: size - 1 }); // closes the handle
  await pipeline(stream, response);
  // It shrank while it was sent: what is missing will never come, and the reader must not wait for it.
  if (stream.bytesRead < size) request.socket.destroy();
}

/**
 * Answers whatever is asked, and ends nothing but that one answer when something goes wrong.
 * @typedef {{ folder: string, base: string, openFile: typeof open }} Site
 * @param {Site} site @returns {import('node:http').RequestListener}
 */
function handler(site) {
  return (request, response) => {
    answer(site, request, response).catch((/** @type {unknown} */ error) => {
      if (response.headersSent) {
        // The reader went away, or the disk failed in the middle of a file: only a broken connection says that it is not whole.
        request.socket.destroy();
        return;
      }
      const status = error instanceof Refusal ? error.status : 500;
      if (status === 500) console.error(error); // a mistake of ours, which ends this one answer
      response
        .writeHead(status, {
          ...ALWAYS,
          'Content-Type': 'text/plain; charset=utf-8',
          ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
        })
        .end(`${words[status]}\n`);
    });
  };
}

/** A system error's code, such as EADDRINUSE. @param {unknown} error */
export const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : undefined);

/** @param {import('node:http').Server} server @param {number} port @param {string} host */
function listen(server, port, host) {
  return new Promise((done, reject) => {
    // Stays on: an error of one connection that is waiting to be accepted must not end the others.
    server.on('error', reject);
    server.listen(port, host, () => done(undefined));
  });
}

/**
 * Listens on both addresses that "localhost" may mean, so that no other program can own the one the browser tries first.
 * Rejects with code EADDRINUSE when either is taken.
 * @param {{ folder?: string, port: number, base?: string, openFile?: typeof open }} options - `openFile`: another way to open a file, for tests
 */
export async function serve({ folder = join(root, 'dist'), port, base = '/', openFile = open }) {
  const listener = handler({ folder, base, openFile });
  const servers = [createServer(listener), createServer(listener)];
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  try {
    await listen(servers[0], port, '127.0.0.1');
    await listen(servers[1], port, '::1').catch((/** @type {unknown} */ error) => {
      if (codeOf(error) === 'EADDRINUSE') throw error; // anything else: this machine has no IPv6
    });
  } catch (error) {
    close();
    throw error;
  }
  return { url: `http://localhost:${port}${base}`, close };
}

/** Ports from 1024 on that no browser opens a page on, whoever listens there (Fetch standard, "port blocking"). */
const REFUSED_BY_BROWSERS = new Set([
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

/** Whether browsers open no page on a port. @param {number} port */
export const isRefused = (port) => REFUSED_BY_BROWSERS.has(port);

/** The first port from `from` on that nobody listens on and that browsers open. @param {number} from */
export async function freePort(from) {
  for (let port = from; port < from + 100; port++) {
    if (isRefused(port)) continue;
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
  if (isRefused(port)) fail(`Browsers open no page on port ${port}: choose another one.`);
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
