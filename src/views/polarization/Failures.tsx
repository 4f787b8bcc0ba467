import { useTranslation } from 'react-i18next';
import { FAILURES } from './arms.ts';
import { openFailure } from './open.ts';
import { Panel } from '../ui/Panel.tsx';
import styles from './polarization.module.css';

/** Four ways to break it, each a run to open, with what to look for. */
export function Failures() {
  const { t } = useTranslation();
  return (
    <Panel
      card="failures"
      wordsOnly
      name={t('polarization.failures.name')}
      title={t('polarization.failures.title')}
      subtitle={t('polarization.failures.subtitle')}
    >
      <ul className={styles.failures}>
        {FAILURES.map((failure) => (
          <li key={failure}>
            <button
              type="button"
              className="button"
              onClick={() => {
                openFailure(failure);
              }}
            >
              {t(`polarization.failure.${failure}.name`)}
            </button>
            <p>{t(`polarization.failure.${failure}.look`)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
