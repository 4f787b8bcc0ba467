import { useEffect, useMemo } from 'react';
import { contrastOf } from '../../experiments/cures/contrast.ts';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { Attribution } from '../source/Attribution.tsx';
import { Gap } from '../ui/Gap.tsx';
import { contrastWords, rowsWords } from './contrastWords.ts';
import type { StoredSetting } from '../../experiments/cures/stored.ts';
import { settingOf, type Place } from './setting.ts';
import { findStored, shelfOf, useCures, type ShownCures } from './store.ts';
import panel from '../ui/panel.module.css';

/** The settings on platforms that those stored on rows differ from by the data alone. */
const PLATFORM: Partial<Record<Place, StoredSetting>> = { 'census-adam-1': 'adam-1', 'census-async-4': 'async-4' };

/**
 * What to know of cures measured on the rows of Census-Income: how, what holds on a platform and not here, and whose rows they are.
 * @param props.stored - whether they are the stored ones: these alone are compared, which are of the setting of the platform's but for the data
 */
export function OnRows({ shown, stored }: { shown: ShownCures; stored: boolean }) {
  const say = useSay();
  const rows = rowsWords(say, shown.spec.base);
  if (!rows) return null;
  return (
    <>
      {stored && <Contrasted cures={shown.cures} />}
      <p className={panel.note}>
        {rows}
        <Gap />
        <Attribution />
      </p>
    </>
  );
}

/** Stored results beside those of a platform, on the seeds of both; nothing until these are there. */
function Contrasted({ cures }: Pick<ShownCures, 'cures'>) {
  const say = useSay();
  const platform = useCures(({ place }) => PLATFORM[place] ?? 'adam-1');
  const there = useCures(({ shelves }) => shelfOf({ shelves, place: platform }).stored);
  const measure = useCures((state) => state.measure);
  useEffect(() => {
    void findStored(platform);
  }, [platform]);
  const words = useMemo(
    () =>
      there
        ? contrastWords(say, contrastOf(cures, there.data.cures, measure), {
            setting: settingOf(platform),
            seeds: there.data.spec.seeds,
          })
        : [],
    [say, cures, there, measure, platform],
  );
  return words.length > 0 && <p>{inSentences(say.t, ...words)}</p>;
}
