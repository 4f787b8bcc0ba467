/** A contrast theme needs a few rules of its own; few readers have one, and only they fetch them. */
import { pageFile } from './pageFile.ts';

/** Fetches the rules as soon as a contrast theme is on: now, or when the reader turns it on. Call once. */
export function startContrast(): void {
  const forced = matchMedia('(forced-colors: active)');
  const fetchRules = (): void => {
    // Without them the browser's own colours still make everything readable; the next change asks again.
    if (forced.matches) pageFile(() => import('./forced.css')).catch(() => undefined);
  };
  forced.addEventListener('change', fetchRules);
  fetchRules();
}
