import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { contrastOf } from '../../experiments/cures/contrast.ts';
import { shapeOf } from '../../run/source.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { Attribution } from '../source/Attribution.tsx';
import { Gap } from '../ui/Gap.tsx';
import { contrastWords } from './contrastWords.ts';
import { settingOf } from './setting.ts';
import { findStored, shelfOf, useCures, type ShownCures } from './store.ts';
import panel from '../ui/panel.module.css';

/** The setting on platforms that the stored one on rows differs from by the data alone. */
const PLATFORM = 'adam-1';

/** What to know of cures measured on the rows of Census-Income: how, what holds on a platform and not here, and whose rows they are. */
export function OnRows({ shown }: { shown: ShownCures }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { base } = shown.spec;
  const table = shapeOf(base);
  if (!table) return null;
  const { world } = base;
  const rows = t('cures.census.rows', {
    drawn: numbers.fixed(Math.min(world.impressions, table.train)),
    all: numbers.fixed(table.train),
    heldOut: numbers.fixed(Math.min(world.heldOut, table.heldOut)),
  });
  return (
    <>
      <Contrasted />
      <p className={panel.note}>
        {rows}
        <Gap />
        <Attribution />
      </p>
    </>
  );
}

/** The stored results of both data beside each other; nothing until both are there. */
function Contrasted() {
  const say = useSay();
  const here = useCures(({ shelves }) => shelfOf({ shelves, place: 'census-adam-1' }).stored);
  const there = useCures(({ shelves }) => shelfOf({ shelves, place: PLATFORM }).stored);
  const place = useCures((state) => state.place);
  useEffect(() => {
    void findStored(PLATFORM);
  }, []);
  const words = useMemo(
    () =>
      here && there
        ? contrastWords(say, contrastOf(here.data.cures, there.data.cures), {
            setting: settingOf(PLATFORM),
            seeds: there.data.spec.seeds,
          })
        : [],
    [say, here, there],
  );
  if (place !== 'census-adam-1' || words.length === 0) return null;
  return <p>{inSentences(say.t, ...words)}</p>;
}
