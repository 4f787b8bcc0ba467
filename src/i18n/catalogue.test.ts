import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { plain } from '../views/terms/marked.ts';
import { FIELDS } from '../run/fields.ts';
import { AREAS, OF_ALL_CHAPTERS, type Area } from './areas.ts';
import { preferredLanguage, type Language } from './index.ts';
import { english } from './messages.ts';
import { chinese } from './zh/index.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, plain(value)] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** The first page's words and those of all chapters. */
async function catalogue(language: Language, base: Tree): Promise<Map<string, string>> {
  const areas = await Promise.all(
    Object.entries(AREAS).map(
      async ([area, load]) => [area, ((await load[language]()) as { default: Tree }).default] as const,
    ),
  );
  return flatten({ ...base, ...Object.fromEntries(areas) });
}
const en = await catalogue('en', english);
const zh = await catalogue('zh', chinese);
const variables = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map((match) => match[1]))].sort();

const src = join(import.meta.dirname, '..');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('i18n'))
  .map((name) => join(src, name))
  .map((path) => ({ path, file: ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true) }));

/** Calls `visit` for every node of every source file. */
function everyNode(visit: (node: ts.Node, where: string) => void): void {
  for (const { path, file } of sources) {
    const walk = (node: ts.Node): void => {
      visit(node, `${relative(src, path)}:${String(file.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`);
      node.forEachChild(walk);
    };
    walk(file);
  }
}

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
    everyNode((node, where) => {
      if (!where.startsWith('views/') || where.includes('/testing/')) return;
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
      if (blank || put) said.push(where.replace(/:\d+$/, ''));
    });
    // Numbers or a letter beside each other or beside a name, a list of numbers to be typed, and the name of a file.
    expect([...new Set(said)].sort()).toEqual(
      [
        'charts/DataDialog.tsx',
        'charts/GateDistributions.tsx',
        'charts/GateHistory.tsx',
        'network/panels.tsx',
        'shell/Transport.tsx',
        'shell/fieldWords.ts',
        'ui/ModelMark.tsx',
      ].map((name) => `views/${name}`),
    );
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
    const exists = (key: string): boolean => en.has(key) || en.has(`${key}_other`);
    const missing: string[] = [];
    everyNode((node, where) => {
      if (!ts.isCallExpression(node) || node.arguments.length === 0) return;
      const callee = node.expression;
      if (
        !(ts.isIdentifier(callee) && callee.text === 't')
        && !(ts.isPropertyAccessExpression(callee) && callee.name.text === 't')
      )
        return;
      const keys: ts.Expression[] = [];
      const collect = (argument: ts.Expression): void => {
        if (ts.isConditionalExpression(argument)) [argument.whenTrue, argument.whenFalse].forEach(collect);
        else keys.push(argument);
      };
      collect(node.arguments[0]);
      for (const key of keys) {
        if (ts.isStringLiteralLike(key)) {
          if (!exists(key.text)) missing.push(`${where} ${key.text}`);
        } else if (ts.isTemplateExpression(key)) {
          const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
          const pattern = new RegExp(
            `^${escape(key.head.text)}${key.templateSpans.map((span) => `.+${escape(span.literal.text)}`).join('')}(_other)?$`,
          );
          if (![...en.keys()].some((known) => pattern.test(known))) missing.push(`${where} ${key.getText()}`);
        }
      }
    });
    expect(missing).toEqual([]);
  });

  it('asks for the words of a chapter only inside of it: elsewhere they may not be loaded', () => {
    const strays: string[] = [];
    everyNode((node, where) => {
      const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateHead(node) ? node.text : '';
      if (where.startsWith('views/terms/terms.ts:')) return; // names pictures by area and key; asked for where their words are
      const area = (Object.keys(AREAS) as Area[]).find((name) => text.startsWith(`${name}.`));
      if (area === undefined) return;
      const ofAll = OF_ALL_CHAPTERS.some((one) => one === area);
      // trained.ts words what a model was trained with, for the chapters.
      const mayAsk =
        area === 'hint'
          ? // What gave way to another setting can only be said of a control.
            /^views\/(shell\/(fieldWords\.ts:|controls\/)|control\.ts:)/.test(where)
          : ofAll
            ? !/^views\/(shell\/|ui\/|[^/]+$)/.test(where) || where.startsWith('views/trained.ts:')
            : // A term opens wherever it stands, and brings its words along.
              area === 'glossary'
              ? /^views\/(glossary|terms)\//.test(where)
              : // A group of cards with words of its own.
                where.startsWith(area === 'unknown' ? 'views/loop/unknown/' : `views/${area}/`);
      if (!mayAsk) strays.push(`${where} ${text}`);
    });
    expect(strays).toEqual([]);
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
    everyNode((node, where) => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) hardCoded.push(`${where} ${node.text.trim()}`);
      if (
        ts.isJsxAttribute(node)
        && ts.isIdentifier(node.name)
        && read.has(node.name.text)
        && node.initializer
        && ts.isStringLiteral(node.initializer)
        && /\p{L}/u.test(node.initializer.text)
      )
        hardCoded.push(`${where} ${node.getText()}`);
      const isWords = (text: string): boolean => /\p{L}{2,} \p{L}{2,}/u.test(text) || /\p{Script=Han}/u.test(text);
      if (
        ts.isJsxExpression(node)
        && node.expression
        && ts.isStringLiteralLike(node.expression)
        && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))
        && isWords(node.expression.text)
      )
        hardCoded.push(`${where} ${node.getText()}`);
    });
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
