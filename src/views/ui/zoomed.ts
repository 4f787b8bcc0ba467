/**
 * Places in an enlarged page. The projector's look enlarges the page as a whole (`zoom` on <html>): the browser tells pointers and boxes in
 * pixels of the window, while styles and pictures go on in the page's own.
 */

/** How many pixels of the window one of an element's own takes. Browsers that do not say it tell both in the same pixels. */
export const zoomOf = (element: Element): number =>
  'currentCSSZoom' in element && element.currentCSSZoom > 0 ? element.currentCSSZoom : 1;

/** Where a pointer is in an element: from its upper left corner, in the element's own pixels. */
export function placeIn(element: Element, pointer: { clientX: number; clientY: number }): { x: number; y: number } {
  const { left, top } = element.getBoundingClientRect();
  const zoom = zoomOf(element);
  return { x: (pointer.clientX - left) / zoom, y: (pointer.clientY - top) / zoom };
}
