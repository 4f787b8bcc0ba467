import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import postcss from 'postcss';
import parser from 'postcss-selector-parser';
import { describe, expect, it } from 'vitest';

// A name that a module does not have is `undefined` in the markup, and nothing else would say so.

const ROOT = import.meta.dirname;
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).map((path) => join(ROOT, path));
const modules = files.filter((path) => path.endsWith('.module.css'));
const components = files.filter((path) => /(?<!\.test)\.tsx?$/.test(path));

/** The names that a module gives; what stands in `:global(…)` is another sheet's. */
function namesOf(path: string): Set<string> {
  const names = new Set<string>();
  postcss.parse(readFileSync(path, 'utf8')).walkRules(({ selector }) => {
    parser((root) => {
      root.walkClasses((name) => {
        for (let inside: parser.Node['parent'] = name.parent; inside; inside = inside.parent)
          if (inside.type === 'pseudo' && (inside as { value?: string }).value === ':global') return;
        names.add(name.value);
      });
    }).processSync(selector);
  });
  return names;
}

/** Components that import a module, by the name they give it. */
function usersOf(module: string): { path: string; text: string; as: string }[] {
  return components.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const imports = [...text.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)];
    const mine = imports.find(([, , from]) => join(dirname(path), from) === module);
    return mine ? [{ path, text, as: mine[1] }] : [];
  });
}

/** What they ask of it. */
function askedOf(module: string): { at: string; name: string }[] {
  return usersOf(module).flatMap(({ path, text, as }) =>
    [...text.matchAll(new RegExp(`(?<![./'\`\\w-])${as}\\.(\\w+)`, 'g'))].map(([, name]) => ({
      at: relative(ROOT, path),
      name,
    })),
  );
}

/** A painter asks for the classes of its marks by their names: there, only the marks' tests know which are wanted. */
const asksByName = (module: string): boolean => usersOf(module).some(({ text, as }) => text.includes(`${as}[`));

describe.each(modules.map((path) => [relative(ROOT, path), path] as const))('%s', (_, path) => {
  const names = namesOf(path);
  const asked = askedOf(path);

  it('has every name that a component asks of it', () => {
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ name }) => !names.has(name)).map(({ at, name }) => `${at}: ${name}`)).toEqual([]);
  });

  it('has no name that nobody asks for', () => {
    if (asksByName(path)) return;
    const wanted = new Set(asked.map(({ name }) => name));
    expect([...names].filter((name) => !wanted.has(name))).toEqual([]);
  });
});

it('says `:global` in modules alone: in any other sheet a browser knows no such selector and drops the rule', () => {
  const plain = files.filter((path) => path.endsWith('.css') && !path.endsWith('.module.css'));
  expect(plain.length).toBeGreaterThan(0);
  const wrong = plain.filter((path) => readFileSync(path, 'utf8').includes(':global'));
  expect(wrong.map((path) => relative(ROOT, path))).toEqual([]);
});

it('gives no transition to all elements: what they inherit would start anew on every level, a frame later each', () => {
  const wrong: string[] = [];
  for (const path of files.filter((one) => one.endsWith('.css')))
    postcss.parse(readFileSync(path, 'utf8')).walkDecls(/^transition/, ({ parent, value }) => {
      const selectors = parent?.type === 'rule' ? parent.selectors : [];
      if (value !== 'none' && selectors.includes('*')) wrong.push(`${relative(ROOT, path)}: ${value}`);
    });
  expect(wrong).toEqual([]);
});
