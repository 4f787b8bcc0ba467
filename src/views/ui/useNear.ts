import { useEffect, useState, type RefObject } from 'react';

/** How far outside of what is seen a picture is drawn already, in pixels. */
const AHEAD = '600px 0px';

/** Whether an element is in sight, or about to be. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        setNear(entries[entries.length - 1].isIntersecting);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(observed);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return near;
}
