/** Boxes of the page as shapes: grounds, borders, the signs that style sheets put before words. */
import { paintOf, type Paint } from './paint.ts';
import { placed, seen, type Box, type Reading } from './reading.ts';
import { tenth, type Shape } from './shapes.ts';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
type Side = (typeof SIDES)[number];

const pixels = (value: string): number => {
  const found = Number.parseFloat(value);
  return Number.isFinite(found) ? found : 0;
};

const filled = ({ color, opacity }: Paint): Record<string, string | number> => ({
  fill: color,
  ...(opacity < 1 && { 'fill-opacity': opacity }),
});
const stroked = ({ color, opacity }: Paint): Record<string, string | number> => ({
  stroke: color,
  ...(opacity < 1 && { 'stroke-opacity': opacity }),
});

interface Border {
  side: Side;
  width: number;
  style: string;
  paint: Paint;
}

function bordersOf(style: CSSStyleDeclaration): Border[] {
  return SIDES.flatMap((side) => {
    const kind = style.getPropertyValue(`border-${side}-style`);
    const width = pixels(style.getPropertyValue(`border-${side}-width`));
    const paint = paintOf(style.getPropertyValue(`border-${side}-color`));
    return kind === 'none' || kind === 'hidden' || width === 0 || !paint ? [] : [{ side, width, style: kind, paint }];
  });
}

const DASHES: Partial<Record<string, (width: number) => string>> = {
  dashed: (width) => `${String(2 * width)} ${String(2 * width)}`,
  dotted: (width) => `${String(width)} ${String(width)}`,
};
const dashed = ({ style, width }: Border): Record<string, string> => {
  const dash = DASHES[style]?.(width);
  return dash === undefined ? {} : { 'stroke-dasharray': dash };
};

/** One side's border: a line in the middle of it. */
function lineOf(border: Border, { left, top, width, height }: Box): Shape {
  const half = border.width / 2;
  const [x1, y1, x2, y2] = {
    top: [left, top + half, left + width, top + half],
    bottom: [left, top + height - half, left + width, top + height - half],
    left: [left + half, top, left + half, top + height],
    right: [left + width - half, top, left + width - half, top + height],
  }[border.side].map(tenth);
  return {
    tag: 'line',
    at: { x1, y1, x2, y2, ...stroked(border.paint), 'stroke-width': border.width, ...dashed(border) },
  };
}

const rectOf = ({ left, top, width, height }: Box, radius: number): Record<string, number> => ({
  x: tenth(left),
  y: tenth(top),
  width: tenth(width),
  height: tenth(height),
  ...(radius > 0 && { rx: tenth(Math.min(radius, width / 2, height / 2)) }),
});

/** A sign cut out of its box: `polygon(50% 0px, …)`. */
function polygonOf(clip: string, { left, top, width, height }: Box): string | null {
  const inside = /^polygon\((.*)\)$/.exec(clip)?.[1];
  if (inside === undefined) return null;
  const at = (text: string, size: number): number =>
    text.endsWith('%') ? (size * Number.parseFloat(text)) / 100 : pixels(text);
  return inside
    .split(',')
    .map((point) => {
      const [x, y] = point.trim().split(/\s+/);
      return `${String(tenth(left + at(x, width)))},${String(tenth(top + at(y, height)))}`;
    })
    .join(' ');
}

/** A ground that is one colour to a part of its width and another one, or none, beyond: `linear-gradient(to right, red 50%, …)`. */
function groundsOf(style: CSSStyleDeclaration, box: Box): { box: Box; paint: Paint }[] {
  const plain = paintOf(style.backgroundColor);
  const grounds = plain ? [{ box, paint: plain }] : [];
  const first = /^linear-gradient\((?:to right, )?((?:rgba?|color)\([^)]*\))/.exec(style.backgroundImage)?.[1];
  const paint = first === undefined ? null : paintOf(first);
  if (!paint) return grounds;
  // A line in the middle of its box, as wide as the size of the ground says.
  const size = /^(\d+)px/.exec(style.backgroundSize);
  const width = size ? Number(size[1]) : box.width / 2;
  const left = size ? box.left + (box.width - width) / 2 : box.left;
  return [...grounds, { box: { ...box, left, width }, paint }];
}

