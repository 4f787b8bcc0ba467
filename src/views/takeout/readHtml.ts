/**
 * A part of the page as shapes: its boxes, their borders, its words where the browser has set them, its drawings. As much of CSS as the pictures of
 * this page are made of; what a reader acts on (buttons, fields, switches) is left out.
 */
import { colorsOf, marksPainted } from '../charts/paintCanvas.ts';
import type { Mark } from '../charts/marks.ts';
import { LEFT_OUT } from './bared.ts';
import { boxesOf, signOf } from './readBox.ts';
import { paintOf } from './paint.ts';
import { seen, type Reading } from './reading.ts';
import { drawingOf } from './readSvg.ts';
import { wordsOf } from './readWords.ts';
import { tenth, type Shape } from './shapes.ts';

/** Marks of a canvas in the colours of the theme now shown. */
function shapeOf({ tag, at, text, marks }: Mark, colors: (color: string) => string): Shape {
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(at)) {
    if (value === null || value === undefined || value === '') continue;
    const paint = name === 'fill' || name === 'stroke' ? paintOf(colors(String(value))) : null;
    shown[name] = paint?.color ?? value;
  }
  return { tag, at: shown, text, inside: marks?.map((mark) => shapeOf(mark, colors)) };
}

/** What was painted on a canvas, as the marks that it was painted from: sharp at every size. */
function canvasOf(canvas: HTMLCanvasElement, reading: Reading): Shape[] {
  const marks = marksPainted(canvas);
  if (!marks) return [];
  const colors = colorsOf(canvas);
  const { left, top } = seen(reading, canvas.getBoundingClientRect());
  const transform = `translate(${String(tenth(left))} ${String(tenth(top))})`;
  return [{ tag: 'g', at: { transform }, inside: marks.map((mark) => shapeOf(mark, colors)) }];
}

/** @returns the shapes of an element and all that is in it */
export function shapesIn(element: Element, reading: Reading): Shape[] {
  if (element.matches(`${LEFT_OUT}, script, style`)) return [];
  if (element instanceof SVGSVGElement) return drawingOf(element, reading);
  if (element instanceof HTMLCanvasElement) return canvasOf(element, reading);
  const style = getComputedStyle(element);
  // What is cut to nothing is only read out.
  if (style.display === 'none' || style.opacity === '0' || style.clipPath.startsWith('inset(50%')) return [];
  const isSeen = style.visibility !== 'hidden';
  const shapes = [
    ...(isSeen ? boxesOf(element, style, reading) : []),
    ...(isSeen ? signOf(element, reading) : []),
    ...Array.from(element.childNodes).flatMap((child): Shape[] => {
      if (child instanceof Element) return shapesIn(child, reading);
      return isSeen && child instanceof Text ? wordsOf(child, style, reading) : [];
    }),
  ];
  return style.opacity === '1' || shapes.length === 0
    ? shapes
    : [{ tag: 'g', at: { opacity: style.opacity }, inside: shapes }];
}
