/** Where the lesson was left, for the page before the lesson's own files have come. */
import { STEP_IDS } from './types.ts';

/** Under this name the browser keeps the lesson: see store.ts. */
export const KEPT_AS = 'mmoe-lab.lesson';

/** The word that is kept; null: none, or storage is switched off. */
function keptWord(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

/** @returns the place, from 0, of the step at which the lesson was left; null: it never was, or what is kept is not a lesson's */
export function leftAt(word = keptWord()): number | null {
  try {
    const kept: unknown = JSON.parse(word ?? 'null');
    const step = typeof kept === 'object' && kept !== null && 'step' in kept ? kept.step : null;
    const place = STEP_IDS.findIndex((id) => id === step);
    return place < 0 ? null : place;
  } catch {
    return null;
  }
}
