let context: CanvasRenderingContext2D | null = null;
/** Widths by text, in one way to set it. */
const known = new Map<string, number>();
let knownOf = '';

/** Width in pixels of a text in the charts' font, set as wide as a reader's own style sheet may have it (WCAG 2.2, 1.4.12). */
export function textWidth(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  context ??= document.createElement('canvas').getContext('2d');
  const size = 0.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { fontFamily, fontSize, letterSpacing, wordSpacing } = getComputedStyle(document.body);
  const font = `${size}px ${fontFamily}`;
  // "normal", or pixels of the page's own size.
  const spacing = (of: string): number => ((Number.parseFloat(of) || 0) * size) / Number.parseFloat(fontSize);
  const set = [font, letterSpacing, wordSpacing].join();
  // Looked at with every new text, not with every frame.
  if (set !== knownOf) known.clear();
  knownOf = set;
  if (context) context.font = font;
  const letters = Array.from(text).length * spacing(letterSpacing);
  const words = (text.split(/\s/).length - 1) * spacing(wordSpacing);
  const width = Math.ceil((context?.measureText(text).width ?? text.length * 7) + letters + words);
  known.set(text, width);
  return width;
}
