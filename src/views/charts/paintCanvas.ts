/** Puts marks on a canvas, where there are too many for elements: 256 runs are 8,192 rectangles, a few milliseconds. */
import type { Attribute, Mark } from './marks.ts';

/** Colours of the theme now shown; a canvas does not know CSS variables. @returns what a variable stands for, anything else as it is */
export function colorsOf(element: Element): (color: string) => string {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (color) => {
    let found = known.get(color);
    if (found === undefined) {
      const name = /^var\((--[\w-]+)\)$/.exec(color)?.[1];
      found = name ? style.getPropertyValue(name).trim() : color;
      known.set(color, found);
    }
    return found;
  };
}

const painted = new WeakMap<HTMLCanvasElement, readonly Mark[]>();

/** What a canvas was last painted from: taken out of the page it is sharp at every size. */
export const marksPainted = (canvas: HTMLCanvasElement): readonly Mark[] | undefined => painted.get(canvas);

/** Paints a picture on an empty canvas. */
export function paintPicture(context: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  painted.set(context.canvas, marks);
  paintCanvas(context, marks, colorsOf(context.canvas));
}

const shown = (color: Attribute): color is string => typeof color === 'string' && color !== 'none';

/** As much of SVG as pictures on a canvas use: groups, rectangles, circles and paths with fill and stroke. */
function paintCanvas(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  resolve: (color: string) => string,
): void {
  for (const { tag, at, marks: inside } of marks) {
    if (tag === 'g') {
      paintCanvas(context, inside ?? [], resolve);
      continue;
    }
    const { fill, stroke } = at;
    context.globalAlpha = Number(at['fill-opacity'] ?? 1);
    if (shown(fill)) context.fillStyle = resolve(fill);
    if (shown(stroke)) context.strokeStyle = resolve(stroke);
    context.lineWidth = Number(at['stroke-width'] ?? 1);
    if (tag === 'rect') {
      const box = [at.x, at.y, at.width, at.height].map(Number) as [number, number, number, number];
      if (shown(fill)) context.fillRect(...box);
      if (shown(stroke)) context.strokeRect(...box);
      continue;
    }
    const shape = new Path2D(tag === 'path' ? String(at.d) : undefined);
    if (tag === 'circle') shape.arc(Number(at.cx), Number(at.cy), Number(at.r), 0, 2 * Math.PI);
    if (shown(fill)) context.fill(shape);
    if (shown(stroke)) context.stroke(shape);
  }
  context.globalAlpha = 1;
}
