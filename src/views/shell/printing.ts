/** The page while it is printed: the browser waits for what is drawn at once, and for nothing else. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Lets drawings that know their size in pixels shrink where paper is narrower than the screen, and keep their room. @returns how to undo it */
function shrinkDrawings(): () => void {
  const drawings = Array.from(document.querySelectorAll<SVGSVGElement>('#pictures svg[width][height]:not([viewBox])'));
  const undo = drawings.map((drawing) => {
    const [width, height] = [String(drawing.getAttribute('width')), String(drawing.getAttribute('height'))];
    const box = drawing.parentElement;
    const before = box?.style.minHeight ?? '';
    drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (box) box.style.minHeight = `${height}px`;
    return () => {
      drawing.removeAttribute('viewBox');
      if (box) box.style.minHeight = before;
    };
  });
  return () => {
    for (const back of undo) back();
  };
}

/** What is painted rather than styled is painted in the light theme, too. @returns how to undo it */
function lightTheme(): () => void {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  dataset.theme = 'light';
  return () => {
    if (theme === undefined) delete dataset.theme;
    else dataset.theme = theme;
  };
}

/** Whether the page is being printed, or shown as it would be. */
export function usePrinting(): boolean {
  const [prints, setPrints] = useState(false);
  useEffect(() => {
    const media = matchMedia('print');
    let restore = (): void => undefined;
    const begin = (): void => {
      flushSync(() => {
        setPrints(true);
      });
      const undo = [lightTheme(), shrinkDrawings()];
      restore = () => {
        for (const back of undo) back();
        restore = () => undefined;
      };
    };
    const end = (): void => {
      restore();
      setPrints(false);
    };
    // Shown only: drawings are drawn anew at their new size.
    const follow = (): void => {
      setPrints(media.matches);
    };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    media.addEventListener('change', follow);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      media.removeEventListener('change', follow);
    };
  }, []);
  return prints;
}
