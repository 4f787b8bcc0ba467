import { useTranslation } from 'react-i18next';
import { Lead } from '../lead/Lead.tsx';
import panel from '../ui/panel.module.css';

/** What the models learn from: queries, what was shown where, and what people did. */
export function DataChapter() {
  const { t } = useTranslation();
  return (
    <div className={panel.chapter}>
      <Lead chapter="data" text={t('lead.data.text')} />
    </div>
  );
}
