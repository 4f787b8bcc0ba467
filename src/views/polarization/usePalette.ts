/** Which colours hold: what is painted on a canvas does not change with them by itself. */
import { useSyncExternalStore } from 'react';

const QUERIES = ['(forced-colors: active)', '(prefers-color-scheme: dark)'] as const;

/** A system that turns dark in the evening changes the attribute of the page, not our setting; a contrast theme changes neither until its rules are there. */
function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast', 'data-projector'] });
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

const palette = (): string =>
  [
    document.documentElement.dataset.theme,
    document.documentElement.dataset.contrast,
    document.documentElement.dataset.projector,
    ...QUERIES.map((query) => matchMedia(query).matches),
  ].join(' ');

/** A word that is another one whenever colours of the page may be others. */
export const usePalette = (): string => useSyncExternalStore(subscribe, palette);
