import type { Opened } from '../../session/protocol.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { logLines } from './words.ts';
import styles from './data.module.css';

/** The whole log in a few lines: how much there is of it, and what it holds on average. */
export function LogCard({ opened }: { opened: Opened }) {
  const say = useSay();
  const { t } = say;
  return (
    <Panel name={t('data.log.name')} title={t('data.log.name')} subtitle={t('data.log.subtitle')}>
      <dl className={styles.log}>
        {logLines(say, opened).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
