/** A drawing on the page as shapes: every element with the look that the page's style sheets give it now. */
import { paintOf } from './paint.ts';
import { seen, type Reading } from './reading.ts';
import { tenth, type Shape } from './shapes.ts';

const DRAWN = new Set([
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'ellipse',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'svg',
]);
const GEOMETRY = ['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'width', 'height', 'd', 'points'];
const PLACES = [...GEOMETRY, 'dx', 'dy', 'transform', 'viewBox', 'preserveAspectRatio'];
/** How a shape's own ink looks: goes down to what is inside of it, and is written where it is another one. */
const INHERITED = [
  ['stroke-width', '1'],
  ['stroke-dasharray', 'none'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['font-family', ''],
  ['font-size', ''],
  ['font-weight', '400'],
  ['font-style', 'normal'],
  ['text-anchor', 'start'],
  ['dominant-baseline', 'auto'],
  ['paint-order', 'normal'],
  ['shape-rendering', 'auto'],
] as const;

type Look = Readonly<Record<string, string>>;
const PLAIN: Look = { ...Object.fromEntries(INHERITED), fill: '#000000', stroke: 'none' };

/** Lengths of SVG are pixels without saying so. */
const bare = (value: string): string => value.replace(/(\d)px\b/g, '$1');

/** What a style sheet says of an element, as attributes: only what it does not have from what it is in. */
function lookOf(style: CSSStyleDeclaration, from: Look): { at: Record<string, string>; look: Look } {
  const look: Record<string, string> = {};
  for (const [name] of INHERITED) look[name] = bare(style.getPropertyValue(name));
  for (const name of ['fill', 'stroke']) {
    const paint = paintOf(style.getPropertyValue(name));
    look[name] = paint?.color ?? 'none';
    const opacity = (paint?.opacity ?? 1) * Number(style.getPropertyValue(`${name}-opacity`));
    look[`${name}-opacity`] = String(tenth(opacity * 100) / 100);
  }
  const at: Record<string, string> = {};
  for (const [name, value] of Object.entries(look)) if (value !== (from[name] ?? '1')) at[name] = value;
  if (style.opacity !== '1') at.opacity = style.opacity;
  return { at, look };
}

const isHidden = (style: CSSStyleDeclaration): boolean => style.display === 'none' || style.opacity === '0';

/** What is neither filled nor stroked only takes the pointer. */
const isInk = (tag: string, look: Look): boolean =>
  tag === 'g' || tag === 'svg' || tag === 'text' || tag === 'tspan' || look.fill !== 'none' || look.stroke !== 'none';

let clips = 0;

/** The shape that an element is cut to, under a name that no other picture in a file has. */
function clipOf(element: Element): { id: string; shape: Shape } | null {
  const named = /^url\(["']?#([^"')]+)["']?\)$/.exec(element.getAttribute('clip-path') ?? '')?.[1];
  const found = named !== undefined && element.ownerDocument.getElementById(named);
  if (!found) return null;
  clips++;
  const id = `clip-${String(clips)}`;
  const inside = Array.from(found.children).flatMap((child) => shapesOf(child, PLAIN));
  return { id, shape: { tag: 'clipPath', at: { id }, inside } };
}

function shapesOf(element: Element, from: Look): Shape[] {
  const tag = element.localName;
  if (!DRAWN.has(tag)) return [];
  const style = getComputedStyle(element);
  const { at, look } = lookOf(style, from);
  if (isHidden(style) || !isInk(tag, look)) return [];
  const places = Object.fromEntries(
    PLACES.flatMap((name) => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  // A style sheet may set how large a circle is.
  if (tag === 'circle' && style.r !== 'auto') places.r = bare(style.r);
  const inside = Array.from(element.childNodes).flatMap((child): Shape[] => {
    if (child instanceof Element) return shapesOf(child, look);
    const text = (child.textContent ?? '').replace(/\s+/g, ' ');
    return (tag === 'text' || tag === 'tspan') && text !== '' ? [{ tag: 'tspan', at: {}, text }] : [];
  });
  const isEmpty = inside.length === 0;
  if (isEmpty && (tag === 'g' || tag === 'text' || tag === 'tspan')) return [];
  if (isEmpty && style.visibility === 'hidden') return [];
  const clip = clipOf(element);
  const only = inside.length === 1 && inside[0].tag === 'tspan' && Object.keys(inside[0].at).length === 0;
  const shape: Shape = {
    tag,
    at: { ...places, ...at, ...(clip && { 'clip-path': `url(#${clip.id})` }) },
    ...(only ? { text: inside[0].text } : !isEmpty && { inside }),
  };
  return clip ? [clip.shape, shape] : [shape];
}

/** Room for a part of a drawing; what is cut to a shape of the drawing reaches no further than that. */
function reach(element: Element, reading: Reading): void {
  if (!DRAWN.has(element.localName) || element.hasAttribute('clip-path')) return;
  if (element.localName === 'g') for (const child of element.children) reach(child, reading);
  else if (!isHidden(getComputedStyle(element))) seen(reading, element.getBoundingClientRect());
}

/** Whether some place of a shape is a share of what it is in. */
const isRelative = ({ at, inside = [] }: Shape): boolean =>
  Object.values(at).some((value) => String(value).endsWith('%')) || inside.some(isRelative);

/** A drawing of the page, where it lies. */
export function drawingOf(svg: SVGSVGElement, reading: Reading): Shape[] {
  const rect = svg.getBoundingClientRect();
  if (rect.width === 0 || rect.height === 0 || isHidden(getComputedStyle(svg))) return [];
  const style = getComputedStyle(svg);
  const { at, look } = lookOf(style, PLAIN);
  const inside = Array.from(svg.children).flatMap((child) => shapesOf(child, look));
  if (inside.length === 0) return [];
  const { left, top, width, height } = seen(reading, rect);
  // What stands beyond the edges of a drawing is seen, too.
  for (const child of svg.children) reach(child, reading);
  const [x, y] = [tenth(left), tenth(top)];
  const box = svg.getAttribute('viewBox');
  // Of places in percent the drawing's own size is the whole.
  if (box === null && !inside.some(isRelative))
    return [{ tag: 'g', at: { ...at, transform: `translate(${String(x)} ${String(y)})` }, inside }];
  const ratio = svg.getAttribute('preserveAspectRatio');
  const placed = {
    x,
    y,
    width: tenth(width),
    height: tenth(height),
    ...(box !== null && { viewBox: box }),
    overflow: 'visible',
  };
  return [{ tag: 'svg', at: { ...at, ...placed, ...(ratio !== null && { preserveAspectRatio: ratio }) }, inside }];
}
