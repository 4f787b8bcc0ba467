import { useTranslation } from 'react-i18next';
import { LateNoticeList } from './Late.tsx';
import shell from './shell.module.css';

/** What was changed or went wrong without asking: stays until dismissed, read out when it comes. Words that come late are read out then. */
export function Notices() {
  const { t } = useTranslation();
  return (
    <section className={shell.notices} aria-label={t('shell.notices.title')} aria-live="polite">
      <LateNoticeList />
    </section>
  );
}
