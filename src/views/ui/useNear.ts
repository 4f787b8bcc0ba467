import { useEffect, useState, type RefObject } from 'react';
import { create } from 'zustand';

/** How far outside of what is seen a picture is drawn already, in pixels. */
const AHEAD = '600px 0px';

/** Whether every picture is drawn, wherever it is: while a whole chapter is taken out of the page. */
const useAll = create<{ all: number }>()(() => ({ all: 0 }));

/** Draws every picture for as long as `act` takes. */
export async function drawingAll<T>(act: () => Promise<T>): Promise<T> {
  const count = (by: number): void => {
    useAll.setState(({ all }) => ({ all: all + by }));
  };
  count(1);
  try {
    return await act();
  } finally {
    count(-1);
  }
}

/** Whether an element is in sight, or about to be. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  const all = useAll((state) => state.all > 0);
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
  return near || all;
}
