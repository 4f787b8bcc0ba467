/** Pictures on their way out of the page: elements of SVG as data, and as a file that stands alone. Pure. */

/** An element of SVG with all that it looks like in attributes: no style sheet, no variable, nothing that another file would have to say. */
export interface Shape {
  tag: string;
  at: Readonly<Record<string, string | number>>;
  text?: string;
  inside?: readonly Shape[];
}

export interface Sized {
  /** Pixels. */
  width: number;
  height: number;
}

// Every letter but tab, line breaks and what is printed is forbidden in XML, and a half of a pair stands for no letter.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it may stand in XML and HTML, between tags and in quotes; letters that XML forbids are left out. */
export const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

const attributes = (at: Shape['at']): string =>
  Object.entries(at)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');

function written({ tag, at, text, inside = [] }: Shape): string {
  const body = `${text === undefined ? '' : escaped(text)}${inside.map(written).join('')}`;
  return body ? `<${tag}${attributes(at)}>${body}</${tag}>` : `<${tag}${attributes(at)}/>`;
}

/** What a picture is, for those who cannot see it. */
export interface Said {
  title: string;
  description: string;
  /** Tag of the language. */
  language: string;
}

/**
 * An SVG file.
 * @param said - in its `title` and `desc`
 * @throws where a place is not a number: such a file would show a part of the picture as if it were all of it
 */
export function svgFile(shapes: readonly Shape[], { width, height }: Sized, said: Said): string {
  const root: Shape = {
    tag: 'svg',
    at: {
      xmlns: 'http://www.w3.org/2000/svg',
      'xml:lang': said.language,
      width,
      height,
      viewBox: `0 0 ${String(width)} ${String(height)}`,
      role: 'img',
      'aria-label': said.title,
    },
    inside: [
      { tag: 'title', at: {}, text: said.title },
      ...(said.description ? [{ tag: 'desc', at: {}, text: said.description }] : []),
      ...shapes,
    ],
  };
  const file = written(root);
  const wrong = / (?:x|y|width|height|transform|d|r|c[xy]|[xy][12])="[^"]*\b(?:NaN|Infinity|undefined)\b/.exec(file);
  if (wrong) throw new Error(`not a place:${wrong[0]}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${file}\n`;
}

/** Tenths of a pixel are enough for what was laid out by the browser. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;
