import { useCallback, useSyncExternalStore } from 'react';

/** Widths at which the page changes its shape; the same numbers are in the style sheets, see theme.css. */
export const NARROW = '(max-width: 799px)';
export const WIDE = '(min-width: 1400px)';

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => {
        list.removeEventListener('change', changed);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
