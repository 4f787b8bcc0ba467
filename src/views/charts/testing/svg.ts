/** Marks as text, for tests: snapshots that open in a browser. */
import type { Mark } from '../marks.ts';
import { STYLE } from './style.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function written(mark: Mark, indent: string): string {
  const attributes = Object.entries(mark.at)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
  const open = `${indent}<${mark.tag} data-key="${escaped(mark.key)}"${attributes}`;
  if (mark.text !== undefined) return `${open}>${escaped(mark.text)}</${mark.tag}>\n`;
  if (!mark.marks) return `${open}/>\n`;
  return `${open}>\n${all(mark.marks, `${indent}  `)}${indent}</${mark.tag}>\n`;
}

function all(marks: readonly Mark[], indent: string): string {
  const keys = new Set(marks.map(({ key }) => key));
  if (keys.size < marks.length) throw new Error(`marks of one name: ${marks.map(({ key }) => key).join(', ')}`);
  return marks.map((mark) => written(mark, indent)).join('');
}

/**
 * A whole SVG file, in the light theme.
 * @throws where a number is not one: no picture may be drawn at NaN
 */
export function toSvg(marks: readonly Mark[], { width, height }: { width: number; height: number }): string {
  const body = all(marks, '  ');
  const wrong = /^.*\b(NaN|Infinity|undefined)\b.*$/m.exec(body);
  if (wrong) throw new Error(`not a place: ${wrong[0].trim()}`);
  // A margin shows what sticks out.
  const box = [-8, -8, width + 16, height + 16].join(' ');
  const size = `width="${String(width + 16)}" height="${String(height + 16)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="${box}" class="plot">\n<style>${STYLE}</style>\n${body}</svg>\n`;
}

/** The mark at the end of a path of keys. @throws when there is none */
export function markAt(marks: readonly Mark[], ...keys: string[]): Mark {
  const [key, ...rest] = keys;
  const found = marks.find((mark) => mark.key === key);
  if (!found) throw new Error(`no "${key}" among ${marks.map((mark) => mark.key).join(', ')}`);
  return rest.length > 0 ? markAt(found.marks ?? [], ...rest) : found;
}

/** The marks of a group. @throws when there is none of that name */
export const marksIn = (marks: readonly Mark[], ...keys: string[]): readonly Mark[] =>
  markAt(marks, ...keys).marks ?? [];

/** Widths of texts without a browser: six pixels a letter, twelve a Chinese character. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 6), 0);
