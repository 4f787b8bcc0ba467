/** A contrast theme needs a few rules of its own; few readers have one, and only they fetch them. */
import { pageFile } from './pageFile.ts';

/**
 * Fetches the rules as soon as a contrast theme is on: now, or when the reader turns it on; `data-contrast` says that they hold, for what is
 * painted with colours that were asked for. Call once.
 */
export function startContrast(): void {
  const forced = matchMedia('(forced-colors: active)');
  const fetchRules = (): void => {
    const { dataset } = document.documentElement;
    if (!forced.matches) {
      delete dataset.contrast;
      return;
    }
    pageFile(() => import('./forced.css')).then(
      () => {
        if (forced.matches) dataset.contrast = 'on';
      },
      () => undefined, // without them the browser's own colours still make everything readable; the next change asks again
    );
  };
  forced.addEventListener('change', fetchRules);
  fetchRules();
}
