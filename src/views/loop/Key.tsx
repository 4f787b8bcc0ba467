import { useTranslation } from 'react-i18next';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import styles from './loop.module.css';
import panel from '../ui/panel.module.css';

/** Which line, or which point, is which treatment. */
export function Key({
  treatments,
  truth,
}: {
  treatments: readonly Treatment[];
  /** A line for the truth stands beside. */ truth?: string;
}) {
  const { t } = useTranslation();
  return (
    <p className={`${panel.key} ${styles.key}`}>
      {truth && <span data-line="truth">{truth}</span>}
      {treatments.map((treatment) => (
        <span key={treatment} className={`loop-${treatment}`} data-line={truth ? 'point' : 'line'}>
          {t(`loop.treatment.${treatment}`)}
        </span>
      ))}
    </p>
  );
}
