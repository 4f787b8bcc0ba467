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
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `next` is asked when the element goes; a new one each render must not count as that
  }, [box]);
}
