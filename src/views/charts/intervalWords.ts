import type { Say } from '../say.ts';

/** A mean with its interval in words; alone where there is none, of a single seed. @param write - a number in words */
export const intervalWords = (
  { t }: Say,
  write: (value: number) => string,
  { mean, low, high }: { mean: number; low: number; high: number },
): string =>
  Number.isFinite(low + high)
    ? t('charts.interval', { mean: write(mean), low: write(low), high: write(high) })
    : write(mean);
