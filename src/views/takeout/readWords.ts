/** Words of the page as lines of text, where the browser has set them. */
import { paintOf } from './paint.ts';
import { makeRoom, placed, type Box, type Reading } from './reading.ts';
import { tenth, type Shape } from './shapes.ts';

interface Line extends Box {
  text: string;
}

let context: CanvasRenderingContext2D | null = null;
/** Width of a text. @param font - as `font` of CSS */
export function widthIn(font: string, text: string): number {
  return measured(font, text)?.width ?? 7 * text.length;
}
function measured(font: string, text: string): TextMetrics | undefined {
  context ??= document.createElement('canvas').getContext('2d');
  if (context && context.font !== font) context.font = font;
  return context?.measureText(text);
}

const fontOf = (style: CSSStyleDeclaration): string =>
  `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;

/** The lines that a text is broken into. */
function linesOf(node: Text, reading: Reading): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const whole = Array.from(range.getClientRects());
  if (whole.length <= 1) return whole.map((rect) => ({ ...placed(reading, rect), text: node.data }));
  const lines: Line[] = [];
  for (let i = 0; i < node.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const rect = Array.from(range.getClientRects()).at(-1);
    if (!rect) continue;
    const box = placed(reading, rect);
    const line = lines.at(-1);
    // A letter of another font stands a little higher or lower on the same line.
    if (line && Math.abs(box.top - line.top) < box.height / 2) {
      line.text += node.data[i];
      if (node.data[i].trim() !== '') line.width = box.left + box.width - line.left;
    } else lines.push({ ...box, text: node.data[i] });
  }
  return lines;
}

/** Words that end in "…" on the page, because their box is narrower. */
function shortened(text: string, width: number, font: string): string {
  if (widthIn(font, text) <= width + 1) return text;
  let most = text.length;
  while (most > 1 && widthIn(font, `${text.slice(0, most)}…`) > width) most--;
  return `${text.slice(0, most).trimEnd()}…`;
}

/** Right edge beyond which nothing of a line is seen, if it ends in "…" there. */
function edgeOf(node: Text, reading: Reading): number {
  for (let around = node.parentElement, up = 0; around && up < 3; around = around.parentElement, up++) {
    if (getComputedStyle(around).textOverflow !== 'ellipsis') continue;
    const { left, width } = placed(reading, around.getBoundingClientRect());
    return left + width;
  }
  return Infinity;
}

/** Width of the blank before a line's words: no part of them, but it has its room. */
function blankBefore({ text, width }: Line, words: string, font: string): number {
  if (!/^\s/.test(text)) return 0;
  return Math.max(0, width - widthIn(font, words)) / (/\s$/.test(text) ? 2 : 1);
}

const ANCHORS: Partial<Record<string, 'end' | 'middle'>> = { right: 'end', end: 'end', center: 'middle' };

/** What a text looks like. */
function lookOf(style: CSSStyleDeclaration): Shape['at'] | null {
  const paint = paintOf(style.color);
  if (!paint) return null;
  return {
    'font-family': style.fontFamily,
    'font-size': Number.parseFloat(style.fontSize),
    ...(style.fontWeight !== '400' && { 'font-weight': style.fontWeight }),
    ...(style.fontStyle !== 'normal' && { 'font-style': style.fontStyle }),
    fill: paint.color,
    ...(paint.opacity < 1 && { 'fill-opacity': paint.opacity }),
  };
}

/** @param style - of the element that the text is in */
export function wordsOf(node: Text, style: CSSStyleDeclaration, reading: Reading): Shape[] {
  const look = lookOf(style);
  if (!look || node.data.trim() === '') return [];
  const font = fontOf(style);
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measured(font, 'x') ?? {
    fontBoundingBoxAscent: 0.8,
    fontBoundingBoxDescent: 0.2,
  };
  const edge = edgeOf(node, reading);
  // Alone in its box it keeps to its edge in whatever font a viewer has.
  const anchor = node.parentElement?.childNodes.length === 1 ? ANCHORS[style.textAlign] : undefined;
  return linesOf(node, reading).flatMap((line): Shape[] => {
    const words = line.text.replace(/\s+/g, ' ').trim();
    if (words === '') return [];
    makeRoom(reading, { ...line, width: Math.min(line.width, Math.max(0, edge - line.left)) });
    const left = line.left + blankBefore(line, words, font);
    const text = line.left + line.width > edge + 1 ? shortened(words, edge - left, font) : words;
    const x = anchor === 'end' ? line.left + line.width : anchor === 'middle' ? line.left + line.width / 2 : left;
    const y = line.top + (line.height * ascent) / (ascent + descent);
    const place = { x: tenth(x), y: tenth(y), ...(anchor && { 'text-anchor': anchor }) };
    const isUpper = style.textTransform === 'uppercase';
    return [{ tag: 'text', at: { ...place, ...look }, text: isUpper ? text.toLocaleUpperCase() : text }];
  });
}
