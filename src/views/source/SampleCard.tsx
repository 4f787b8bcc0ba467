import { useTranslation } from 'react-i18next';
import { useSourceName } from '../sourceName.ts';
import { useSource } from '../tasks.ts';
import { isEmbedded, usePageView } from '../pageView.ts';
import { Attribution } from './Attribution.tsx';
import { chooseCensus, choosePlatform } from './choose.ts';
import { askForOwnFile } from './ownFile.ts';
import styles from './source.module.css';

/** On the first page: what else there is to train on, one press away; on a table, what it is and the way back. */
export function SampleCard() {
  const { t } = useTranslation();
  // Of the run that is open: while the sample is on its way the one before is still trained.
  const { name: source } = useSource();
  const name = useSourceName();
  const onTable = source !== 'synthetic';
  // A lesson has runs of its own.
  const inLesson = usePageView((page) => page.lesson !== null);
  if (inLesson && !onTable) return null;
  return (
    <div className={styles.card} role="group" aria-label={t('lead.sample.name')}>
      <p>
        <strong>{onTable ? t('lead.sample.on', { name }) : t('lead.sample.title')}</strong>
        {!onTable && <span>{t('lead.sample.text')}</span>}
      </p>
      <button type="button" className="button small" onClick={onTable ? choosePlatform : chooseCensus}>
        {t(onTable ? 'lead.sample.back' : 'lead.sample.train')}
      </button>
      {!isEmbedded() && (
        <button
          type="button"
          className="button small"
          onClick={() => {
            askForOwnFile();
          }}
        >
          {t('lead.sample.own')}
        </button>
      )}
      {source === 'census' && <Attribution />}
    </div>
  );
}
