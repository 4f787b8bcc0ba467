/** What the chapter shows: the results of the setting that is looked at. */
import { useDeferredValue, useMemo } from 'react';
import { useLab } from '../store.ts';
import { whatIsShown, type Shown } from '../ui/shown.ts';
import { pointsOf, seenOf, type CurePoint } from './points.ts';
import { settingOf, isOther } from './setting.ts';
import { settled, shelfOf, useCures, type ShownCures } from './store.ts';
import type { Known } from './titles.ts';

/** Results come in portions while a reader does other things: what is drawn of them may wait. */
function useShelf(coming: boolean): Shown<ShownCures> {
  const shelf = useDeferredValue(useCures(shelfOf));
  const place = useCures((state) => state.place);
  const controls = useLab((lab) => lab.state.run);
  return useMemo(
    () => whatIsShown(coming ? shelf : settled(shelf), ({ spec }) => isOther(place, spec.base, controls)),
    [coming, shelf, place, controls],
  );
}

export const useShownCures = (): Shown<ShownCures> => useShelf(true);

/** As {@link useShownCures}, without results that are still coming: until they are there, what was looked at before. */
export const useSettled = (): Shown<ShownCures> => useShelf(false);

/** What is shown, in the form in which the titles take it. */
export function useKnown(shown: ShownCures | undefined): Known | null {
  const place = useCures((state) => state.place);
  const measure = useCures((state) => state.measure);
  return useMemo(
    () =>
      shown
        ? {
            setting: place === 'present' ? null : settingOf(place),
            measure,
            cures: shown.cures,
            asked: { runs: shown.asked, cures: shown.asked / shown.spec.seeds },
          }
        : null,
    [shown, place, measure],
  );
}

/** All points, and those of the kinds that are shown. */
export function usePoints(shown: ShownCures | undefined): { all: CurePoint[]; seen: CurePoint[] } {
  const measure = useCures((state) => state.measure);
  const kinds = useCures((state) => state.kinds);
  return useMemo(() => {
    const all = shown ? pointsOf(shown.cures, measure) : [];
    return { all, seen: seenOf(all, kinds) };
  }, [shown, measure, kinds]);
}
