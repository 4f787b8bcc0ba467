import { useTranslation } from 'react-i18next';
import { showOpeningRun } from '../control.ts';
import type { Next } from './facts.ts';
import { WAYS } from './ways.ts';
import styles from './story.module.css';

/** Where to go next, and why. */
export function NextStep({ next, text }: { next: Next; text: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.next}>
      <strong>{t('story.next.name')}</strong>
      <span>{text}</span>
      <button type="button" className="button small" onClick={WAYS[next]}>
        {t(`story.next.${next}.go`)}
      </button>
      {next === 'seeds' && (
        <button type="button" className="button small" onClick={showOpeningRun}>
          {t('story.next.seeds.other')}
        </button>
      )}
    </p>
  );
}