function shapesOfBox(box: Box, style: CSSStyleDeclaration): Shape[] {
  if (box.width < 0.5 && box.height < 0.5) return [];
  const grounds = groundsOf(style, box);
  const cut = polygonOf(style.clipPath, box);
  if (cut !== null) return grounds.map(({ paint }) => ({ tag: 'polygon', at: { points: cut, ...filled(paint) } }));
  const borders = bordersOf(style);
  const radius = pixels(style.borderTopLeftRadius);
  const shapes: Shape[] = grounds.map(({ box: ground, paint }) => ({
    tag: 'rect',
    at: { ...rectOf(ground, radius), ...filled(paint) },
  }));
  const [first] = borders;
  const isOne =
    borders.length === 4
    && borders.every(({ width, paint }) => width === first.width && paint.color === first.paint.color);
  if (!isOne) return [...shapes, ...borders.map((border) => lineOf(border, box))];
  const inner = {
    left: box.left + first.width / 2,
    top: box.top + first.width / 2,
    width: box.width - first.width,
    height: box.height - first.width,
  };
  const frame = { fill: 'none', ...stroked(first.paint), 'stroke-width': first.width, ...dashed(first) };
  return [...shapes, { tag: 'rect', at: { ...rectOf(inner, radius - first.width / 2), ...frame } }];
}

/** Ground and borders of an element, and the dot before an item of a list. */
export function boxesOf(element: Element, style: CSSStyleDeclaration, reading: Reading): Shape[] {
  const rect = element.getBoundingClientRect();
  const box = placed(reading, rect);
  const shapes = shapesOfBox(box, style);
  if (shapes.length > 0) seen(reading, rect);
  if (style.display !== 'list-item' || style.listStyleType !== 'disc') return shapes;
  const line = pixels(style.lineHeight) || 1.4 * pixels(style.fontSize);
  const paint = paintOf(style.color);
  const dot = { cx: tenth(box.left - 9), cy: tenth(box.top + line / 2), r: 2 };
  return paint ? [...shapes, { tag: 'circle', at: { ...dot, ...filled(paint) } }] : shapes;
}

/** Where a sign before the words of an element is: the browser does not say, but what it is made of does. */
function placeOf(style: CSSStyleDeclaration, around: Box, outer: CSSStyleDeclaration): Box {
  const borders = (sides: readonly Side[]): number =>
    style.boxSizing === 'border-box'
      ? 0
      : sides.reduce((sum, side) => sum + pixels(style.getPropertyValue(`border-${side}-width`)), 0);
  const width = pixels(style.width) + borders(['left', 'right']);
  const height = Math.max(pixels(style.height) + borders(['top', 'bottom']), pixels(style.borderTopWidth));
  if (style.position === 'absolute')
    return { left: around.left + pixels(style.left), top: around.top + pixels(style.top), width, height };
  const line = pixels(outer.lineHeight) || around.height;
  const middle = outer.display.includes('flex') ? around.height / 2 : Math.min(around.height, line) / 2;
  return {
    left: around.left + pixels(outer.paddingLeft) + pixels(outer.borderLeftWidth) + pixels(style.marginLeft),
    top: around.top + middle - height / 2,
    width,
    height,
  };
}

/** A sign that a style sheet puts before the words: a piece of a line, a dot, in the colour of what it stands for. */
export function signOf(element: Element, reading: Reading): Shape[] {
  const style = getComputedStyle(element, '::before');
  if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return [];
  const around = placed(reading, element.getBoundingClientRect());
  const words = /^"(.+)"$/.exec(style.content)?.[1]?.trim();
  if (words === undefined) return shapesOfBox(placeOf(style, around, getComputedStyle(element)), style);
  const paint = paintOf(style.color);
  if (!paint || words === '\u200b' || words === '') return [];
  const at = { x: tenth(around.left), y: tenth(around.top + around.height / 2), dy: '0.35em' };
  const font = { 'font-size': pixels(style.fontSize), 'font-family': style.fontFamily };
  return [{ tag: 'text', at: { ...at, ...font, ...filled(paint) }, text: words }];
}
