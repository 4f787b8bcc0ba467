import type { Opened } from '../../session/protocol.ts';
import { isSynthetic } from '../../run/source.ts';
import { useSay } from '../say.ts';
import { Attribution } from '../source/Attribution.tsx';
import { useSourceName } from '../sourceName.ts';
import { Panel } from '../ui/Panel.tsx';
import { tableLines } from './tableWords.ts';
import { logLines } from './words.ts';
import styles from './data.module.css';

/** The whole log in a few lines: how much there is of it, and what it holds on average. */
export function LogCard({ opened }: { opened: Opened }) {
  const say = useSay();
  const { t } = say;
  const name = useSourceName();
  const onTable = !isSynthetic(opened.run);
  return (
    <Panel
      card="log"
      wordsOnly
      name={t('data.log.name')}
      title={onTable ? t('data.table.log.title', { name }) : t('data.log.name')}
      subtitle={onTable ? t('data.table.log.subtitle') : t('data.log.subtitle')}
    >
      <dl className={styles.log}>
        {(onTable ? tableLines : logLines)(say, opened).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {opened.run.source.name === 'census' && <Attribution />}
    </Panel>
  );
}
