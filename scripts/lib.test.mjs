import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingPackages, nodeIsRecentEnough, sourceHash } from './lib.mjs';

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
