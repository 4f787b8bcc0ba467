import { useDeferredValue, useMemo } from 'react';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import { sameQuestion } from '../../study/spec.ts';
import { useLab } from '../store.ts';
import { raceSpec } from './arms.ts';
import { useRace, type ShownRace } from './race.ts';

const NONE = { evidence: null, live: false };

/**
 * The race as it is drawn, and whether it is the one that is still running: what is said of that is said of runs not yet trained to their end. Hundreds of runs come at once, a dozen times a race: drawing them waits for whatever the reader does meanwhile, and is
 * done in pieces that hold up nothing.
 */
export function useShownEvidence(): { evidence: Evidence<ShownRace> | null; live: boolean } {
  const shelf = useDeferredValue(useRace((state) => state.shelf));
  const evidence = shownOf(shelf);
  return evidence ? { evidence, live: isLive(shelf, evidence) } : NONE;
}

export const useShownRace = (): ShownRace | null => useShownEvidence().evidence?.data ?? null;

/** Whether the shown race was made with other settings than those chosen now, however many seeds it has. */
export const useOtherSettings = (): boolean => useOther(useShownRace());

/** Whether the newest race was started with other settings than those chosen now. */
export const useOtherAsked = (): boolean => useOther(useRace(({ shelf }) => shelf.asked));

function useOther(race: ShownRace | null): boolean {
  const settings = useRace((state) => state.settings);
  const controls = useLab((lab) => lab.state.run);
  return useMemo(
    () => race !== null && !sameQuestion(race.spec, raceSpec(settings, controls)),
    [race, settings, controls],
  );
}
