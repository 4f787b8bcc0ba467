import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, root } from './lib.mjs';
import { rooms } from './lint-rooms.mjs';

/** What is wrong, where it stands, and the rule that says so; undefined: nothing is wrong. @typedef {[file: string, code: string, rule: string | undefined]} Plant */

const effect = (/** @type {string} */ body) =>
  `import { useEffect, useState } from 'react';\nexport function A({ n }: { n: number }) {\n${body}\n  return n;\n}`;

/** @type {Plant[]} */
const plants = [
  ['src/run/a.ts', 'export enum Colour { Red }', 'no-restricted-syntax'],
  ['e2e/a.ts', 'export enum Colour { Red }', 'no-restricted-syntax'],
  ['src/run/a.test.ts', 'export enum Colour { Red }', 'no-restricted-syntax'],
  ['src/run/a.ts', 'export class Point { x = 1; }', 'no-restricted-syntax'],
  ['src/run/a.test.ts', 'export class Point { x = 1; }', undefined],
  ['src/run/a.ts', 'export class Point { #x = 1; get x() { return this.#x; } }', undefined],
  [
    'src/run/a.ts',
    'export class Point { constructor(private readonly x: number) {} get y() { return this.x; } }',
    undefined,
  ],
  ['src/views/a.ts', 'export const a = Math.random();', 'no-restricted-syntax'],
  ['scripts/a.mjs', 'export const a = Math.random();', undefined],
  ['src/engine/a.ts', 'export const a = (t: { dataSync(): number }) => t.dataSync();', 'no-restricted-syntax'],
  ['src/views/a.ts', 'export const a = (t: { arraySync(): number }) => t.arraySync();', 'no-restricted-syntax'],
  ['src/views/a.ts', "console.log('here');", 'no-console'],
  ['src/views/a.ts', "console.warn('here');", undefined],
  ...Object.keys(rooms).map(
    (room) => /** @type {Plant} */ ([`src/${room}/a.ts`, 'export const a = document.title;', 'no-restricted-globals']),
  ),
  ['src/views/a.ts', 'export const a = document.title;', undefined],
  ['src/views/a.ts', 'export const a = (b: string | null) => b == null;', 'eqeqeq'],
  ['src/views/a.ts', 'export const a = (b: any) => b;', 'no-explicit-any'],
  ['src/views/a.ts', 'export const a = (b: unknown) => { const c = b; };', 'no-unused-vars'],
  ['src/views/a.ts', 'export const a = (_b: unknown) => 1;', undefined],
  ['src/views/a.ts', "import { A } from './b.ts';\nexport const a = (b: A) => b;", 'consistent-type-imports'],
  ['src/views/a.ts', '// @ts-expect-error\nexport const a: string = 1;', 'ban-ts-comment'],
  ['src/views/a.ts', 'export const a: string = 1;', 'TS2322'],
  ['src/views/a.ts', 'export function a() { Promise.resolve(1); }', 'no-floating-promises'],
  ['scripts/a.mjs', 'export function a() { Promise.resolve(1); }', 'no-floating-promises'],
  ['src/views/a.ts', 'export const a = (b: object) => `${b}`;', 'restrict-template-expressions'],
  ['src/views/a.ts', 'export const a: number = JSON.parse("1");', 'no-unsafe-assignment'],
  ['scripts/a.mjs', 'export const a = JSON.parse("1").b;', undefined],
  ['src/views/a.ts', `export function a() {\n${'  void 0;\n'.repeat(60)}}`, 'max-lines-per-function'],
  ['src/views/a.ts', `export function a() {\n${'  void 0;\n'.repeat(58)}}`, undefined],
  ['src/views/A.tsx', `export function A() {\n${'  void 0;\n'.repeat(78)}}`, undefined],
  ['src/views/A.tsx', `export function A() {\n${'  void 0;\n'.repeat(80)}}`, 'max-lines-per-function'],
  ['src/views/a.test.ts', `export function a() {\n${'  void 0;\n'.repeat(80)}}`, undefined],
  [
    'src/views/a.ts',
    '// oxlint-disable-next-line eqeqeq -- no reason\nexport const a = 1;',
    'Unused oxlint-disable directive',
  ],
  [
    'src/views/A.tsx',
    effect('  const [, set] = useState(0);\n  useEffect(() => { set(n); }, [n]);'),
    'set-state-in-effect',
  ],
  ['src/views/A.tsx', effect('  if (n > 1) useState(0);\n  useEffect(() => undefined);'), 'rules-of-hooks'],
  [
    'src/views/a.ts',
    effect('  const [, set] = useState(0);\n  useEffect(() => { void n; void set; }, []);'),
    'exhaustive-deps',
  ],
  [
    'src/views/A.tsx',
    effect('  const [a] = useState({ b: 0 });\n  a.b = n;\n  useEffect(() => undefined);'),
    'immutability',
  ],
  .../** @type {Plant[]} */ (
    [
      "import { a } from '../views/x.ts';\nexport const b = a;",
      "import type { A } from '../views/x.ts';\nexport const b = (a: A) => a;",
      "import '../views/x.ts';",
      "import a from '../views/x.json?url';\nexport const b: unknown = a;",
      "export { a } from '../views/x.ts';",
      "export * from '../views/x.ts';",
      "void import('../views/x.ts');",
      "export let a: import('../views/x.ts').A;",
      "new Worker(new URL('../views/x.ts', import.meta.url));",
    ].map((code) => ['src/engine/a.ts', code, 'rooms'])
  ),
  ['src/views/a.ts', "export { a } from './x.ts';", undefined],
];

/** As the repository's files are named, in a folder of its own for each plant. @param {number} i */
const placeOf = (i) => {
  const [file] = plants[i] ?? [''];
  const [room, ...rest] = file.split('/').slice(0, -1);
  return join(room ?? '', ...rest, `${i}-${file.split('/').at(-1)}`);
};

/** @type {string} */
let folder;
/** Of each planted file the rules that were broken. @type {Record<string, string[]>} */
let found;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const kept of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'scripts/lint-rooms.mjs', 'scripts/lib.mjs'])
    cpSync(join(root, kept), join(folder, kept));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  plants.forEach(([, code], i) => {
    const path = join(folder, placeOf(i));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  });
  for (const [name, text] of Object.entries({
    'x.ts': 'export const a = 1;\nexport type A = number;',
    'x.json': '1',
    'b.ts': 'export type A = number;',
  }))
    writeFileSync(join(folder, 'src/views', name), text);
  const { stdout } = await promisify(execFile)(process.execPath, [bin('oxlint/bin/oxlint'), '--format=json', '.'], {
    cwd: folder,
  }).catch((/** @type {unknown} */ failed) => /** @type {{ stdout: string }} */ (failed));
  /** @type {{ diagnostics: { code?: string, message: string, filename: string }[] }} */
  const { diagnostics } = JSON.parse(stdout);
  found = {};
  for (const { code = '', message, filename } of diagnostics) (found[filename] ??= []).push(`${code} ${message}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(plants.map(([file, code, rule], i) => ({ file, code: code.slice(0, 80).replaceAll('\n', ' '), rule, i })))(
  'in $file, of “$code” the check says $rule',
  ({ rule, i }) => {
    const broken = found[placeOf(i)] ?? [];
    expect(broken).toEqual(rule === undefined ? [] : expect.arrayContaining([expect.stringContaining(rule)]));
  },
);
