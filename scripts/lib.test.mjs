import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  build,
  buildInputs,
  isBuilt,
  missingPackages,
  nodeIsRecentEnough,
  root,
  sourceHash,
  unbuildable,
} from './lib.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mmoe-lab-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['20.19.0', true],
  ['20.18.9', false],
  ['18.20.0', false],
  ['22.0.0', true],
])('Node %s is recent enough: %s', (version, enough) => {
  expect(nodeIsRecentEnough(version)).toBe(enough);
});

test('a package is missing when it is absent or of another version, not when it is another platform’s', () => {
  const locked = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/same': { version: '1.0.0' },
      'node_modules/older': { version: '2.0.0' },
      'node_modules/absent': { version: '1.0.0' },
      'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    },
  };
  const installed = {
    packages: { 'node_modules/same': { version: '1.0.0' }, 'node_modules/older': { version: '1.0.0' } },
  };
  expect(missingPackages(locked, installed)).toEqual(['node_modules/older', 'node_modules/absent']);
  expect(missingPackages(locked, {})).toHaveLength(3);
});

test('the source hash changes with contents and names, and not with tests', () => {
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  /** @param {string} path @param {string} text */
  const write = (path, text) => {
    writeFileSync(join(folder, path), text);
  };
  write('index.html', 'a');
  write('src/deep/x.ts', 'b');
  const first = sourceHash(folder);
  write('src/deep/x.test.ts', 'a test');
  write('README.md', 'words');
  expect(sourceHash(folder)).toBe(first);
  write('src/deep/x.ts', 'c');
  const changed = sourceHash(folder);
  expect(changed).not.toBe(first);
  write('src/deep/x.ts', 'b');
  expect(sourceHash(folder)).toBe(first);
  write('src/y.ts', '');
  expect(sourceHash(folder)).not.toBe(first);
});

describe('the build', () => {
  /** @param {string} path @param {string} text */
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const folders = ['src', 'public'];
  beforeEach(() => {
    vi.spyOn(console, 'log').mockReturnValue();
    for (const input of buildInputs) write(folders.includes(input) ? `${input}/a.txt` : input, 'before');
    mkdirSync(join(folder, 'dist'));
  });
  /** A build that does as it is told. @param {number} code */
  const vite = (code = 0) => vi.fn(async () => ({ code, output: '' }));

  test('is made once, and again when it is asked for', async () => {
    const start = vite();
    expect(isBuilt(folder)).toBe(false);
    expect(await build({ base: folder, start })).toBe(true);
    expect(isBuilt(folder)).toBe(true);
    expect(await build({ base: folder, start })).toBe(true);
    expect(start).toHaveBeenCalledTimes(1);
    expect(await build({ force: true, base: folder, start })).toBe(true);
    expect(start).toHaveBeenCalledTimes(2);
  });

  test.each([
    'src/a.txt',
    'src/new.ts',
    'public/a.txt',
    'public/theme.js',
    'index.html',
    'lab.html',
    'vite.config.ts',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
    'scripts/csp.mjs',
  ])('is out of date when %s has changed', async (path) => {
    await build({ base: folder, start: vite() });
    write(path, 'after');
    const start = vite();
    expect(isBuilt(folder)).toBe(false);
    await build({ base: folder, start });
    expect(start).toHaveBeenCalledTimes(1);
  });

  test('is out of date when a file is gone', async () => {
    await build({ base: folder, start: vite() });
    rmSync(join(folder, 'public', 'a.txt'));
    expect(isBuilt(folder)).toBe(false);
  });

  test('that fails is none, and is tried again', async () => {
    expect(await build({ base: folder, start: vite(1) })).toBe(false);
    expect(isBuilt(folder)).toBe(false);
  });

  test('a file changed while it was made may not be in it', async () => {
    const start = async () => {
      write('src/a.txt', 'meanwhile');
      return { code: 0, output: '' };
    };
    await build({ base: folder, start });
    expect(isBuilt(folder)).toBe(false);
  });

  test('depends on everything that its configuration reads', () => {
    const imports = [...readFileSync(join(root, 'vite.config.ts'), 'utf8').matchAll(/from '\.\/([^']+)'/g)].map(
      ([, path]) => path,
    );
    expect(imports.length).toBeGreaterThan(0);
    for (const path of imports) expect(buildInputs).toContain(path);
  });
});

test.each([
  ['/home/me/a#b', '/', '#'],
  ['/home/what?/lab', '/', '?'],
  ['/home/back\\slash', '/', '\\'],
  ['C:\\Users\\me\\lab', '\\', undefined],
  ['C:\\Users\\me\\#1', '\\', '#'],
  ["/home/it's 100% [fine] {really} & 中文 $*!", '/', undefined],
])('%s cannot be built in because of %s', (path, separator, character) => {
  expect(unbuildable(path, separator)).toBe(character);
});

test.each(['start.mjs', 'test.mjs', 'build.mjs', 'e2e.mjs'])(
  'a checkout where nothing can be built: %s says so in a sentence',
  (command) => {
    const checkout = join(folder, 'a #1');
    cpSync(join(root, 'scripts'), join(checkout, 'scripts'), { recursive: true });
    const { status, stderr, stdout } = spawnSync(process.execPath, [join(checkout, 'scripts', command)], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim()).toBe(
      `MMoE Lab cannot be built in a folder with "#" in its path (${checkout}): rename or move that folder, and run the command again.`,
    );
  },
);
