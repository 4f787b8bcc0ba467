import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import typescript from 'typescript';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';
import { root } from './lib.mjs';

const config = '.oxlintrc.json';
/** @type {{ options: Record<string, unknown>, rules: Record<string, string | unknown[]> }} */
const oxlint = typescript.parseConfigFileTextToJson(config, readFileSync(join(root, config), 'utf8')).config;

/** What oxlint does not know, and what stands for it in eslint.config.js: no enums, and no class that any object of its shape is taken for. */
const replaced = ['no-unsafe-enum-assignment', 'no-unsafe-class-instance-assignment'];
/** Their reasons stand in .oxlintrc.json. */
const leftOut = ['no-unnecessary-condition', 'no-unnecessary-type-parameters', 'require-await'];

/** @param {typeof ts.configs.strict} configs */
const named = (configs) =>
  configs.flatMap(({ rules = {} }) =>
    Object.entries(rules).flatMap(([name, level]) =>
      name.startsWith('@typescript-eslint/') && level !== 'off' ? [name.slice('@typescript-eslint/'.length)] : [],
    ),
  );

test('every rule that needs to know types is an error of oxlint, and so is what the compiler says', () => {
  const untyped = new Set(named(ts.configs.strict));
  const typed = named(ts.configs.strictTypeChecked).filter((name) => !untyped.has(name));
  expect(typed.length).toBeGreaterThan(40);
  for (const name of typed.filter((one) => ![...replaced, ...leftOut].includes(one)))
    expect(['error', expect.arrayContaining(['error'])], name).toContainEqual(oxlint.rules[`typescript/${name}`]);
  expect(oxlint.options).toMatchObject({ typeAware: true, typeCheck: true, denyWarnings: true });
});

test.each([
  ['src/run/a.ts', 'export enum Colour { Red }', 'union of strings'],
  ['e2e/a.ts', 'export enum Colour { Red }', 'union of strings'],
  ['src/run/a.ts', 'export class Point { x = 1; }', 'private member'],
  ['src/run/a.ts', 'export class Point { #x = 1; get x() { return this.#x; } }', undefined],
  ['src/run/a.ts', 'export class Point { constructor(private readonly x: number) {} }', undefined],
])('in %s, of %j ESLint says %s', async (filePath, code, said) => {
  const eslint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax' });
  const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
  const found = result?.messages.map(({ message }) => message) ?? [];
  expect(found).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
});
