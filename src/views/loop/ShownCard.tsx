import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { mapsPicture, mapsTable } from './pictures.ts';
import { mapsHeight, mapsMarks } from './shownMarks.ts';
import { shownTitle } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import { Picture } from '../ui/Picture.tsx';

/** To what kind of item each policy gives its exposure, in the round that is looked at. */
export function ShownCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown, runs, round, source, other } = useShownLoop();
  const picture = useMemo(() => mapsPicture(say, runs, round), [say, runs, round]);
  return (
    <Panel
      card="shown"
      name={t('loop.shown.name')}
      title={shownTitle(say, runs, round)}
      source={source}
      other={other}
      subtitle={t('loop.shown.subtitle')}
      table={shown && mapsTable(say, runs, round)}
    >
      {shown && (
        <Picture
          height={(width) => mapsHeight(width, picture.maps.length)}
          label={t('loop.shown.alt')}
          marks={(width) => mapsMarks(width, picture)}
        />
      )}
    </Panel>
  );
}
