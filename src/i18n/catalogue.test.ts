import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { plain } from '../views/terms/marked.ts';
import { FIELDS } from '../run/fields.ts';
import { AREAS, OF_ALL_CHAPTERS, type Area } from './areas.ts';
import { preferredLanguage } from './index.ts';
import { firstKeys, sentencesOf } from './testing.ts';

const plainly = (sentences: Map<string, string>): Map<string, string> =>
  new Map([...sentences].map(([key, text]) => [key, plain(text)]));
const en = plainly(await sentencesOf('en'));
const zh = plainly(await sentencesOf('zh'));
const variables = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map((match) => match[1]))].sort();

const src = join(import.meta.dirname, '..');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map((name) => join(src, name))
  .map((path) => ({ path, file: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true) }));

/** Every node of every source file, the file that it is in, and at which line. */
const nodes: { node: ts.Node; file: string; where: () => string }[] = [];
for (const { path, file } of sources) {
  const name = relative(src, path);
  const walk = (node: ts.Node): void => {
    const where = (): string => `${name}:${String(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
    nodes.push({ node, file: name, where });
    node.forEachChild(walk);
  };
  walk(file);
}

/** What a call of `t` asks for: each of the two where it asks for one or the other. */
function keysAskedBy(node: ts.Node): ts.Expression[] {
  if (!ts.isCallExpression(node) || node.arguments.length === 0) return [];
  const callee = node.expression;
  const isT =
    (ts.isIdentifier(callee) && callee.text === 't')
    || (ts.isPropertyAccessExpression(callee) && callee.name.text === 't');
  const each = (key: ts.Expression): ts.Expression[] =>
    ts.isConditionalExpression(key) ? [key.whenTrue, key.whenFalse].flatMap(each) : [key];
  return isT ? each(node.arguments[0]) : [];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The keys of the catalogue that a literal or a template can mean. */
function matching(key: ts.StringLiteralLike | ts.TemplateExpression): string[] {
  const pattern = ts.isStringLiteralLike(key)
    ? escape(key.text)
    : escape(key.head.text) + key.templateSpans.map((span) => `.+${escape(span.literal.text)}`).join('');
  const asked = new RegExp(`^${pattern}(_other)?$`);
  return [...en.keys()].filter((known) => asked.test(known));
}

/** The files that come with a file: those that it imports, and so on, without what is fetched when it is needed. */
function loadedAtOnce(path: string, known = new Set<string>()): Set<string> {
  const file = sources.find((source) => source.path === path)?.file;
  if (!file || known.has(path)) return known;
  known.add(path);
  for (const node of file.statements) {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    if (!from || !ts.isStringLiteral(from) || isOfTypes(node)) continue;
    loadedAtOnce(join(path, '..', from.text), known);
  }
  return known;
}

function isOfTypes(node: ts.Statement): boolean {
  if (!ts.isImportDeclaration(node) || !node.importClause) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return (
    phaseModifier === ts.SyntaxKind.TypeKeyword || (!name && named.length > 0 && named.every((one) => one.isTypeOnly))
  );
}

/** Areas of a part of a chapter. */
const WITHIN: Partial<Record<Area, string>> = { unknown: 'views/loop/unknown/', handout: 'views/lesson/handout/' };

describe('the catalogue', () => {
  it('has the same keys in both languages, none of them empty', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const [key, text] of [...en, ...zh]) if (!key.startsWith('unitMark.')) expect(text.trim(), key).not.toBe('');
  });

  it('says what to do in words that hold for a mouse, a finger and a keyboard', () => {
    const bound = {
      en: /\b([Cc]lick (an?|the|on|to|here)|[Hh]over|mouse|[Pp]oint(ed)? (at|to)|tab (to|into)|[Tt]ap)\b/,
      zh: /鼠标|悬停|单击|轻点|指向任|指向一格|Tab|点击(“|即可|小图|这里|按钮)|点选/,
    };
    for (const [key, text] of en) expect(text, key).not.toMatch(bound.en);
    for (const [key, text] of zh) expect(text, key).not.toMatch(bound.zh);
  });

  it('fills in the same values in both languages', () => {
    const counted = /_(one|two|few|many|other)$/;
    for (const [key, text] of en) {
      // "1 change" may spell its number out
      if (!counted.test(key)) expect(variables(zh.get(key) ?? ''), key).toEqual(variables(text));
    }
  });

  it('translates: no sentence is the same in both languages', () => {
    const same = [...en]
      .filter(([key, text]) => zh.get(key) === text && /[a-z]{4,} [a-z]{2,} /.test(text.replace(/\{\{.*?\}\}/g, '')))
      .map(([key]) => key);
    expect(same).toEqual([]);
  });

  it('never says darker or lighter of what one theme draws darker and the other lighter', () => {
    const said = [...en, ...zh]
      .filter(([, text]) => /\b(darker|darkest|lighter|lightest|paler|brighter)\b|越深|越浅|越暗|越亮|深浅/i.test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(said).toEqual([]);
  });

  it('speaks no code of ours: no criterion by its number, no world by its name, no engine by its folder', () => {
    const said = [...en, ...zh]
      .filter(([, text]) => /\b(Z[56]|M9|W1|simd|fused kernels|fused engine)\b/i.test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(said).toEqual([]);
  });

  it('says of every effective number of experts which of the two it is', () => {
    // The gates' own figures name both; the table heads name them beside it.
    const both = /^(gates\.effective\.name|gates\.past|charts\.gates\.(subtitle|describe)|charts\.gateHistory)/;
    const unsaid = [...en, ...zh]
      .filter(([key, text]) => /effective (number of )?experts|有效专家数/i.test(text) && !both.test(key))
      .filter(([, text]) => !/per example|of the mean weights|mean weights|单样本|平均权重/.test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(unsaid).toEqual([]);
  });

  it('punctuates Chinese in full width, without blanks after it', () => {
    const faults = [...zh]
      .filter(([, text]) => /[\p{Script=Han}] ?[,;:?!()]|[,;:?!(] ?\p{Script=Han}|[，。；：！？、] /u.test(text))
      .map(([key, text]) => `${key}: ${text}`);
    expect(faults).toEqual([]);
  });

  it('joins sentences, lists and names with what the catalogue has between them, in every language its own', () => {
    const said: string[] = [];
    for (const { node, file } of nodes) {
      if (!file.startsWith('views/') || file.includes('/testing/')) continue;
      const blank =
        (ts.isJsxExpression(node)
          && node.expression
          && ts.isStringLiteral(node.expression)
          && node.expression.text === ' ')
        || (ts.isJsxText(node) && /^[^\S\n]+$/.test(node.text));
      // "a: b", "a, b" and "a; b" put together in code.
      const put =
        (ts.isTemplateMiddle(node) && /^[.,;:] $/.test(node.text))
        || (ts.isCallExpression(node)
          && ts.isPropertyAccessExpression(node.expression)
          && node.expression.name.text === 'join'
          && node.arguments.some((by) => ts.isStringLiteral(by) && /^[.,;:] $/.test(by.text)));
      if (blank || put) said.push(file);
    }
    // Numbers or a letter beside each other or beside a name, and lists of numbers or names to be typed.
    expect([...new Set(said)].sort()).toEqual(
      [
        'charts/GateDistributions.tsx',
        'charts/GateHistory.tsx',
        'embed/withCard.ts',
        'network/panels.tsx',
        'shell/Transport.tsx',
        'shell/fieldWords.ts',
        'ui/ModelMark.tsx',
      ].map((name) => `views/${name}`),
    );
  });

  it('speaks of rows, and not of impressions or clicks, in every sentence that is for tables alone', () => {
    const forTables = (words: Map<string, string>): [string, string][] =>
      [...words].filter(([key]) => key.endsWith('_table'));
    expect(forTables(en).length).toBeGreaterThan(20);
    for (const [key, text] of [...forTables(en), ...forTables(zh)]) {
      expect(en.has(key.replace(/_table$/, '')), key).toBe(true);
      expect(text.replace(/{{\w+}}/g, ''), key).not.toMatch(/impression|click|曝光|点击/i);
    }
  });

  it('has one Chinese word for one thing', () => {
    const given = /赛跑|平局|奈特|居中|逐例|预存|控制项|过冲|工作节点(?!（)/;
    expect([...zh].filter(([, text]) => given.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it('has label, hint, effect, the paper’s name, choices and unit of every field', () => {
    for (const field of FIELDS) {
      const wanted = [
        'label',
        ...('choices' in field ? field.choices.map((choice) => `choice.${String(choice)}`) : []),
      ].map((word) => `${field.group === 'cures' ? 'hint.' : ''}field.${field.path}.${word}`);
      wanted.push(`hint.${field.path}`);
      if (field.group !== 'view') wanted.push(`hint.effect.${field.path}`, `hint.paper.${field.path}`);
      if ('unit' in field) wanted.push(`unit.${field.unit}`, `unitMark.${field.unit}`);
      for (const key of wanted) expect(en.has(key), key).toBe(true);
    }
  });

  it('holds every key that the page asks for', () => {
    const missing: string[] = [];
    for (const { node, where } of nodes)
      for (const key of keysAskedBy(node))
        if ((ts.isStringLiteralLike(key) || ts.isTemplateExpression(key)) && matching(key).length === 0)
          missing.push(`${where()} ${key.getText()}`);
    expect(missing).toEqual([]);
  });

  it('asks for the words of a chapter only inside of it: elsewhere they may not be loaded', () => {
    const strays: string[] = [];
    for (const { node, file, where } of nodes) {
      const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateHead(node) ? node.text : '';
      // Name pictures by area and key; asked for where their words are.
      if (file === 'views/terms/terms.ts' || file.startsWith('views/lesson/steps/')) continue;
      const area = (Object.keys(AREAS) as Area[]).find((name) => text.startsWith(`${name}.`));
      if (area === undefined) continue;
      const ofAll = OF_ALL_CHAPTERS.some((one) => one === area);
      // trained.ts words what a model was trained with, for the chapters.
      const mayAsk =
        area === 'hint'
          ? // What gave way to another setting can only be said of a control.
            /^views\/(shell\/(fieldWords\.ts$|controls\/)|control\.ts$)/.test(file)
          : ofAll
            ? !/^views\/(shell\/|ui\/|[^/]+$)/.test(file) || file === 'views/trained.ts'
            : // A term opens wherever it stands, and brings its words along.
              area === 'glossary'
              ? /^views\/(glossary|terms)\//.test(file)
              : // Some are a part of a chapter.
                file.startsWith(WITHIN[area] ?? `views/${area}/`);
      if (!mayAsk) strays.push(`${where()} ${text}`);
    }
    expect(strays).toEqual([]);
  });

  it('asks for nothing but the words of the first page in what is drawn before the others have come', () => {
    const first = new Set(firstKeys());
    const early = new Set(['main.ts', 'page.tsx'].flatMap((file) => [...loadedAtOnce(join(src, file))]));
    expect(early.size).toBeGreaterThan(40);
    const strays: string[] = [];
    for (const { node, file, where } of nodes) {
      if (!early.has(join(src, file))) continue;
      for (const key of keysAskedBy(node)) {
        const known = ts.isStringLiteralLike(key) || ts.isTemplateExpression(key) ? matching(key) : [];
        if (known.length === 0 || known.some((one) => !first.has(one))) strays.push(`${where()} ${key.getText()}`);
      }
    }
    expect(strays).toEqual([]);
  });

  it('comes, like what draws the page, after the script that starts the training worker', () => {
    const first = [...loadedAtOnce(join(src, 'main.ts'))];
    expect(first.length).toBeGreaterThan(15);
    const late = sources.filter(
      ({ path, file }) => first.includes(path) && /from '(react-dom|i18next|react-i18next)/.test(file.text),
    );
    expect(late.map(({ path }) => path)).toEqual([]);
  });

  it('holds every word of the page: none is written into the markup', () => {
    const read = new Set([
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'aria-valuetext',
      'alt',
      'title',
      'placeholder',
      'label',
    ]);
    const hardCoded: string[] = [];
    for (const { node, where } of nodes) {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) hardCoded.push(`${where()} ${node.text.trim()}`);
      if (
        ts.isJsxAttribute(node)
        && ts.isIdentifier(node.name)
        && read.has(node.name.text)
        && node.initializer
        && ts.isStringLiteral(node.initializer)
        && /\p{L}/u.test(node.initializer.text)
      )
        hardCoded.push(`${where()} ${node.getText()}`);
      const isWords = (text: string): boolean => /\p{L}{2,} \p{L}{2,}/u.test(text) || /\p{Script=Han}/u.test(text);
      if (
        ts.isJsxExpression(node)
        && node.expression
        && ts.isStringLiteralLike(node.expression)
        && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))
        && isWords(node.expression.text)
      )
        hardCoded.push(`${where()} ${node.getText()}`);
    }
    expect(hardCoded).toEqual([]);
  });
});

describe('the language to begin with', () => {
  it.each([
    [null, ['de-DE', 'zh-TW', 'en'], 'zh'],
    [null, ['fr'], 'en'],
    ['zh', ['en-US'], 'zh'],
    ['xx', ['zh-CN'], 'zh'],
    [null, [], 'en'],
  ] as const)('stored %s, browser %j: %s', (stored, browser, wanted) => {
    expect(preferredLanguage(stored, browser)).toBe(wanted);
  });
});
