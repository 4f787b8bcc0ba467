/** What the reader chose for this browser: one word each, so that public/theme.js can read it before anything else has loaded. */
import type { PersistStorage } from 'zustand/middleware';
import { isEmbedded } from './pageView.ts';

/**
 * Keeps a store's state as one word.
 * @param read - a stored word as a state; undefined for one that nobody writes: the store's own beginning then stands
 * @param write - a state as a word; null: nothing needs to be remembered
 */
export function asWord<State>(
  read: (word: string) => State | undefined,
  write: (state: State) => string | null,
): PersistStorage<State> {
  // Storage may be switched off or full: then a choice lasts as long as the page.
  const attempt = <T>(what: () => T): T | null => {
    try {
      return what();
    } catch {
      return null;
    }
  };
  return {
    getItem: (name) => {
      const word = attempt(() => localStorage.getItem(name));
      const state = word === null ? undefined : read(word);
      return state === undefined ? null : { state };
    },
    setItem: (name, { state }) => {
      if (isEmbedded()) return;
      const word = write(state);
      attempt(() => {
        if (word === null) localStorage.removeItem(name);
        else localStorage.setItem(name, word);
      });
    },
    removeItem: (name) => attempt(() => localStorage.removeItem(name)),
  };
}
