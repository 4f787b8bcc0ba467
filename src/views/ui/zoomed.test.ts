import { expect, it } from 'vitest';
import { placeIn, zoomOf } from './zoomed.ts';

const element = (zoom?: number): Element =>
  ({
    getBoundingClientRect: () => ({ left: 100, top: 40 }),
    ...(zoom === undefined ? {} : { currentCSSZoom: zoom }),
  }) as unknown as Element;

it('a pointer is told in the own pixels of an enlarged page', () => {
  // Where twice as large: 60 pixels of the window from the corner are 30 of the picture.
  expect(placeIn(element(2), { clientX: 160, clientY: 50 })).toEqual({ x: 30, y: 5 });
  expect(placeIn(element(1), { clientX: 160, clientY: 50 })).toEqual({ x: 60, y: 10 });
});

it('a browser that does not say how much it enlarges is believed to tell everything in the same pixels', () => {
  expect(zoomOf(element())).toBe(1);
  expect(placeIn(element(), { clientX: 160, clientY: 50 })).toEqual({ x: 60, y: 10 });
});
