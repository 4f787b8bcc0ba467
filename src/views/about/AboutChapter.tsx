import { useTranslation } from 'react-i18next';
import { Lead } from '../lead/Lead.tsx';
import panel from '../ui/panel.module.css';

/** What this page is, for whom, and how its numbers are checked. */
export function AboutChapter() {
  const { t } = useTranslation();
  return (
    <div className={panel.chapter}>
      <Lead chapter="about" text={t('lead.about.text')} />
    </div>
  );
}
