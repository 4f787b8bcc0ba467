import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import typescript from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin, root } from './lib.mjs';
import { rooms } from './lint-rooms.mjs';

/**
 * What is wrong, where it stands, and the rule that says so; undefined: nothing is wrong.
 * @typedef {[file: string, code: string, rule: string | undefined]} Plant
 */

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
  ['src/views/a.ts', 'export const a = Math.random();', 'no-restricted-properties'],
  ['scripts/a.mjs', 'export const a = Math.random();', undefined],
  ['src/engine/a.ts', 'export const a = (t: { dataSync(): number }) => t.dataSync();', 'no-restricted-properties'],
  ['src/views/a.ts', 'export const a = (t: { arraySync(): number }) => t.arraySync();', 'no-restricted-properties'],
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
  ['src/views/a.ts', `export function a() {\n${'  void 0;\n'.repeat(59)}}`, 'max-lines-per-function'],
  ['src/views/a.ts', `export function a() {\n${'  void 0;\n'.repeat(58)}}`, undefined],
  ['src/views/A.tsx', `export function A() {\n${'  void 0;\n'.repeat(78)}}`, undefined],
  ['src/views/A.tsx', `export function A() {\n${'  void 0;\n'.repeat(79)}}`, 'max-lines-per-function'],
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

const config = '.oxlintrc.json';
/** @type {{ options: object, rules: Record<string, unknown>, overrides: { files: string[], rules: Record<string, unknown> }[] }} */
const configured = typescript.parseConfigFileTextToJson(config, readFileSync(join(root, config), 'utf8')).config;

/** Rules of oxlint that need to know types, and that are asked for nowhere: of style, or for a reason that stands in .oxlintrc.json. */
const leftOut = [
  [
    'consistent-return',
    'consistent-type-exports',
    'dot-notation',
    'no-unnecessary-qualifier',
    'non-nullable-type-assertion-style',
  ],
  ['prefer-find', 'prefer-includes', 'prefer-nullish-coalescing', 'prefer-optional-chain', 'prefer-readonly'],
  ['prefer-readonly-parameter-types', 'prefer-regexp-exec', 'prefer-string-starts-ends-with', 'promise-function-async'],
  ['no-unnecessary-condition', 'no-unnecessary-type-parameters', 'require-await'],
  ['no-unsafe-enum-assignment', 'no-unsafe-type-assertion', 'require-array-sort-compare', 'strict-boolean-expressions'],
  ['strict-void-return', 'switch-exhaustiveness-check'],
].flat();

test('every rule that needs to know types is an error, and so is what the compiler says', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bin('oxlint/bin/oxlint'), '--rules', '-f', 'json']);
  /** @type {{ scope: string, value: string, type_aware: boolean }[]} */
  const all = JSON.parse(stdout);
  const typed = all.filter(({ scope, type_aware }) => scope === 'typescript' && type_aware).map(({ value }) => value);
  expect(typed.length).toBeGreaterThan(40);
  for (const name of typed.filter((one) => !leftOut.includes(one)))
    expect(['error', expect.arrayContaining(['error'])], name).toContainEqual(configured.rules[`typescript/${name}`]);
  expect(configured.options).toMatchObject({ typeAware: true, typeCheck: true, denyWarnings: true });
});

test('what React and its compiler ask of components is asked of all of them, as an error', () => {
  // The recommended ones of React's own plugin for ESLint, 7.1.
  const names = ['error-boundaries', 'exhaustive-deps', 'globals', 'immutability', 'incompatible-library']
    .concat('preserve-manual-memoization', 'purity', 'refs', 'rules-of-hooks', 'set-state-in-effect')
    .concat('set-state-in-render', 'static-components', 'unsupported-syntax', 'use-memo', 'void-use-memo');
  const [asked, ...others] = configured.overrides.filter(({ rules }) => 'react/rules-of-hooks' in rules);
  expect(others).toEqual([]);
  expect(asked?.files).toEqual(['src/**/*.tsx', 'src/views/**/*.ts']);
  expect(asked?.rules).toMatchObject(Object.fromEntries(names.map((name) => [`react/${name}`, 'error'])));
});
