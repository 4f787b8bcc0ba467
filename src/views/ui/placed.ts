/** Where a small panel goes that belongs to a button: a popover of the browser, in its top layer. */
import { useLayoutEffect, type FocusEvent, type RefObject } from 'react';
import { zoomOf } from './zoomed.ts';

/** Free space between a panel and its button, and the page's edge, in pixels. */
const GAP = 4;
const MARGIN = 12;

export type Side = 'left' | 'right';

/**
 * Under its button, or over it where the button is in the lower half of the page, and always inside of the page. The browser's own anchors would
 * do it, but not every browser has them yet.
 */
function place(panel: HTMLElement, button: Element, align: Side): void {
  const at = button.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const zoom = zoomOf(button);
  const above = (at.top + at.bottom) / 2 > height / 2;
  const put = (side: Side, inset: number): void => {
    Object.assign(panel.style, { left: 'auto', right: 'auto', [side]: `${Math.max(MARGIN, inset / zoom)}px` });
  };
  panel.style.top = above ? 'auto' : `${at.bottom / zoom + GAP}px`;
  panel.style.bottom = above ? `${(height - at.top) / zoom + GAP}px` : 'auto';
  put(align, align === 'left' ? at.left : width - at.right);
  // Only when it is shown it has a size.
  const { left, right } = panel.getBoundingClientRect();
  if (align === 'left' && right > width - MARGIN) put('right', MARGIN);
  if (align === 'right' && left < MARGIN && right > 0) put('left', MARGIN);
}

/** Keeps an open panel at its button, also when the page or the panel changes its size. @param align - which edges of the two are in line */
export function usePlaced(
  open: boolean,
  align: Side,
  panel: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const shown = panel.current;
    if (!open || !shown) return;
    const again = (): void => {
      if (button.current) place(shown, button.current, align);
    };
    again();
    shown.addEventListener('toggle', again); // then it is shown, and has a size
    addEventListener('resize', again);
    return () => {
      shown.removeEventListener('toggle', again);
      removeEventListener('resize', again);
    };
  }, [open, align, panel, button]);
}

/** Closes a panel when the focus of the keyboard leaves it and its button. */
export function closeWhenLeft(event: FocusEvent, panel: HTMLElement | null): void {
  if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) panel?.hidePopover();
}
