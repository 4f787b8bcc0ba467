import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NoTruth, ToPlatform } from '../charts/NoTruth.tsx';
import { Lead } from '../lead/Lead.tsx';
import { useOnTable } from '../sourceName.ts';
import { Panel } from '../ui/Panel.tsx';
import { CostCard } from './CostCard.tsx';
import { DiversityCard } from './DiversityCard.tsx';
import { ListCard } from './ListCard.tsx';
import { PositionsCard } from './PositionsCard.tsx';
import { serve, serveAgain, useServed } from './served.ts';
import { TradeCard } from './TradeCard.tsx';
import { WhyCard } from './WhyCard.tsx';
import panel from '../ui/panel.module.css';
import styles from './serve.module.css';

/** From four predictions to the list that a user would see: the second half of the paper's system. */
export function ServeChapter() {
  const { t } = useTranslation();
  const onTable = useOnTable();
  return (
    <div className={`${panel.chapter} ${panel.changing} ${styles.page}`}>
      <Lead chapter="serve" text={t('lead.serve.text')} />
      {onTable ? <NothingToRank /> : <Cards />}
    </div>
  );
}

/** A table has rows and no candidates: what to do instead. */
function NothingToRank() {
  const { t } = useTranslation();
  return (
    <Panel card="list" wordsOnly name={t('serve.list.name')} title={t('serve.table.title')}>
      <NoTruth of="serve" />
      <ToPlatform words={t('serve.table.platform')} />
    </Panel>
  );
}

function Cards() {
  useEffect(serve, []);
  return (
    <>
      <Failure />
      <ListCard />
      <WhyCard />
      <TradeCard />
      <PositionsCard />
      <CostCard />
      <DiversityCard />
    </>
  );
}

/** Why nothing can be scored, and another try. */
function Failure() {
  const { t } = useTranslation();
  const failed = useServed((served) => served.failed);
  if (failed === null) return null;
  return (
    <p role="alert" className={styles.failure}>
      {t('serve.failed', { reason: failed === '' ? t('serve.noReason') : failed })}
      <button type="button" className="button small" onClick={serveAgain}>
        {t('serve.again')}
      </button>
    </p>
  );
}
