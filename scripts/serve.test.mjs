import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileFor, freePort, serve } from './serve.mjs';

/** @type {string} */
let parent;
/** @type {string} */
let folder;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'mmoe-lab-'));
  folder = join(parent, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets', 'a.wasm'), 'wasm');
  writeFileSync(join(folder, '.sources'), 'hidden');
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'large.bin'), Buffer.alloc(LARGE));
  if (process.platform !== 'win32') {
    symlinkSync('loop', join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
  }
  writeFileSync(join(parent, 'secret.txt'), 'secret');
});
afterAll(() => {
  rmSync(parent, { recursive: true });
});

test('only visible files of the folder are served', () => {
  expect(fileFor(folder, '/')).toBe(join(folder, 'index.html'));
  expect(fileFor(folder, '/assets/a.wasm')).toBe(join(folder, 'assets', 'a.wasm'));
  for (const path of [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets\\..\\..\\secret.txt',
    '/.sources',
    '//',
    '//index.html',
    '/assets//a.wasm',
    'index.html',
    '',
  ]) {
    expect(fileFor(folder, path), path).toBeUndefined();
  }
});

test('a sub-path is cut off, and is the only way in', () => {
  expect(fileFor(folder, '/lab/assets/a.wasm', '/lab/')).toBe(join(folder, 'assets', 'a.wasm'));
  expect(fileFor(folder, '/lab/', '/lab/')).toBe(join(folder, 'index.html'));
  expect(fileFor(folder, '/assets/a.wasm', '/lab/')).toBeUndefined();
});

test('answers carry type, policy and caching', async () => {
  const { url, close } = await serve({ folder, port: await freePort(4300) });
  try {
    const page = await fetch(url);
    expect(await page.text()).toBe('<p>page</p>');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const wasm = await fetch(new URL('assets/a.wasm', url));
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('cache-control')).toMatch(/immutable/);
    expect((await fetch(new URL('nothing', url))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  } finally {
    close();
  }
});

/** Room for a file that takes many reads. */
const LARGE = 8 * 2 ** 20;

/**
 * Serves the folder while `work` runs.
 * @param {(port: number) => Promise<void>} work @param {{ openFile?: typeof open }} [options]
 */
async function serving(work, options = {}) {
  const port = await freePort(4500);
  const { close } = await serve({ folder, port, ...options });
  try {
    await work(port);
  } finally {
    close();
  }
}

/**
 * What comes back over a bare connection: clients of HTTP mend or refuse what they are to send.
 * @param {number} port @param {string | Buffer} request
 * @returns {Promise<string>}
 */
const ask = (port, request) =>
  new Promise((done) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(request);
    });
    socket.setEncoding('latin1');
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk) => (reply += String(chunk)));
    socket.on('error', (error) => (reply += `[${error.message}]`));
    socket.on('close', () => {
      done(reply);
    });
  });
/** @param {string} reply */
const statusOf = (reply) => Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1]);
/** @param {number} port @param {string} target @param {string} method @param {string} headers */
const get = (port, target, method = 'GET', headers = '') =>
  ask(port, Buffer.from(`${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`, 'latin1'));

test.each([
  ['//', 404],
  ['///', 404],
  ['//index.html', 404],
  ['http://[/', 400],
  ['http://', 400],
  ['http://x', 400],
  ['ftp://x/', 400],
  ['http://localhost/index.html', 200],
  ['http://[::1]:80/index.html', 200], // the form of a proxy
  ['*', 400],
  ['index.html', 400],
  [`/${'x'.repeat(300)}`, 404],
  [`/${'x/'.repeat(1500)}`, 404],
  [`/${'x'.repeat(9000)}`, 400],
  ['/index.html/', 404],
  ['/index.html/x', 404],
  ['/assets', 404],
  ['/assets/', 404],
  ['/nothing', 404],
  ['/%00', 400],
  ['/index.html%00.js', 400],
  ['/%', 400],
  ['/%zz', 400],
  ['/%E0%A4%A', 400],
  ['/%2e%2e/secret.txt', 404],
  ['/..%2fsecret.txt', 404],
  ['/..%5csecret.txt', 404],
  ['/../secret.txt', 404],
  ['/loop', 404],
  ['/pipe', 404],
  ['/\xff', 400], // Node's parser wants ASCII
  ['/?%', 200],
  ['/?a#b', 200],
  ['/#', 200],
  ['/index.html?x=//', 200],
])('GET %s: %i, and the page is served after it', async (target, status) => {
  await serving(async (port) => {
    expect(statusOf(await get(port, target))).toBe(status);
    expect(await get(port, '/')).toMatch(/<p>page<\/p>$/);
  });
});

