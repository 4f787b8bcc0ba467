import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Lead } from '../lead/Lead.tsx';
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
  useEffect(serve, []);
  return (
    <div className={`${panel.chapter} ${panel.changing} ${styles.page}`}>
      <Lead chapter="serve" text={t('lead.serve.text')} />
      <Failure />
      <ListCard />
      <WhyCard />
      <TradeCard />
      <PositionsCard />
      <CostCard />
      <DiversityCard />
    </div>
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
