// Makes mutants of one source file: plausible slips, each a replacement of one stretch of text. What a type, an import or an error's words
// say is left alone.
import ts from 'typescript';

/** @typedef {{ start: number, end: number, line: number, before: string, after: string }} Mutant */

/** Per operator, what it may be mistaken for. @type {Partial<Record<ts.SyntaxKind, string[]>>} */
const OPERATORS = {
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.AsteriskAsteriskToken]: ['*'],
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.QuestionQuestionToken]: ['&&'],
  [ts.SyntaxKind.AmpersandToken]: ['|'],
  [ts.SyntaxKind.BarToken]: ['&'],
  [ts.SyntaxKind.CaretToken]: ['&'],
  [ts.SyntaxKind.LessThanLessThanToken]: ['>>'],
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: ['<<'],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: ['<<'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-=', '='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+=', '='],
  [ts.SyntaxKind.AsteriskEqualsToken]: ['/='],
  [ts.SyntaxKind.SlashEqualsToken]: ['*='],
  [ts.SyntaxKind.BarEqualsToken]: ['&='],
  [ts.SyntaxKind.CaretEqualsToken]: ['&='],
  [ts.SyntaxKind.AmpersandEqualsToken]: ['|='],
};

/** @type {Record<string, string>} */
const METHODS = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  sin: 'cos',
  cos: 'sin',
  some: 'every',
  every: 'some',
};
/** Calls that may be left out, so that what they were called on, or with, is used as it is. */
const DROPPED_METHODS = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'toFixed']);
const DROPPED_FUNCTIONS = new Set(['abs', 'sqrt', 'log', 'exp', 'log1p', 'expm1', 'round']);

/** @param {ts.Node} node @returns {boolean} */
const isText = (node) =>
  ts.isStringLiteralLike(node)
  || ts.isTemplateExpression(node)
  || (ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)));

/** Words that only an error or a type says. @param {ts.StringLiteralLike} node */
function isProse(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isNewExpression(at) || ts.isThrowStatement(at) || ts.isTypeNode(at) || ts.isImportDeclaration(at))
      return true;
    if (ts.isBlock(at)) return false;
  }
  return false;
}

/** Whether `as const` makes a list of words what they are. @param {ts.Node} node */
const isNamed = (node) =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node)
  || ts.isExportDeclaration(node.parent)
  || ts.isExternalModuleReference(node.parent)
  || ts.isCaseClause(node.parent)
  || (ts.isBinaryExpression(node.parent) && /[!=]==/.test(node.parent.operatorToken.getText()));

/** @param {ts.Node} node @param {ts.SourceFile} file @returns {[ts.Node | { start: number, end: number }, string][]} */
function slipsAt(node, file) {
  const text = () => node.getText(file);
  if (ts.isBinaryExpression(node)) {
    if (isText(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) return [];
    return (OPERATORS[node.operatorToken.kind] ?? []).map((other) => [node.operatorToken, other]);
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText(file);
    if (node.operator === ts.SyntaxKind.PlusPlusToken) return [[node, `--${operand}`]];
    if (node.operator === ts.SyntaxKind.MinusMinusToken) return [[node, `++${operand}`]];
    return node.operator === ts.SyntaxKind.PlusToken ? [] : [[node, operand]];
  }
  if (ts.isPostfixUnaryExpression(node)) {
    const other = node.operator === ts.SyntaxKind.PlusPlusToken ? '--' : '++';
    return [[node, `${node.operand.getText(file)}${other}`]];
  }
  if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    return Number.isInteger(value)
      ? [[node, String(value + 1)], ...(value === 1 ? /** @type {[ts.Node, string][]} */ ([[node, '0']]) : [])]
      : [[node, String(value * 2)]];
  }
  if (ts.isStringLiteral(node)) return isProse(node) || isNamed(node) || node.text === '' ? [] : [[node, "''"]];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, 'true']];
  if (ts.isIfStatement(node))
    return [
      [node.expression, 'true'],
      [node.expression, 'false'],
    ];
  if (ts.isConditionalExpression(node))
    return [
      [node.condition, 'true'],
      [node.condition, 'false'],
    ];
  if (ts.isWhileStatement(node)) return [[node.expression, 'false']];
  if (ts.isForStatement(node)) return node.condition ? [[node.condition, 'false']] : [];
  if (ts.isForOfStatement(node)) return [[node.expression, '[]']];
  if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) return [[node, ';']];
  if (ts.isExpressionStatement(node)) return [[node, ';']];
  if (ts.isElementAccessExpression(node)) {
    const index = node.argumentExpression;
    return ts.isStringLiteralLike(index) || ts.isNumericLiteral(index) ? [] : [[index, `(${index.getText(file)}) + 1`]];
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return callSlips(node, node.expression, file);
  if (ts.isSpreadAssignment(node) && ts.isParenthesizedExpression(node.expression)) return [[node, `...{}`]];
  if (ts.isReturnStatement(node) && text() === 'return;') return [[node, ';']];
  return [];
}