test('no request ends the server, whatever it is', async () => {
  const bit = fc.oneof(
    fc.constantFrom('/', '//', '..', '.', '%', '%2f', '%00', '%ff', '\\', ':', '?', '#', '[', ']', '@', '*', ' ', '\t'),
    fc.constantFrom('http://', 'https://[', 'file:///', 'index.html', 'assets', 'a.wasm', '.sources', 'C:', 'con', '~'),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.nat({ max: 5000 }).map((n) => 'x'.repeat(n)),
  );
  const target = fc.array(bit, { maxLength: 6 }).map((bits) => bits.join(''));
  const method = fc.oneof(
    { weight: 8, arbitrary: fc.constant('GET') },
    fc.constantFrom('HEAD', 'POST', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', 'M-SEARCH', ''),
    fc.string({ maxLength: 5 }),
  );
  const headers = fc.constantFrom(
    '',
    'Range: bytes=0-0\r\n',
    'Range: bytes=9-1,-,x\r\n',
    'Upgrade: websocket\r\nConnection: Upgrade\r\n',
    'Expect: the unexpected\r\n',
    'Content-Length: -1\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Host: y\r\n',
    `X: ${'y'.repeat(20_000)}\r\n`,
    ':\r\n',
    '\0\r\n',
  );
  await serving(async (port) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/', ''), target, method, headers, async (slash, rest, verb, more) => {
        const reply = await get(port, slash + rest, verb, more);
        // Nothing at all: the connection was closed, as after CONNECT.
        if (reply !== '') expect([200, 400, 404, 405, 417, 431], reply.slice(0, 200)).toContain(statusOf(reply));
        if (statusOf(reply) === 200 && !/^HEAD/i.test(verb)) expect(reply).toMatch(/(<p>page<\/p>|wasm)$/);
        expect(statusOf(await get(port, '/'))).toBe(200);
      }),
      { numRuns: 400 },
    );
  });
}, 60_000);

test('the length without the contents for HEAD; an empty file has an end', async () => {
  await serving(async (port) => {
    const head = await get(port, '/index.html', 'HEAD');
    expect(head).toMatch(/^HTTP\/1\.1 200/);
    expect(head).toMatch(/Content-Length: 11\r\n/i);
    expect(head).not.toMatch(/page/);
    expect(await get(port, '/empty.txt')).toMatch(/^HTTP\/1\.1 200[^]*\r\n\r\n$/);
  });
});

test('a reader who goes away in the middle, and one who never finishes asking', async () => {
  await serving(async (port) => {
    for (let i = 0; i < 20; i++) {
      await new Promise((done) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write('GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n');
          socket.once('data', () => socket.resetAndDestroy());
        });
        socket.on('error', () => undefined);
        socket.on('close', done);
      });
    }
    const half = connect(port, '127.0.0.1', () => half.write('GET /'));
    expect(await get(port, '/')).toMatch(/<p>page<\/p>$/);
    half.destroy();
  });
});

/** Fails as a file system may. @param {string} code @returns {typeof open} */
const failing =
  (code) =>
  async (path, ...rest) => {
    if (String(path).endsWith('a.wasm')) throw Object.assign(new Error(code), { code });
    return open(path, ...rest);
  };

test.each([
  ['ENOENT', 404], // it was removed a moment ago
  ['EACCES', 404],
  ['EMFILE', 503],
  ['EIO', 503],
])('a file that cannot be opened (%s) is answered with %i', async (code, status) => {
  await serving(
    async (port) => {
      expect(statusOf(await get(port, '/assets/a.wasm'))).toBe(status);
      expect(statusOf(await get(port, '/'))).toBe(200);
    },
    { openFile: failing(code) },
  );
});

test('a file that shrinks while it is sent breaks off: nobody waits for the rest', async () => {
  const shrinking = join(folder, 'shrinking.bin');
  writeFileSync(shrinking, Buffer.alloc(LARGE));
  await serving(
    async (port) => {
      const reply = await get(port, '/shrinking.bin');
      expect(reply).toMatch(new RegExp(`Content-Length: ${LARGE}\r\n`, 'i'));
      expect(reply.length).toBeLessThan(LARGE);
      expect(statusOf(await get(port, '/'))).toBe(200);
    },
    {
      openFile: async (path, ...rest) => {
        const handle = await open(path, ...rest);
        const stat = handle.stat.bind(handle);
        // At the last moment at which its size is still taken for true.
        handle.stat = /** @type {typeof stat} */ (
          async () => {
            const before = await stat();
            if (path === shrinking) await truncate(shrinking, 10);
            return before;
          }
        );
        return handle;
      },
    },
  );
});

test('a port that another program holds is refused, and passed over', async () => {
  const port = await freePort(4400);
  const other = createServer();
  await new Promise((done) =>
    other.listen(port, '127.0.0.1', () => {
      done(undefined);
    }),
  );
  try {
    await expect(serve({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(await freePort(port)).toBeGreaterThan(port);
  } finally {
    other.close();
  }
});

test.each([4190, 5060, 5061, 6000, 6665, 6669, 10080])(
  'port %d, which browsers refuse, is passed over',
  async (port) => {
    // As browsers do, `fetch` looks at the number alone.
    await expect(fetch(`http://localhost:${port}`)).rejects.toMatchObject({ cause: { message: 'bad port' } });
    const free = await freePort(port);
    const { url, close } = await serve({ folder, port: free });
    try {
      expect((await fetch(url)).status).toBe(200);
    } finally {
      close();
    }
  },
);

test('and is no port to ask for', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/serve.mjs', '--port', '6000'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('Browsers open no page on port 6000')]);
});
