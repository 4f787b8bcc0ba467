import { ratesOf, type Outcome } from '../../../experiments/unknown-bias/rates.ts';
import type { ContextColumn } from '../../../world/context.ts';
import type { Say } from '../../say.ts';

/** How often the culprit was called; where there is none, how often anything was. With Wilson's interval, and the false alarms where there were any. */
export function rateWords({ t, numbers }: Say, worlds: readonly Outcome[], culprit: ContextColumn | null): string {
  const { hit, falseAlarm } = ratesOf(worlds, culprit);
  const { k, n, low, high } = hit ?? falseAlarm;
  const words = t('unknown.rates.rate', { k, n, low: numbers.percent(low), high: numbers.percent(high) });
  return hit && falseAlarm.k > 0 ? t('unknown.rates.withAlarms', { rate: words, k: falseAlarm.k }) : words;
}
