/** The focus of the keyboard never falls off the page: when what has it goes away, it goes on to something near. */
import { useLayoutEffect, type RefObject } from 'react';

/** The pictures: where to go when nothing is nearer. */
const main = (): HTMLElement | null => document.getElementById('pictures');

/**
 * When the element goes away while the focus is inside of it, the focus goes to `next`, or to the pictures.
 * @param next - asked after the element has gone
 */
export function useFocusGoesOn(box: RefObject<HTMLElement | null>, next?: () => HTMLElement | null): void {
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      // Still in the page: effects are cleared before their elements are taken out.
      if (!element?.contains(document.activeElement)) return;
      requestAnimationFrame(() => {
        const active = document.activeElement;
        if (!active || active === document.body) (next?.() ?? main())?.focus({ preventScroll: true });
      });
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `next` is asked when the element goes; a new one each render must not count as that
  }, [box]);
}

/** A chapter's files may have to be fetched first, and its pictures laid out; after this long nobody waits any more. */
const PATIENCE_MS = 8000;

/** Brings an element into sight and gives it the focus, so that it is named. @returns whether it took it: what is hidden yet does not */
export function focusNow(element: HTMLElement | null, block: ScrollLogicalPosition = 'nearest'): boolean {
  if (!element?.checkVisibility({ visibilityProperty: true })) return false;
  element.tabIndex = -1;
  element.scrollIntoView({ block });
  element.focus({ preventScroll: true });
  return true;
}

/**
 * As {@link focusNow}, as soon as the element is there and can be seen, but not before the next frame: a chapter opens at its top first.
 * @param wanted - asked before each try; once it is not, nothing is done any more
 */
export function focusOnceShown(
  find: () => HTMLElement | null,
  wanted: () => boolean,
  block?: ScrollLogicalPosition,
): void {
  const until = performance.now() + PATIENCE_MS;
  const look = (): void => {
    if (!wanted() || performance.now() > until) return;
    if (!focusNow(find(), block)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
