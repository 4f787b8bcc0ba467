import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/.sources',
    '/assets',
    '/nothing',
    '/%00',
    '/%E0%A4%A',
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
