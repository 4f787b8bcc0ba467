import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { biasHeight, biasMarks } from './biasMarks.ts';
import { Key } from './Key.tsx';
import { biasPicture, biasTable, learners } from './pictures.ts';
import { biasTitle } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import { Picture } from '../ui/Picture.tsx';

/** What position bias the treatments have learned in the round that is looked at, beside the true one. */
export function BiasCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { shown, runs, round, source, other } = useShownLoop();
  const picture = useMemo(() => biasPicture(say, runs, round), [say, runs, round]);
  return (
    <Panel
      card="bias"
      name={t('loop.bias.name')}
      title={biasTitle(say, runs, round)}
      source={source}
      other={other}
      subtitle={t('loop.bias.subtitle')}
      table={shown && biasTable(say, runs, round)}
    >
      {shown && (
        <>
          <Key treatments={learners(runs, round)} truth={t('loop.bias.truthKey')} />
          <Picture
            height={(width) => biasHeight(width, picture.devices.length)}
            label={t('loop.bias.alt')}
            marks={(width) => biasMarks(width, picture)}
          />
        </>
      )}
    </Panel>
  );
}
