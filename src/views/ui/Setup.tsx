import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import panel from './panel.module.css';

/** A card's settings and its start. In a lesson, whose steps choose for themselves, they are folded: its reader was told of none of them. */
export function Setup({ className = panel.setup, children }: { className?: string | undefined; children: ReactNode }) {
  const { t } = useTranslation();
  const inLesson = usePageView((page) => page.lesson !== null);
  const settings = <div className={className}>{children}</div>;
  if (!inLesson) return settings;
  return (
    <details className={panel.data}>
      <summary>{t('panel.settings')}</summary>
      {settings}
    </details>
  );
}
