import { useTranslation } from 'react-i18next';
import type { Rate } from '../../metrics/intervals.ts';
import { useNumberWords } from '../format.ts';
import styles from './polarization.module.css';

/** A rate, its count, and its interval as a bar on a scale from 0 to 100%. */
export function RateCell({ rate }: { rate: Rate }) {
  const { t } = useTranslation();
  const words = useNumberWords();
  // Before the first measurement the cell is as high as afterwards.
  if (rate.n === 0)
    return (
      <span className={styles.rate}>
        <strong>–</strong>
        <svg aria-hidden="true" />
        <small>{'\u00a0'}</small>
      </span>
    );
  return (
    <span className={styles.rate}>
      <strong>{words.percent(rate.rate, 0)}</strong>
      <span>{t('polarization.rates.count', { k: rate.k, n: rate.n })}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.rateScale} width="100" height="6" />
        <rect
          className={styles.rateRange}
          x={100 * rate.low}
          width={Math.max(1, 100 * (rate.high - rate.low))}
          height="6"
        />
        <rect className={styles.rateMark} x={Math.max(0, 100 * rate.rate - 0.75)} width="1.5" height="6" />
      </svg>
      <small>
        {t('polarization.rates.interval', { low: words.percent(rate.low), high: words.percent(rate.high) })}
      </small>
    </span>
  );
}
