import { useTranslation } from 'react-i18next';
import type { Opened } from '../../session/protocol.ts';
import { LateLook } from '../census/LateLook.tsx';
import { Lead } from '../lead/Lead.tsx';
import { hasTruth } from '../../world/types.ts';
import { useOnTable } from '../sourceName.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import panel from '../ui/panel.module.css';
import { LogCard } from './LogCard.tsx';
import { Query } from './Query.tsx';
import { RowCard } from './RowCard.tsx';

/** What the models learn from: queries, what was shown where, and what people did; of a table its rows. */
export function DataChapter() {
  const { t } = useTranslation();
  const opened = useLab((lab) => lab.opened);
  const onTable = useOnTable();
  return (
    <div className={panel.chapter}>
      <Lead chapter="data" text={t(onTable ? 'lead.data.table' : 'lead.data.text')} />
      {opened && opened.samples.rows > 0 ? (
        <>
          <Example opened={opened} />
          <LogCard opened={opened} />
        </>
      ) : (
        <Panel card="query" name={t('data.query.name')} title={t('data.query.name')}>
          <p className={panel.note}>{t('data.waits')}</p>
        </Panel>
      )}
      {opened?.run.source.name === 'census' && <LateLook />}
    </div>
  );
}

/** Something to read: a query where the truth is known, else a row of the table. */
function Example({ opened }: { opened: Opened }) {
  if (hasTruth(opened.samples)) return <Query opened={opened} samples={opened.samples} />;
  return opened.inputs ? <RowCard opened={opened} inputs={opened.inputs} /> : null;
}
