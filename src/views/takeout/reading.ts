/** Where a part of the page is read from, and how far what was found in it reaches. */
import { zoomOf } from '../ui/zoomed.ts';

export interface Reading {
  /** Places count from here: the corner of what is read, as the browser gives it. */
  left: number;
  top: number;
  /** How much larger the page is shown than it is laid out. */
  zoom: number;
  /** How far what is seen reaches, in the page's own pixels. */
  extent: { left: number; top: number; right: number; bottom: number };
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Begins to read at the corner of an element. */
export function readingOf(element: Element): Reading {
  const { left, top } = element.getBoundingClientRect();
  return {
    left,
    top,
    zoom: zoomOf(element),
    extent: { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity },
  };
}

/** Where a box of the page lies, in the page's own pixels, from the corner that is read from. */
export const placed = ({ left, top, zoom }: Reading, rect: Box): Box => ({
  left: (rect.left - left) / zoom,
  top: (rect.top - top) / zoom,
  width: rect.width / zoom,
  height: rect.height / zoom,
});

/** The same of a box that is seen: the picture has room for it. */
export function seen(reading: Reading, rect: Box): Box {
  const box = placed(reading, rect);
  makeRoom(reading, box);
  return box;
}

/** Room for what is seen, in the page's own pixels. */
export function makeRoom({ extent }: Reading, { left, top, width, height }: Box): void {
  if (width === 0 && height === 0) return;
  extent.left = Math.min(extent.left, left);
  extent.top = Math.min(extent.top, top);
  extent.right = Math.max(extent.right, left + width);
  extent.bottom = Math.max(extent.bottom, top + height);
}
