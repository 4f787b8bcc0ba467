/** A picture with all that it needs to stand alone: what it shows in words above it, where it comes from below it. Pure. */
import { linesOf } from './lines.ts';
import { tenth, type Shape, type Sized } from './shapes.ts';

export interface Theme {
  ground: string;
  ink: string;
  muted: string;
  line: string;
  font: string;
}

export interface Composed {
  title: string;
  subtitle: string;
  /** Where it comes from, a line each. */
  sources: readonly string[];
  /** Tag of the language of the words. */
  language: string;
  theme: Theme;
  /** Width in pixels of a text in `font` of CSS. */
  measure: (font: string, text: string) => number;
}

const MARGIN = 16;
/** A narrow picture has a head and a foot that can be read. */
const LEAST = 360;
const TITLE = { size: 15, weight: 600, line: 20 } as const;
const SMALL = { size: 12, weight: 400, line: 16 } as const;
const TINY = { size: 10.5, weight: 400, line: 14 } as const;

interface Words {
  text: string;
  as: typeof TITLE | typeof SMALL | typeof TINY;
  fill: string;
}

/** Words from `top` downwards. */
function block(words: readonly Words[], width: number, top: number, by: Composed): { shapes: Shape[]; bottom: number } {
  let y = top;
  const shapes = words.flatMap(({ text, as, fill }) =>
    linesOf(
      text,
      width,
      (part) => by.measure(`${String(as.weight)} ${String(as.size)}px ${by.theme.font}`, part),
      by.language,
    ).map((line): Shape => {
      y += as.line;
      const font = { 'font-family': by.theme.font, 'font-size': as.size, 'font-weight': as.weight };
      return { tag: 'text', at: { x: MARGIN, y: tenth(y - 0.3 * as.size), ...font, fill }, text: line };
    }),
  );
  return { shapes, bottom: y };
}

/**
 * @param body - the picture, its left upper corner at (0, 0)
 * @returns shapes from (0, 0) to the size
 */
export function composed(body: readonly Shape[], size: Sized, by: Composed): { shapes: Shape[]; size: Sized } {
  const { theme } = by;
  const width = Math.ceil(Math.max(LEAST, size.width + 2 * MARGIN));
  const room = width - 2 * MARGIN;
  const head = block(
    [
      { text: by.title, as: TITLE, fill: theme.ink },
      { text: by.subtitle, as: SMALL, fill: theme.muted },
    ],
    room,
    MARGIN - 4,
    by,
  );
  const top = head.bottom + 12;
  const rule = top + size.height + 14;
  const foot = block(
    by.sources.map((text) => ({ text, as: TINY, fill: theme.muted })),
    room,
    rule + 4,
    by,
  );
  const height = Math.ceil(foot.bottom + MARGIN - 4);
  const place = `translate(${String(MARGIN)} ${String(tenth(top))})`;
  return {
    size: { width, height },
    shapes: [
      { tag: 'rect', at: { width, height, fill: theme.ground } },
      ...head.shapes,
      { tag: 'g', at: { transform: place }, inside: body },
      { tag: 'line', at: { x1: MARGIN, x2: width - MARGIN, y1: rule, y2: rule, stroke: theme.line } },
      ...foot.shapes,
    ],
  };
}
