import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../charts/Drawn.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { mapsPicture, mapsTable } from './pictures.ts';
import { mapsHeight, mapsMarks } from './shownMarks.ts';
import { shownTitle } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import styles from './loop.module.css';

/** To what kind of item each policy gives its exposure, in the round that is looked at. */
export function ShownCard() {
  const { t } = useTranslation();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { shown, runs, round, source, other } = useShownLoop();
  const picture = useMemo(() => mapsPicture(say, runs, round), [say, runs, round]);
  return (
    <Panel
      name={t('loop.shown.name')}
      title={shownTitle(say, runs, round)}
      source={source}
      other={other}
      subtitle={t('loop.shown.subtitle')}
      table={shown && mapsTable(say, runs, round)}
    >
      <div ref={box} className={styles.picture}>
        {shown && width > 0 && (
          <Drawn
            width={width}
            height={mapsHeight(width, picture.maps.length)}
            role="img"
            aria-label={t('loop.shown.alt')}
            marks={mapsMarks(width, picture)}
          />
        )}
      </div>
    </Panel>
  );
}
