import { useDeferredValue } from 'react';
import { useRace, type ShownRace } from './race.ts';

/**
 * The race as it is drawn. Hundreds of runs come at once, a dozen times a race: drawing them waits for whatever the reader does meanwhile, and is
 * done in pieces that hold up nothing.
 */
export const useShownRace = (): ShownRace | null => useDeferredValue(useRace((state) => state.race));
