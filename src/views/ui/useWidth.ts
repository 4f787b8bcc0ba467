import { useEffect, useState, type RefObject } from 'react';
import { onResize } from './sizes.ts';

/** Width of an element in whole pixels, as it changes; 0 before the first layout. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    return onResize(observed, () => {
      setWidth(Math.floor(observed.clientWidth));
    });
  }, [element]);
  return width;
}
