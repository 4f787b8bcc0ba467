import { useTranslation } from 'react-i18next';
import { Lead } from '../lead/Lead.tsx';
import panel from '../ui/panel.module.css';

/** Every term of the page in one sentence. */
export function GlossaryChapter() {
  const { t } = useTranslation();
  return (
    <div className={panel.chapter}>
      <Lead chapter="glossary" text={t('lead.glossary.text')} />
    </div>
  );
}
