import { useTranslation } from 'react-i18next';
import { LateLook } from '../census/LateLook.tsx';
import { Lead } from '../lead/Lead.tsx';
import { hasTruth } from '../../world/types.ts';
import { useLab } from '../store.ts';
import { Panel } from '../ui/Panel.tsx';
import panel from '../ui/panel.module.css';
import { LogCard } from './LogCard.tsx';
import { Query } from './Query.tsx';

/** What the models learn from: queries, what was shown where, and what people did. */
export function DataChapter() {
  const { t } = useTranslation();
  const opened = useLab((lab) => lab.opened);
  return (
    <div className={panel.chapter}>
      <Lead chapter="data" text={t('lead.data.text')} />
      {opened && hasTruth(opened.samples) && opened.samples.rows > 0 ? (
        <>
          <Query opened={opened} samples={opened.samples} />
          <LogCard opened={opened} />
        </>
      ) : (
        <Panel name={t('data.query.name')} title={t('data.query.name')}>
          <p className={panel.note}>{t('data.waits')}</p>
        </Panel>
      )}
      {opened?.run.source.name === 'census' && <LateLook />}
    </div>
  );
}
