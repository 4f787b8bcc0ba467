import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../charts/Drawn.tsx';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { biasHeight, biasMarks } from './biasMarks.ts';
import { Key } from './Key.tsx';
import { biasPicture, biasTable, learners } from './pictures.ts';
import { biasTitle } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import styles from './loop.module.css';

/** What position bias the treatments have learned in the round that is looked at, beside the true one. */
export function BiasCard() {
  const { t } = useTranslation();
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { shown, runs, round, source, other } = useShownLoop();
  const picture = useMemo(() => biasPicture(say, runs, round), [say, runs, round]);
  return (
    <Panel
      name={t('loop.bias.name')}
      title={biasTitle(say, runs, round)}
      source={source}
      other={other}
      subtitle={t('loop.bias.subtitle')}
      table={shown && biasTable(say, runs, round)}
    >
      {shown && <Key treatments={learners(runs, round)} truth={t('loop.bias.truthKey')} />}
      <div ref={box} className={styles.picture}>
        {shown && width > 0 && (
          <Drawn
            width={width}
            height={biasHeight(width, picture.devices.length)}
            role="img"
            aria-label={t('loop.bias.alt')}
            marks={biasMarks(width, picture)}
          />
        )}
      </div>
    </Panel>
  );
}
