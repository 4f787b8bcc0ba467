let context: CanvasRenderingContext2D | null = null;
const known = new Map<string, number>();

/** Width in pixels of a text in the charts' font. */
export function textWidth(text: string): number {
  let width = known.get(text);
  if (width === undefined) {
    context ??= document.createElement('canvas').getContext('2d');
    const page = getComputedStyle(document.documentElement);
    if (context)
      context.font = `${0.75 * Number.parseFloat(page.fontSize)}px ${getComputedStyle(document.body).fontFamily}`;
    width = Math.ceil(context?.measureText(text).width ?? text.length * 7);
    known.set(text, width);
  }
  return width;
}