/** @param {ts.CallExpression} node @param {ts.PropertyAccessExpression} callee @param {ts.SourceFile} file @returns {[ts.Node, string][]} */
function callSlips(node, callee, file) {
  const { name, expression: target } = callee;
  const math = target.getText(file) === 'Math';
  if (math && DROPPED_FUNCTIONS.has(name.text))
    return [[node, `(${node.arguments.map((a) => a.getText(file)).join(', ')})`]];
  if (!math && DROPPED_METHODS.has(name.text)) return [[node, target.getText(file)]];
  const other = METHODS[name.text];
  return other !== undefined && (math || other === 'some' || other === 'every') ? [[name, other]] : [];
}

/**
 * @param {string} source - text of a TypeScript file
 * @param {string} [name] - its name, for its extension
 * @returns {Mutant[]} in the order of the text
 */
export function mutantsOf(source, name = 'file.ts') {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const mutants = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (
      ts.isTypeNode(node)
      || ts.isImportDeclaration(node)
      || ts.isInterfaceDeclaration(node)
      || ts.isTypeAliasDeclaration(node)
    )
      return;
    for (const [where, after] of slipsAt(node, file)) {
      const start = 'kind' in where ? where.getStart(file) : where.start;
      const { end } = where;
      const before = source.slice(start, end);
      if (before !== after)
        mutants.push({ start, end, line: file.getLineAndCharacterOfPosition(start).line + 1, before, after });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return mutants.sort((a, b) => a.start - b.start);
}

/** Whether a compiler takes the text: one that none takes would be noticed by every test, and tell nothing. @param {string} source @param {string} name */
export function parses(source, name) {
  const compilerOptions = { target: ts.ScriptTarget.Latest, jsx: ts.JsxEmit.Preserve, allowJs: true };
  const { diagnostics = [] } = ts.transpileModule(source, { fileName: name, reportDiagnostics: true, compilerOptions });
  return diagnostics.length === 0;
}

/** @param {string} source @param {Pick<Mutant, 'start' | 'end' | 'after'>} mutant */
export const applied = (source, { start, end, after }) => source.slice(0, start) + after + source.slice(end);

/**
 * The line of a mutant before and after, white space evened out: what names it, also when lines above it come and go.
 * @param {string} source @param {Mutant} mutant
 * @returns {{ before: string, after: string }}
 */
export function lineOf(source, mutant) {
  const from = source.lastIndexOf('\n', mutant.start) + 1;
  const next = source.indexOf('\n', mutant.end);
  const to = next < 0 ? source.length : next;
  const even = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();
  return {
    before: even(source.slice(from, to)),
    after: even(source.slice(from, mutant.start) + mutant.after + source.slice(mutant.end, to)),
  };
}

/**
 * A sample that is the same whenever seed and list are the same.
 * @template T @param {readonly T[]} list @param {number} count @param {number} seed @returns {T[]} in the order of the list
 */
export function sampleOf(list, count, seed) {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0; // mulberry32
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return list
    .map((item, place) => ({ item, place, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
