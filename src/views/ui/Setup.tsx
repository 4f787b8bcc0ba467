import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageView } from '../pageView.ts';
import panel from './panel.module.css';

/** A card's settings and its start, in one line as far as they fit unless another class is given (null: one below the other). In a lesson, whose steps choose for themselves, they are folded: its reader was told of none of them. */
export function Setup({ className = panel.setup, children }: { className?: string | null; children: ReactNode }) {
  const { t } = useTranslation();
  const inLesson = usePageView((page) => page.lesson !== null);
  const settings = <div className={className ?? undefined}>{children}</div>;
  if (!inLesson) return settings;
  return (
    <details className={panel.data}>
      <summary>{t('panel.settings')}</summary>
      {settings}
    </details>
  );
}
